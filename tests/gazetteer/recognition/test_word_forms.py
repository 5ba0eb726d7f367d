"""As which words of names a word may be read: clitics, elisions, endings."""

import pytest

from gazetteer.index.index import Index
from gazetteer.languages.knowledge import names
from gazetteer.recognition.match import find_spans
from gazetteer.recognition.recogniser import Recogniser
from gazetteer.recognition.rules import name_rules
from gazetteer.recognition.word_forms import mark_apostrophes, strip_clitics
from gazetteer.spelling.words import fold_text

RULES = {code: name_rules(code, names(code)) for code in ("ar", "fa", "fr", "he", "ru", "tr", "uk")}


@pytest.mark.parametrize(
    ("code", "word", "reading"),
    [
        ("ar", "وبدمشق", ("وب", "دمشق")),
        ("ar", "للرقه", ("ل", "الرقه")),
        ("fr", "l'odet", ("l", "odet")),
        ("fr", "l'odet", ("", "lodet")),
        ("tr", "ankara'da", ("", "ankara")),
        ("tr", "istanbulda", ("", "istanbul")),
        ("he", "שבחיפה", ("שב", "חיפה")),
        ("he", "הנגב", ("ה", "נגב")),
        ("uk", "києві", ("", "киів")),
        ("ru", "киеве", ("", "киев")),
        ("ru", "москвы", ("", "москва")),
        ("ru", "казани", ("", "казань")),
        ("ru", "харьковскои", ("", "харьковская")),
    ],
)
def test_a_word_is_read_without_what_is_written_onto_it(
    code: str, word: str, reading: tuple[str, str]
) -> None:
    assert reading in strip_clitics(word, RULES[code])
    assert strip_clitics(word, RULES[code])[0] == ("", word.replace("'", ""))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("les berges de l'Odet", ["les", "berges", "de", "l'odet"]),
        ("Dans l'Oise", ["dans", "l'oise"]),
        ("en Côte d'Ivoire", ["en", "cote", "divoire"]),
        ("aujourd'hui", ["aujourdhui"]),
    ],
)
def test_an_elided_word_is_taken_apart_unless_it_goes_on_a_name(text: str, keys: list[str]) -> None:
    assert list(mark_apostrophes(fold_text(text), RULES["fr"]).keys) == keys


@pytest.mark.parametrize(
    ("code", "text", "name", "key"),
    [
        ("ru", "Взрыв прогремел в Нижнем Новгороде.", "Нижнем Новгороде", "нижнии новгород"),
        ("ru", "Пожар потушили в Киеве.", "Киеве", "киев"),
        ("uk", "Вибух пролунав у Харкові.", "Харкові", "харків"),
        ("tr", "Van Gölü'nde bir tekne battı.", "Van Gölü'nde", "van golu"),
        ("fa", "زلزله‌ای پاکستان را لرزاند.", "پاکستان", "باكستان"),
        ("fr", "Une crue en Côte d'Ivoire.", "Côte d'Ivoire", "cote divoire"),
    ],
)
def test_an_inflected_name_is_found_by_its_base_form(
    index: Index, code: str, text: str, name: str, key: str
) -> None:
    folded = fold_text(text)
    words = mark_apostrophes(folded, RULES[code])
    (span,) = (s for s in find_spans(words, index, RULES[code]) if s.key == key)
    assert text[folded.words.starts[span.first] : folded.words.ends[span.last - 1]] == name


def test_a_form_of_two_names_may_mean_the_places_of_both(index: Index) -> None:
    (span,) = find_spans(fold_text("Рима").words, index, RULES["ru"])
    assert span.key == "рим" and span.candidates[0].place.country == "IT"


def test_an_elision_is_no_part_of_the_name(index: Index) -> None:
    text = "Le préfet de l'Hérault a fermé la route."
    (mention,) = Recogniser(index, RULES["fr"]).recognise(fold_text(text))
    assert mention.text == "Hérault"
