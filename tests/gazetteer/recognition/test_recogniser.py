"""Which words are used as a place name here: heads, clitics, coordination, and what is none."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.extraction.languages.language import language
from dashboard.extraction.pipeline import recogniser
from gazetteer import Index, Mention, Place, default_path
from gazetteer.index.layers import layer_path
from gazetteer.index.schema import SourceRecord
from gazetteer.index.write import write_layer
from gazetteer.languages import knowledge
from gazetteer.recognition.features import Lexicon, view
from gazetteer.recognition.rules import name_rules
from gazetteer.resolution.resolver import resolve
from gazetteer.spelling.words import fold_text


def _open(reason: str) -> pytest.MarkDecorator:
    """Mark what we cannot read yet; the day we can, the mark itself fails and goes."""
    return pytest.mark.xfail(strict=True, reason=reason)


def _places(text: str, code: str, index: Index) -> list[Mention]:
    found = recogniser(language(code), index).recognise(fold_text(text))
    return [mention for mention in found if mention.kind != "demonym"]


def _texts(text: str, code: str, index: Index) -> list[str]:
    return [mention.text for mention in _places(text, code, index)]


@pytest.mark.parametrize(
    "name",
    [
        "شرقوطا",
        pytest.param("شرقوطية", marks=_open("the tagger's span keeps the head noun")),
    ],
)
def test_a_head_noun_discovers_a_name_that_no_gazetteer_holds(name: str, index: Index) -> None:
    text = f"وصلت التعزيزات إلى قرية {name} قرب مدينة الرقة يوم السبت."
    assert not index.lookup(name)
    found = _places(text, "ar", index)
    assert [m.text for m in found] == [name, "الرقة"]
    assert text[found[0].head : found[0].start] == "قرية "


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("استهدف القصف حقل العمر مساء أمس.", "العمر", "S.OILF"),
        ("هبطت الطائرة في مطار القامشلي صباحاً.", "القامشلي", "S.AIRP"),
        ("غرق القارب في نهر الخابور قرب الجسر.", "الخابور", "H.STM"),
        ("انتشرت القوات في محافظة الأنبار أمس.", "الأنبار", "A"),
    ],
)
def test_a_head_noun_says_what_sort_of_place_it_is(
    text: str, name: str, feature: str, index: Index
) -> None:
    (mention,) = [m for m in _places(text, "ar", index) if m.text.endswith(name)]
    assert mention.feature == feature
    assert text[mention.head :].startswith(text.split(name, maxsplit=1)[0].split()[-1])


@pytest.mark.parametrize(
    ("head", "one", "two"),
    [
        ("قاعدتي", "كونيكو", "التنف"),
        ("حقلي", "الجفرة", "التنك"),
        ("قاعدتي", "كونيكو", "العمر"),
        ("بلدتي", "شرقوطا", "برمولا"),
    ],
)
def test_a_dual_head_noun_promises_two_names(head: str, one: str, two: str, index: Index) -> None:
    text = f"وصلت تعزيزات إلى {head} {one} و{two} يوم السبت."
    found = _places(text, "ar", index)
    assert [m.text for m in found] == [one, two]
    assert len({m.feature for m in found}) == 1


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("مدينة", "الرقة"),
        ("بلدة", "ذيبان"),
        pytest.param("حقل", "العمر", marks=_open("known only with its head, and in `never`")),
        ("حقل", "الزبرقان"),
    ],
)
def test_a_name_that_a_head_noun_licensed_counts_bare_later_on(
    head: str, name: str, index: Index
) -> None:
    text = f"استهدف القصف {head} {name} فجر السبت. وقال شاهد إن الدخان تصاعد من {name} حتى الظهر."
    assert [t.removeprefix(f"{head} ") for t in _texts(text, "ar", index)] == [name, name]


def test_without_a_head_noun_a_persons_name_is_no_oil_field(index: Index) -> None:
    assert "العمر" not in _texts("وقال الكاتب إن العمر يمضي سريعاً.", "ar", index)


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت قوات التحالف الدولي أنها لم تتعرض لأي استهداف.",
        "نفى الجيش السوري هذه الأنباء في بيان.",
        "أكد الرئيس الأمريكي والوزير الفرنسي موقفهما.",
        "دخل رتل إلى القاعدة العسكرية ثم غادر المدينة.",
        "قال مدير المنطقة إن الطريق مفتوح وإن القرية هادئة.",
        "قالت قوات سوريا الديمقراطية إنها ردت على النيران.",
        "هدأ البحر ووصل النهر إلى الجبل.",
    ],
)
def test_organisations_peoples_and_bare_head_nouns_are_no_arabic_places(
    text: str, index: Index
) -> None:
    assert _texts(text, "ar", index) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Paris told the council that he would not resign.",
        "The governor said the village and the river were safe.",
        "President Washington spoke with General Jackson.",
        "He joined the party in May and March followed.",
        "Troops left the southern province for the capital and the Centre.",
        "He led the Fifth Infantry Division through Western influence.",
    ],
)
def test_persons_and_common_words_are_no_english_places(text: str, index: Index) -> None:
    assert _texts(text, "en", index) == []


def test_a_demonym_is_kept_as_its_own_kind(index: Index) -> None:
    text = "Syrian troops and Iraqi officials met in Baghdad."
    found = recogniser(language("en"), index).recognise(fold_text(text))
    assert [(m.text, m.kind) for m in found] == [
        ("Syrian", "demonym"),
        ("Iraqi", "demonym"),
        ("Baghdad", "place"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("انتقلت العائلات من الحسكة والرقة إلى دمشق.", "ar", ["الحسكة", "الرقة", "دمشق"]),
        ("وصل الوفد إلى بغداد أمس قادماً من بيروت.", "ar", ["بغداد", "بيروت"]),
        ("اندلعت اشتباكات في #دير_الزور فجراً", "ar", ["دير_الزور"]),
        ("Shelling hit Kharkiv and Odesa in Ukraine.", "en", ["Kharkiv", "Odesa", "Ukraine"]),
        ("He flew from Paris to Berlin on Monday.", "en", ["Paris", "Berlin"]),
        ("The bomb went off in Maiduguri, Nigeria.", "en", ["Maiduguri", "Nigeria"]),
    ],
)
def test_well_known_names_are_found_where_they_stand(
    text: str, code: str, names: list[str], index: Index
) -> None:
    assert _texts(text, code, index) == names


@pytest.mark.parametrize("text", ["", " ", "\n\n", "؟!", "12 34", "ا", "\u200f"])
@pytest.mark.parametrize("code", ["ar", "en"])
def test_text_without_words_names_nothing(text: str, code: str, index: Index) -> None:
    assert recogniser(language(code), index).recognise(fold_text(text)) == []


def test_mentions_are_in_order_and_none_inside_another(index: Index) -> None:
    text = "The New York mayor left New York City for York, Pennsylvania, near Lancaster County."
    spans = [(m.start, m.end) for m in _places(text, "en", index)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "code", "name", "kind"),
    [
        ("Washington said on Monday that talks had failed.", "en", "Washington", "metonym"),
        ("Thousands marched in Washington on Monday.", "en", "Washington", "place"),
        ("نفت دمشق الاتهامات يوم السبت.", "ar", "دمشق", "metonym"),
        ("تظاهر العشرات في دمشق يوم السبت.", "ar", "دمشق", "place"),
    ],
)
def test_a_capital_that_speaks_is_its_government(
    text: str, code: str, name: str, kind: str, index: Index
) -> None:
    assert [(m.text, m.kind) for m in _places(text, code, index)] == [(name, kind)]


def test_threads_that_share_a_recogniser_do_not_mix_their_texts(index: Index) -> None:
    reader = recogniser(language("en"), index)
    places = ("Mosul", "Kyiv", "Lima")
    texts = [fold_text(f"Troops left {place} for Berlin on Monday.") for place in places]
    alone = [reader.recognise(text) for text in texts]
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(reader.recognise, texts * 40))
    assert together == alone * 40


def test_an_imported_hamlet_called_by_a_common_word_needs_a_head_noun(
    index: Index, tmp_path: Path
) -> None:
    """A full dump has villages called "the quarter" and "peace"; it must not cost precision."""
    home = tmp_path / "gazetteer.sqlite"
    home.symlink_to(default_path().resolve())
    names = ("السلام", "البيت", "شرقوطا")
    hamlets = [
        Place(f"x:{n}", name, 35 + n, 40, "P", "PPL", "SY", source="dump")
        for n, name in enumerate(names)
    ]
    write_layer(layer_path(tmp_path, "dump"), hamlets, SourceRecord("dump", "A dump", "CC0", "x"))
    rules = name_rules("ar", knowledge.names("ar"))
    with Index(home) as imported:
        assert all(imported.lookup(name) for name in names)
        lexicon = Lexicon(imported, rules)
        seen = view(fold_text("عاد السلام، عاد البيت، عادت شرقوطا وباريس"), lexicon)
        assert [span.key for span in seen.spans] == ["شرقوطا", "باريس"]
        text = "وصل الجيش إلى قرية السلام صباح اليوم."
        mentions = recogniser(language("ar"), imported).recognise(fold_text(text))
        (found,) = resolve(text, mentions, imported)
        assert found.place and found.place.id == "x:0"
