import pytest

from dashboard.extraction.languages.language import Language, language
from dashboard.extraction.text.boilerplate import find_boilerplate
from gazetteer.spelling.words import fold_text
from tests.paths import SHARED

BOILERPLATE = {
    "ar": [
        "تابعونا عبر فيسبوك",
        "تابعونا على فيسبوك وتويتر وتلغرام",
        "تابعنا على قناتنا في تلغرام لتصلك الأخبار أولاً",
        "شاهد أيضاً : اجتماع في الدوحة يبحث ملف المياه",
        "شَاهِد أيضًا: سيول تغلق طريق صنعاء",
        "شاهد أيضاً",
        "شاهد بالفيديو: حريق في مستودع قرب صور",
        "تابعوا آخر الأخبار عبر تطبيقنا",
        "اقرأ أيضا: سيول في درنة تقطع الطرق",
        "إقرأ أيضاً – حريق في سوق أربيل",
        "قد يهمك: أسعار الوقود في بيروت",
        "مواضيع ذات صلة",
        "شارك الخبر",
        "مشاركة: 🔗",
        "فيسبوك | تويتر | واتساب",
        "فيسبوك تويتر https://t.me/example_channel",
        "https://example.org/news/2023/11/5",
        "اشترك في نشرتنا البريدية ليصلك كل جديد",
        "© 2023 وكالة أنباء الوادي",
        "جميع الحقوق محفوظة لصحيفة الوادي 2022",
        "صحيفة الوادي © جميع الحقوق محفوظة",
        "تصوير: سلمى الخطيب",
        "مصدر الصورة: رويترز",
        "صورة أرشيفية (رويترز)",
        "التعليقات (3)",
        "1240 مشاهدة",
        "Share on Facebook",
        "Follow us on Telegram",
    ],
    "en": [
        "Read also: Flash floods close the road to Sanaa",
        "READ MORE: Ferry sinks off Zuwara",
        "See also - Drought empties Lake Mosul",
        "Related articles",
        "Follow us on Twitter and Facebook",
        "FOLLOW US:",
        "Facebook | X | WhatsApp | Copy link",
        "Share on WhatsApp",
        "Share this article",
        "Subscribe to our newsletter for daily updates",
        "Sign up for our morning briefing",
        "Copyright 2023 Harbour News. All rights reserved.",
        "© 2021 Harbour News",
        "Harbour News, all rights reserved",
        "Photo: Lina Haddad/Reuters",
        "Image source, Getty Images",
        "Photo by Omar Sabri",
        "(Getty Images)",
        "Reporting by Rana Aziz; Editing by Tom Hill",
        "Advertisement",
        "12 comments",
        "4 min read",
        "https://example.org/a",
    ],
}
SENTENCES = {
    "ar": [
        "شاهد أيضاً سكان الحي دخاناً يتصاعد من مستودع قرب حلب.",
        "قال شاهد أيضاً إن الانفجار وقع قرب الجسر.",
        "شارك المئات في مظاهرة وسط السويداء يوم الجمعة.",
        "شارك في الهجوم ثلاثة مسلحين",
        "اقرأ أيضا كان عنوان الكتاب الذي صودر في بغداد.",
        "نشر الجيش صوراً عبر فيسبوك تظهر آثار القصف على إدلب.",
        "تابعونا وهم يهربون من القصف، قال أحد سكان حمص.",
        "المزيد من التعزيزات وصلت إلى الحسكة مساء أمس.",
        "حمل تطبيق الاتفاق مخاطر على سكان عفرين.",
        "بالفيديو || غارات على أطراف سرمدا",
        "أرسل الجيش تعزيزات إلى تدمر",
        "حقوق النشر تثير خلافاً بين صحف القاهرة.",
        "إعلان حالة الطوارئ في درنة",
        "صور الأقمار الصناعية تظهر حفراً في مطار النيرب.",
    ],
    "en": [
        "Residents were told to follow us to the shelter, a medic in Homs said.",
        "Share prices fell in Istanbul after the blast.",
        "Related violence spread to Tikrit on Monday.",
        "Read also spoke to three witnesses of the strike on Raqqa.",
        "Copyright law was tightened in Lebanon last year.",
        "Sources: three killed in strike on Raqqa",
        "WATCH: Moment of blast in Beirut port",
        "Photo shows a crater near the Aleppo citadel after the shelling on Sunday night.",
        "Reporting by local media suggests that three men died in the village of Hajin.",
        "Home to 40,000 people, the town of Afrin was shelled again.",
        "Facebook said it removed pages run from Damascus.",
        "Follow-up strikes hit Idlib.",
        "Print shops in Basra were raided by police.",
        "Save the Children said two schools in Taiz were hit.",
    ],
}


def taken(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in find_boilerplate(fold_text(text), language(code))]


@pytest.mark.parametrize(
    ("code", "line"), [(c, line) for c in BOILERPLATE for line in BOILERPLATE[c]]
)
def test_a_boilerplate_line_is_found_whole(code: str, line: str) -> None:
    before, after = {
        "ar": ("سقطت قذيفة قرب الجامعة.", "ولم يصب أحد بأذى في الحادث."),
        "en": ("A shell landed near the university.", "Nobody was hurt in the incident."),
    }[code]
    assert taken(f"{before}\n{line}\n{after}", code) == [line]


@pytest.mark.parametrize(("code", "line"), [(c, line) for c in SENTENCES for line in SENTENCES[c]])
def test_a_sentence_with_such_words_is_kept(code: str, line: str) -> None:
    assert taken(f"مقدمة / Intro.\n{line}\nخاتمة / End.", code) == []


def test_a_headline_under_a_bare_announcement_goes_with_it() -> None:
    text = (
        "A bridge near Hit was closed.\nRead also\nFerry sinks off Zuwara\n"
        "Engineers said that the bridge would open again on Thursday.\n"
    )
    assert taken(text, "en") == ["Read also", "Ferry sinks off Zuwara"]


def test_a_paragraph_under_a_bare_announcement_stays() -> None:
    text = (
        "A bridge near Hit was closed.\nRead also\nEngineers said it would open again.\nSo it did."
    )
    assert taken(text, "en") == ["Read also"]


def test_a_list_of_headlines_at_the_end_goes_as_a_whole() -> None:
    text = "أغلق جسر قرب هيت.\nأخبار ذات صلة\nغرق عبارة قبالة زوارة\nسيول في درنة\nحريق في أربيل"
    assert taken(text, "ar") == text.split("\n")[1:]


def test_an_announcement_that_ends_the_text_takes_nothing_else() -> None:
    assert taken("A bridge near Hit was closed.\nRelated stories:", "en") == ["Related stories:"]


def test_an_empty_text_has_none() -> None:
    assert find_boilerplate(fold_text(""), language("en")) == ()


def test_a_language_that_knows_none_finds_none() -> None:
    bare = Language("xx", language("en").letters, language("en").names)
    assert find_boilerplate(fold_text("Follow us\n\n"), bare) == ()


def test_the_real_article_has_two_boilerplate_lines() -> None:
    article = SHARED / "articles" / "deir-ez-zor.txt"
    if not article.exists():
        pytest.skip("../shared is absent: the real article is not there to measure on")
    text = article.read_text(encoding="utf-8")
    # The gold file says the same two spans.
    assert find_boilerplate(fold_text(text), language("ar")) == ((1073, 1091), (2958, 3022))
