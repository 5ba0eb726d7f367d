"""Which event beyond war a sentence tells, and which figures of speech tell none. Our own words."""

import pytest

from dashboard.extraction.types.triggers import find_triggers
from tests.texts import as_text


def reported(text: str, code: str) -> list[str]:
    found = find_triggers(as_text(text, code, [(0, len(text))]))
    return [trigger.type for trigger in found if trigger.mode == "reported"]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Floods swept through the valley and killed nine people", "flood"),
        ("The river burst its banks on Monday", "flood"),
        ("A magnitude 6.1 earthquake struck the province at dawn", "earthquake"),
        ("A cyclone battered the coast and left two dead", "storm"),
        ("A wildfire raged above the town and residents were evacuated", "wildfire"),
        ("Two water-bombing planes fought a wildfire that destroyed twelve homes", "wildfire"),
        ("A landslide buried four houses in the village", "landslide"),
        ("The volcano erupted on Sunday and covered two towns with ash", "volcanic_eruption"),
        ("The ministry confirmed eleven cases of cholera in the port", "epidemic"),
        ("A bus carrying pilgrims plunged into a ravine, killing ten", "transport_accident"),
        ("A ferry capsized on the lake and six passengers drowned", "transport_accident"),
        ("A fire broke out in a hotel and killed three guests", "fire"),
        ("An oil tanker exploded at a filling station", "industrial_accident"),
        ("A boiler exploded in a garment factory, killing five workers", "industrial_accident"),
        ("The roof of a school collapsed during a lesson", "structural_collapse"),
        ("A court sentenced the banker to nine years in prison", "trial"),
        ("Customs officers seized 600 kilos of cocaine at the port", "police_raid"),
        ("Voters went to the polls on Sunday", "vote"),
        ("Parliament approved the budget by two votes", "vote"),
        ("The foreign minister met with his counterpart in the capital", "meeting"),
        ("The king appointed a new prime minister on Tuesday", "appointment"),
        ("Trucks carrying food entered the city on Friday", "aid"),
        ("Hundreds of families fled the village overnight", "displacement"),
        ("The striker scored the winning goal in the last minute", "sport"),
        ("The home side won the cup final after a penalty shootout", "sport"),
        ("Bus drivers went on strike over unpaid wages", "labour_strike"),
    ],
)
def test_english_words_tell_other_news(sentence: str, event: str) -> None:
    assert reported(sentence, "en") == [event]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("اجتاحت السيول القرية وأودت بحياة خمسة أشخاص", "flood"),
        ("ضرب زلزال بقوة ست درجات المدينة فجراً", "earthquake"),
        ("ضرب إعصار مداري الساحل وخلف قتيلين", "storm"),
        ("التهم حريق هائل غابات الجبل وأخليت قريتان", "wildfire"),
        ("طمر انزلاق التربة أربعة بيوت", "landslide"),
        ("ثار بركان الجزيرة وغطى رماده القرى", "volcanic_eruption"),
        ("سجلت الوزارة تسع إصابات بالكوليرا في الميناء", "epidemic"),
        ("اصطدمت حافلة بشاحنة على الطريق ومات عشرة ركاب", "transport_accident"),
        ("غرق قارب يقل مهاجرين قبالة الساحل", "transport_accident"),
        ("اندلع حريق في فندق وسط المدينة", "fire"),
        ("انفجر مرجل في مصنع للنسيج وجرح خمسة عمال", "industrial_accident"),
        ("انهار سقف مدرسة أثناء الدرس", "structural_collapse"),
        ("قضت محكمة الجنايات بسجن المصرفي تسع سنوات", "trial"),
        ("ضبطت الجمارك طنا من الكوكايين في الميناء", "police_raid"),
        ("أدلى الناخبون بأصواتهم الأحد", "vote"),
        ("وافق البرلمان على الموازنة بفارق صوتين", "vote"),
        ("التقى وزير الخارجية نظيره في العاصمة", "meeting"),
        ("عين الملك رئيسا جديدا للوزراء", "appointment"),
        ("دخلت شاحنات مساعدات إلى المدينة الجمعة", "aid"),
        ("نزحت مئات العائلات من القرية ليلا", "displacement"),
        ("فاز الفريق الضيف بهدفين مقابل هدف", "sport"),
        ("أضرب سائقو الحافلات احتجاجا على تأخر الأجور", "labour_strike"),
    ],
)
def test_arabic_words_tell_other_news(sentence: str, event: str) -> None:
    assert reported(sentence, "ar") == [event]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The office received a flood of complaints", "en"),
        ("The result was a political earthquake for the coalition", "en"),
        ("Her remark raised a storm of protest letters", "en"),
        ("The party won by a landslide", "en"),
        ("The keeper was bombarded with questions about his knee", "en"),
        ("The cyclone is expected to hit the coast on Thursday", "en"),
        ("The rumour spread like wildfire", "en"),
        ("واجه الوزير سيلا من الانتقادات", "ar"),
        ("أحدثت النتيجة زلزالا سياسيا في العاصمة", "ar"),
        ("أثار القرار عاصفة من الجدل", "ar"),
        ("هذا اللاعب قنبلة موقوتة في الملعب", "ar"),
        ("انهيار الليرة يقلق التجار", "ar"),
        ("خطف الحارس الأضواء أمس", "ar"),
    ],
)
def test_a_figure_of_speech_or_a_forecast_tells_nothing(sentence: str, code: str) -> None:
    assert reported(sentence, code) == []


@pytest.mark.parametrize(
    ("sentence", "code", "event"),
    [
        ("A tsunami struck the island and destroyed the harbour", "en", "tsunami"),
        ("An avalanche buried six climbers on the north face", "en", "avalanche"),
        ("The president signed a decree on water prices", "en", "law"),
        ("The council imposed new sanctions on two banks", "en", "sanctions"),
        ("The firm won a contract to build a dam", "en", "deal"),
        ("The minister inaugurated a cement plant on Sunday", "en", "opening"),
        ("The airport was closed after the runway cracked", "en", "closure"),
        ("Archaeologists unearthed a mosaic under the market", "en", "science"),
        ("ضربت أمواج تسونامي ساحل الجزيرة", "ar", "tsunami"),
        ("أصدر الرئيس مرسوما بشأن أسعار المياه", "ar", "law"),
        ("فرض المجلس عقوبات جديدة على مصرفين", "ar", "sanctions"),
        ("وقعت الشركة عقدا لبناء سد", "ar", "deal"),
        ("افتتح الوزير مصنع اسمنت يوم الأحد", "ar", "opening"),
        ("أغلقت السلطات المطار بعد تشقق المدرج", "ar", "closure"),
        ("اكتشف علماء لوحة تحت السوق", "ar", "science"),
    ],
)
def test_words_tell_laws_trade_and_science(sentence: str, code: str, event: str) -> None:
    assert reported(sentence, code) == [event]
