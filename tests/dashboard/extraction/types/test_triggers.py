"""Which event a sentence tells, and in which mode. All sentences are our own."""

import time
from datetime import date

import pytest

from dashboard.extraction.types.event_type import CONFLICT, event_types
from dashboard.extraction.types.triggers import find_triggers
from tests.texts import as_text


def said(text: str, code: str) -> list[tuple[str, str]]:
    return [(t.type, t.mode) for t in find_triggers(as_text(text, code, [(0, len(text))]))]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("شنت طائرات حربية ثلاث غارات على أطراف البلدة", "air_drone_strike"),
        ("استهدفت طائرة مسيّرة سيارة قرب المعبر", "air_drone_strike"),
        ("قصف مدفعي على السوق أسفر عن مقتل أربعة مدنيين", "shelling"),
        ("أطلق المسلحون صواريخ على القاعدة فجراً", "shelling"),
        ("وقصفت القوات القرية بقذائف الهاون", "shelling"),
        ("انفجرت عبوة ناسفة بدورية على الطريق العام", "remote_explosive"),
        ("أصيب طفل بانفجار لغم في أرض زراعية", "remote_explosive"),
        ("فجّر انتحاري نفسه عند مدخل المسجد", "suicide_bomb"),
        ("ألقى شابان قنبلة يدوية على منزل المختار", "grenade"),
        ("هجوم بغاز السارين على الحي الشرقي", "chemical_weapon"),
        ("اندلعت اشتباكات عنيفة بين الفصيلين في المدينة", "armed_clash"),
        ("نصب مقاتلون كمينا لرتل عسكري", "armed_clash"),
        ("اغتال مجهولون طبيبا أمام عيادته", "attack"),
        ("أطلق ملثمون النار على سائق حافلة", "attack"),
        ("خطف مسلحون صحفيا من منزله", "abduction"),
        ("تعرضت نساء للاغتصاب في مركز الاحتجاز", "sexual_violence"),
        ("خرج مئات الطلاب في مظاهرة تطالب بالخبز", "peaceful_protest"),
        ("فرقت الشرطة المتظاهرين بالغاز المسيل للدموع", "protest_with_intervention"),
        ("أطلقت القوات الرصاص الحي على المتظاهرين فقتلت اثنين", "excessive_force"),
        ("أحرق المحتجون الإطارات ورشقوا الشرطة بالحجارة", "violent_demonstration"),
        ("وقع الطرفان اتفاقا لوقف إطلاق النار", "agreement"),
        ("وصلت تعزيزات عسكرية إلى المطار", "change_to_group"),
        ("أسقطت الدفاعات الجوية طائرة مسيّرة فوق الميناء", "disrupted_weapons"),
        ("انفجار في مستودع ذخيرة نتيجة خطأ", "disrupted_weapons"),
        ("أقامت القوات نقطة عسكرية جديدة فوق التل", "base_established"),
        ("نهب عناصر الفصيل محال السوق", "looting"),
        ("استعاد الجيش السيطرة على البلدة بعد معارك", "government_regains_territory"),
        ("موجة نزوح كبيرة من القرى الحدودية", "displacement"),
        ("أطلق شخصان يستقلان دراجة نارية النار على صيدلي", "attack"),
        ("انفجرت عبوة لاصقة بسيارة موظف", "remote_explosive"),
        ("أطلقت قوات مكافحة الشغب الرصاص الحي على المعتصمين", "excessive_force"),
        ("ضرب الأهالي سائقا متهما بالسرقة حتى الموت", "mob_violence"),
        ("عثر عناصر الجمارك في الشاحنة على عبوات وصواريخ", "disrupted_weapons"),
        ("اعتقلت الشرطة عشرين مطلوبا من خلايا داعش", "arrests"),
        ("أطلقت الجماعة طائرة مسيّرة مفخخة نحو الحقل", "air_drone_strike"),
        ("أفرجت الجماعة أمس عن ستة مختطفين", "agreement"),
        ("استعاد الجيش الليبي بلدة من أيدي المسلحين", "government_regains_territory"),
    ],
)
def test_arabic_words_tell_the_type(sentence: str, event: str) -> None:
    assert said(sentence, "ar")[0] == (event, "reported")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Jets carried out two air strikes on a depot outside the town.", "air_drone_strike"),
        ("Students marched over the price of bread.", "peaceful_protest"),
        ("Farmers have been blocking the A10 motorway since noon.", "peaceful_protest"),
        ("Police used tear gas to clear parents from the gate.", "protest_with_intervention"),
        ("Officers opened fire on a peaceful march.", "excessive_force"),
        ("Protesters gathered at noon and blocked the ring road.", "peaceful_protest"),
        ("Protesters gathered at noon but police blocked them.", "protest_with_intervention"),
        ("Tribesmen of two valleys clashed over a well.", "armed_clash"),
        ("Villagers clashed with sticks over a well.", "mob_violence"),
        ("The group captured the last army base in the valley.", "non_state_overtakes"),
        ("Both sides freed 90 prisoners of war.", "agreement"),
        ("Raiders attacked a camp run by a charity and hurt two women.", "attack"),
        ("Gunners shelled the market, killing three shoppers.", "shelling"),
        ("A roadside bomb hit a bus and wounded six passengers.", "remote_explosive"),
        ("A suicide bomber blew himself up at the gate.", "suicide_bomb"),
        ("A man threw a hand grenade into the cafe.", "grenade"),
        ("Gunmen shot dead a teacher in her home.", "attack"),
        ("Fighters ambushed an army patrol at dusk.", "armed_clash"),
        ("Rebels attacked an army checkpoint and killed two soldiers.", "armed_clash"),
        ("Armed men kidnapped two engineers.", "abduction"),
        ("Nurses held a sit-in outside the ministry over unpaid wages.", "peaceful_protest"),
        ("Police fired tear gas to disperse the protesters.", "protest_with_intervention"),
        ("Protesters threw stones and set fire to tyres.", "violent_demonstration"),
        ("An angry mob lynched a man accused of theft.", "mob_violence"),
        ("The two sides signed a ceasefire agreement.", "agreement"),
        ("Sappers defused a car bomb near the court.", "disrupted_weapons"),
        ("Troops set up a new military post on the ridge.", "base_established"),
        ("Militants looted shops and torched houses.", "looting"),
        ("The army recaptured the town from the insurgents.", "government_regains_territory"),
        ("Rebels seized control of the town after heavy fighting.", "non_state_overtakes"),
        ("The army deployed more troops along the border.", "change_to_group"),
        ("A mass grave was found behind the school.", "other"),
        ("The column came under fire from the hills.", "armed_clash"),
        ("The brigade launched a new large-scale offensive at dawn.", "armed_clash"),
        ("Insurgents stormed the gas plant this morning.", "armed_clash"),
        ("The man was captured in a hotel room.", "arrests"),
        ("They captured two towns on the river.", "non_state_overtakes"),
        ("He was shot in the leg outside a shop.", "attack"),
        ("The bus was destroyed by the blast at one.", "remote_explosive"),
        ("A coalition strike hit a post near the river.", "air_drone_strike"),
        ("A demonstration was held against the tax.", "peaceful_protest"),
    ],
)
def test_english_words_tell_the_type(sentence: str, event: str) -> None:
    assert said(sentence, "en")[0] == (event, "reported")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ar", "تنفيذ المشروع بدأ في المقاطعة"),
        ("ar", "قاتل المقاتلون القدامى سنوات قبل التقاعد"),
        ("ar", "عملية درع الفرات مستمرة في يومها العاشر"),
        ("ar", "زار وفد من هيئة تحرير الشام المدينة"),
        ("ar", "زار مقاتل سابق متحف المدينة"),
        ("ar", "تضم المنطقة قواعد متعددة الجنسيات قريبة من النهر"),
        ("ar", "قال متحدث باسم هيئة تحرير الشام إن الاجتماع تأجل"),
        ("ar", "تقع القرية في منطقة درع الفرات"),
        ("ar", "لقي ثلاثة مصرعهم في حادث سير على الطريق الدولي"),
        ("ar", "ولم تسجل إصابات بين المدنيين"),
        ("ar", "تصدى الحارس لقذيفة صاروخية من خارج منطقة الجزاء"),
        ("ar", "أعلنت الشركة انفجارا في مبيعاتها"),
        ("en", "Shares rallied around the world in early March."),
        ("en", "The storm killed nine people and flooded the port."),
        ("en", "No one was killed."),
        ("en", "Doctors said he died of a heart attack."),
        ("en", "The base has a runway and two hangars."),
        ("en", "The minister struck a deal on grain prices."),
        ("en", "The dollar came under heavy fire on Monday."),
        ("en", "The scene was captured by a street camera."),
        ("en", "The film was shot in two villages."),
    ],
)
def test_look_alikes_are_no_conflict(code: str, sentence: str) -> None:
    war = {key for key, kind in event_types().items() if kind.group == CONFLICT}
    assert not [event for event in said(sentence, code) if event[0] in war]


@pytest.mark.parametrize(
    ("code", "sentence", "mode"),
    [
        ("ar", "لم تتعرض القاعدة لأي قصف صاروخي", "denied"),
        ("ar", "نفت الوزارة وقوع غارة على المطار", "denied"),
        ("en", "Unions plan similar rallies in the north.", "planned"),
        ("en", "Shelling of the city could kill thousands.", "hypothetical"),
        ("ar", "خوفا من قصف مدفعي على القرية", "feared"),
        ("ar", "تخشى العائلات غارات جديدة", "feared"),
        ("ar", "هددت الحركة بقصف المدينة", "planned"),
        ("ar", "وأبدى السكان خشيتهم من تجدد القصف", "feared"),
        ("ar", "وفي حال قصف المستشفى لن يجد الجرحى علاجا", "hypothetical"),
        ("ar", "ومن المتوقع تنظيم مظاهرة في العاصمة", "planned"),
        ("ar", "وأي تصعيد ستقصف القوات مواقع الفصيل", "planned"),
        ("ar", "إذا وقع قصف على المخيم", "hypothetical"),
        ("ar", "أحيا الأهالي ذكرى مجزرة الحولة", "historical"),
        ("ar", "شهدت البلدة قصفا مدفعيا عام 2015", "historical"),
        ("ar", "سيارة مفخخة انفجرت في السوق", "reported"),
        ("ar", "قصف مدفعي لم يسفر عن إصابات", "reported"),
        ("en", "The coalition denied carrying out an air strike.", "denied"),
        ("en", "There was no shelling overnight.", "denied"),
        ("en", "Villagers spoke of their fear of shelling.", "feared"),
        ("en", "The group threatened to bomb the airport.", "planned"),
        ("en", "Unions called for protests on Friday.", "planned"),
        ("en", "If rebels shelled the port, ships would stay away.", "hypothetical"),
        ("en", "They marked the anniversary of the massacre.", "historical"),
        ("en", "The town was shelled in 2014.", "historical"),
        ("en", "It recalled how in May 2003 a car bomb killed six at the club.", "historical"),
        ("en", "Artillery shelled the town but caused no casualties.", "reported"),
    ],
)
def test_the_words_around_tell_the_mode(code: str, sentence: str, mode: str) -> None:
    assert said(sentence, code)[0][1] == mode


@pytest.mark.parametrize("spelling", ["قصـ.ـف مدفعي", "قصــف مدفعي", "قَصْف مدفعيّ", "وبقصف مدفعي"])
def test_dodged_and_dressed_spellings_are_found_where_they_stand(spelling: str) -> None:
    text = f"طال البلدة {spelling} ليلا"
    (trigger,) = find_triggers(as_text(text, "ar", [(0, len(text))]))
    assert trigger.type == "shelling"
    assert text[trigger.start : trigger.end] == spelling


def test_a_drone_is_no_march_and_a_march_is_no_drone() -> None:
    assert said("قصفت مسيّرة تركية مواقع في الريف", "ar") == [("air_drone_strike", "reported")]
    assert said("انطلقت مسيرة حاشدة في شوارع العاصمة", "ar") == [("peaceful_protest", "reported")]


def test_to_carry_out_is_not_to_deny() -> None:
    assert said("بدأت القوات تنفيذ قصف مدفعي على التلة", "ar") == [("shelling", "reported")]
    assert said("نفي القوات قصف التلة", "ar") == [("shelling", "denied")]


def test_two_events_of_one_sentence_are_told_apart() -> None:
    text = (
        "A car bomb went off in the northern market early on Monday, and hours later, "
        "in the south, thousands of teachers held a protest over pay."
    )
    assert [kind for kind, _ in said(text, "en")] == ["remote_explosive", "peaceful_protest"]


def test_the_dead_of_an_event_just_told_are_no_second_event() -> None:
    text = "Gunners shelled the market. Nine people, among them police, were killed."
    cut = text.index(" Nine")
    found = find_triggers(as_text(text, "en", [(0, cut), (cut + 1, len(text))]))
    assert [trigger.type for trigger in found] == ["shelling"]


def test_an_event_told_again_weighs_less() -> None:
    text = "قصف مدفعي على القرية. وبعد القصف المدفعي خرج السكان"
    cut = text.index(" وبعد")
    first, second = find_triggers(as_text(text, "ar", [(0, cut), (cut + 1, len(text))]))
    assert second.weight < first.weight


def test_words_outside_every_sentence_are_left_alone() -> None:
    text = "شاهد أيضا: غارات على المدينة"
    assert find_triggers(as_text(text, "ar", [])) == ()


def test_an_article_is_read_in_milliseconds() -> None:
    text = "قصفت المدفعية القرية وأصيب طفل بجروح في السوق الشعبي صباح اليوم. " * 55
    ends = [i for i, char in enumerate(text) if char == "."]
    sentences = list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))
    find_triggers(as_text(text, "ar", sentences))
    began = time.process_time()
    find_triggers(as_text(text, "ar", sentences))
    assert time.process_time() - began < 0.05  # about 3 ms on a quiet machine


def test_what_became_of_a_protest_names_it() -> None:
    text = "Teachers held a protest in the square. Police fired tear gas to disperse protesters."
    cut = text.index(" Police")
    found = find_triggers(as_text(text, "en", [(0, cut), (cut + 1, len(text))]))
    assert {trigger.type for trigger in found} == {"protest_with_intervention"}
    assert found[0].start < cut


def test_the_newest_year_of_a_text_is_not_the_past() -> None:
    text = "The town was shelled on 3 May 2020. Jets bombed it in 2020. It was shelled in 2014."
    cuts = [i + 1 for i, char in enumerate(text) if char == "."]
    sentences = list(zip([0, *cuts], cuts, strict=False))
    found = find_triggers(as_text(text, "en", sentences))
    assert [trigger.mode for trigger in found] == ["reported", "reported", "historical"]


def test_what_police_do_elsewhere_does_not_change_a_protest() -> None:
    text = "Hundreds protested in Niamey.\nPolice dispersed demonstrators in Zinder."
    found = find_triggers(as_text(text, "en"))
    assert [t.type for t in found] == ["peaceful_protest", "protest_with_intervention"]


def test_a_type_is_surer_the_plainer_its_words_and_the_fewer_others_are_told() -> None:
    (plain,) = find_triggers(as_text("Gunners shelled the market.", "en"))
    text = "The attack on the police post left two dead."
    (vague,) = find_triggers(as_text(text, "en", [(0, len(text))]))
    assert plain.probability > 0.85 > vague.probability
    assert plain.alternatives == ()


def test_other_types_the_words_may_mean_are_told_with_their_share() -> None:
    text = "Rebels attacked the army base and fired rockets at the village, killing two farmers."
    (trigger,) = find_triggers(as_text(text, "en", [(0, len(text))]))
    assert trigger.alternatives
    total = trigger.probability + sum(share for _, share in trigger.alternatives)
    assert trigger.type not in dict(trigger.alternatives)
    assert total <= 1


def test_the_year_of_an_article_is_not_the_past_and_an_older_one_is() -> None:
    text = "In May 2024 rockets struck the port."
    for published, mode in ((date(2024, 7, 1), "reported"), (date(2026, 7, 1), "historical")):
        (trigger,) = find_triggers(as_text(text, "en", [(0, len(text))]), published)
        assert trigger.mode == mode
