"""Which language a text is in."""

import pytest

from dashboard.errors import BadLanguageFile
from dashboard.extraction.text.language import codes, detect, language, likeliest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two people were killed when a shell hit the market, residents said.", "en"),
        ("Shelling hits market in Idlib", "en"),
        ("قال سكان إن قذيفة سقطت على السوق في المدينة صباح أمس", "ar"),
        ("قصف يستهدف بلدة سرمين", "ar"),
        ("قصف على Sarmin", None),
        ("Dos personas murieron cuando un proyectil alcanzó el mercado de la ciudad", None),
        ("Tote bei Angriff auf die Stadt", None),
        ("در پی حمله موشکی چند نفر کشته شدند و گروهی زخمی شدند", None),
        ("", None),
        ("12:30 – 2023!", None),
    ],
)
def test_a_text_is_told_by_its_letters_and_commonest_words(text: str, code: str | None) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "قصف مدفعي يستهدف أطراف #سرمين 🚨 https://example.org/a/long/address?id=12345",
            "ar",
        ),
        ("A Channel@a_channel_of_news\nقصف مدفعي على سرمين\nSign up Follow Share", "ar"),
        ("The fighters call themselves “أنصار” and shelled Sarmin, Idlib", "en"),
        ("Saldırıda iki kişi yaralandı", "en"),
        ("12:30", "en"),
    ],
)
def test_a_post_amid_the_words_of_a_page_is_read_by_the_letters_of_its_prose(
    text: str, code: str
) -> None:
    assert likeliest(text) == code


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    english = "The shell hit the market in the town. " * 200
    assert detect(english + "سقطت القذيفة على السوق في المدينة " * 2000) == "en"


def test_every_language_file_says_how_to_know_its_language() -> None:
    for code in codes():
        assert len(language(code).letters.common) >= 40, code


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(BadLanguageFile, match="known: ar, en"):
        language("xx")
