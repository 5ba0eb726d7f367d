"""Which of several places is meant, how sure we are, and why."""

import pytest

from dashboard.extraction.pipeline import find_places
from gazetteer import Index, Mention, Resolution
from gazetteer.messages import english
from gazetteer.resolution.ranker import rank
from gazetteer.resolution.resolver import resolve, shipped_weights
from tests.texts import as_text


def _read(text: str, index: Index) -> list[Resolution]:
    code = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
    return find_places(as_text(text, code), index)


def _country(text: str, name: str, index: Index) -> str:
    (found, *_) = [r for r in _read(text, index) if r.mention.text == name]
    assert found.place is not None
    return found.place.country + (f"-{found.place.admin[0]}" if found.place.admin else "")


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Police in Paris, Texas, arrested two men on Friday.", "Paris", "US-TX"),
        ("Officials in Paris met the mayor of Lyon.", "Paris", "FR"),
        ("A fire broke out in Birmingham, Alabama.", "Birmingham", "US-AL"),
        ("A fire broke out in Birmingham and Coventry.", "Birmingham", "GB"),
        ("London, Ontario, declared an emergency on Friday.", "London", "CA"),
        ("The shooting happened in Santiago, Chile.", "Santiago", "CL"),
        ("A tornado hit Springfield, Illinois, on Monday.", "Springfield", "US-IL"),
        ("Firefighters battled a blaze in Victoria, Australia.", "Victoria", "AU"),
    ],
)
def test_the_division_or_country_after_a_name_decides(
    text: str, name: str, where: str, index: Index
) -> None:
    assert _country(text, name, index).startswith(where)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Clashes broke out in Tripoli and Zawiya, Libya.", "Tripoli", "LY"),
        ("Clashes broke out in Tripoli and Sidon, Lebanon.", "Tripoli", "LB"),
        ("Fighting spread from Córdoba to Rosario in Argentina.", "Córdoba", "AR"),
        ("اندلعت اشتباكات في طرابلس والزاوية في ليبيا.", "طرابلس", "LY"),
        ("اندلعت اشتباكات في طرابلس وعكار شمالي لبنان.", "طرابلس", "LB"),
        ("اندلعت مواجهات في طرابلس شمالي لبنان.", "طرابلس", "LB"),
        ("قصفت الطائرات مدينة الرقة في سوريا.", "الرقة", "SY"),
        ("تظاهر مئات في العاصمة عمان ضد الغلاء.", "عمان", "JO"),
        ("زار الوزير عمان ومسقط وصحار.", "عمان", "OM"),
    ],
)
def test_the_places_named_beside_it_decide_between_namesakes(
    text: str, name: str, country: str, index: Index
) -> None:
    assert _country(text, name, index).startswith(country)


def test_the_people_of_a_place_are_no_other_place(index: Index) -> None:
    text = "Hong Kongers voted on Sunday."
    (found,) = resolve(text, [Mention(0, 12, text[:12], probability=0.9)], index)
    assert found.place is not None
    assert found.place.country == "HK"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("A bomb hit Cairo and Giza in Egypt.", "Cairo", "PPLC"),
        ("وصل الوفد إلى القاهرة قادماً من الخرطوم.", "القاهرة", "PPLC"),
        ("وصل الوفد إلى القاهرة قادماً من الخرطوم.", "الخرطوم", "PPLC"),
        ("Police in San Jose, Costa Rica, said so.", "San Jose", "PPLC"),
        ("Talks in Damascus, Syria, went on.", "Damascus", "PPLC"),
    ],
)
def test_a_capital_is_meant_before_its_namesakes_and_its_province(
    text: str, name: str, code: str, index: Index
) -> None:
    (found,) = [r for r in _read(text, index) if r.mention.text == name]
    assert found.place is not None
    assert found.place.feature_code == code


def test_a_name_means_one_place_throughout_an_article(index: Index) -> None:
    text = (
        "A tornado hit Springfield, Illinois. The mayor of Springfield asked Chicago for help."
        " Power was out across Springfield."
    )
    found = [r.place for r in _read(text, index) if r.mention.text == "Springfield"]
    assert len(found) == 3
    assert len({place.id for place in found if place is not None}) == 1


def test_the_short_form_of_a_full_name_means_the_same_place(index: Index) -> None:
    text = "استهدف القصف حقل العمر في دير الزور، وتصاعد الدخان من حقل العمر. وبقي حقل كونيكو هادئاً."
    found = [r for r in _read(text, index) if r.mention.text.endswith("العمر")]
    assert {r.place.id for r in found if r.place} == {"fc:omar-oil-field"}


def test_a_former_name_of_the_place_behind_a_comma_is_another_place(index: Index) -> None:
    first, second = _read("Shells fell on Oleksandrivka, Donetsk.", index)
    assert second.place is not None
    assert first.place is None or first.place.id != second.place.id


def test_another_spelling_is_known_with_a_noun_of_its_kind_behind(index: Index) -> None:
    text = "A bomb went off in Quamishli city in Syria."
    (start, end) = (text.index("Quam"), text.index(" in Syria"))
    syria = text.index("Syria")
    mentions = [
        Mention(start, end, text[start:end], probability=0.9),
        Mention(syria, syria + 5, "Syria", index.lookup("syria"), probability=0.9),
    ]
    city, _ = resolve(text, mentions, index)
    assert city.place is not None and city.place.name == "Al Qāmishlī"


def test_an_unknown_name_is_no_place_and_says_so(index: Index) -> None:
    name = "شرقوطا"
    (found,) = resolve(name, [Mention(0, len(name), name)], index)
    assert found.place is None
    assert found.probability == 0
    assert found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Police in Paris, Texas, arrested two men on Friday.",
        "Fighting spread from Córdoba to Rosario in Argentina.",
        "استهدف القصف مدينة الرقة ومدينة منبج في سوريا، وقالت بغداد إنها قلقة.",
    ],
)
def test_every_answer_has_reasons_alternatives_and_a_probability(text: str, index: Index) -> None:
    found = [r for r in _read(text, index) if r.place is not None]
    assert len(found) >= 2
    for resolution in found:
        assert resolution.place is not None
        assert 0 < resolution.probability <= 1
        assert resolution.reasons and all(map(english, resolution.reasons))
        assert resolution.place.id not in {a.place.id for a in resolution.alternatives}
        assert all(0 <= a.score <= 1 for a in resolution.alternatives)


def test_probabilities_of_all_candidates_and_none_sum_to_one(index: Index) -> None:
    text = "Officials in Paris met the mayor of Lyon."
    mentions = [Mention(13, 18, "Paris", index.lookup("paris")), Mention(36, 40, "Lyon")]
    for ranked in rank(text, mentions, index, shipped_weights()):
        assert len(ranked.probabilities) == len(ranked.name.candidates) + 1
        assert sum(ranked.probabilities) == pytest.approx(1)


def test_a_demonym_means_its_country(index: Index) -> None:
    mention = Mention(0, 6, "Syrian", kind="demonym", feature="A.SY", probability=0.9)
    (found,) = resolve("Syrian troops", [mention], index)
    assert found.place is not None
    assert (found.place.country, found.place.feature_code) == ("SY", "PCLI")


def test_answers_come_in_the_order_of_the_mentions(index: Index) -> None:
    text = "He flew from Berlin to Madrid and from Madrid to Berlin."
    found = _read(text, index)
    assert [r.mention.text for r in found] == ["Berlin", "Madrid", "Madrid", "Berlin"]


def test_nothing_named_is_nothing_resolved(index: Index) -> None:
    assert resolve("", [], index) == []
