"""Which language a text is in, and that no text is read as another without a word."""

import pytest

from gazetteer.languages.detection import language_of, likeliest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two people were killed when a shell hit the market, residents said.", "en"),
        ("Shelling hits market in Idlib", "en"),
        ("قال سكان إن قذيفة سقطت على السوق في المدينة صباح أمس", "ar"),
        ("قصف يستهدف بلدة سرمين", "ar"),
    ],
)
def test_a_text_is_told_by_its_letters_and_commonest_words(text: str, code: str) -> None:
    assert language_of(text) == (code, True)


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
    assert language_of(english + "سقطت القذيفة على السوق في المدينة " * 2000).code == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zwei Menschen wurden am Montag bei einer Explosion in Berlin getötet.", "de"),
        ("Une bombe a explosé lundi dans un marché de la capitale, tuant dix civils.", "fr"),
        ("Tote bei Angriff auf die Stadt", "de"),
        ("Seis pessoas mortas em ataque", "pt"),
        ("Saldırıda iki kişi yaralandı", "tr"),
        ("در پی حمله موشکی چند نفر کشته شدند و گروهی زخمی شدند", "fa"),
        ("دھماکے میں دو افراد ہلاک ہوئے", "ur"),
        ("Двое погибли при взрыве на рынке", "ru"),
        ("שני בני אדם נהרגו בפיצוץ בשוק", "he"),
    ],
)
def test_a_language_that_is_not_read_is_told_by_its_code(text: str, code: str) -> None:
    assert language_of(text) == (code, True)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("Gunmen storm hospital", ("en", True)),
        ("Shelling in El Obeid kills six", ("en", True)),
        ("Bus crash in Los Angeles", ("en", True)),
        ("قصف يستهدف بلدة سرمين", ("ar", True)),
        ("قصف مدفعي #سرمين 🚨 https://example.org/a/long/address?id=12345", ("ar", False)),
        ("Ataque terrorista Kabul", ("en", False)),
        ("12:30", ("en", False)),
        ("https://x.example", ("en", True)),
        ("", ("en", False)),
    ],
)
def test_what_is_too_short_to_tell_is_a_guess_that_says_so(
    text: str, guess: tuple[str, bool]
) -> None:
    assert language_of(text) == guess
