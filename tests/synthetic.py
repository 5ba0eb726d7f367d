"""Articles and extractions made up for the tests of pages, map and store; no text is a source's."""

import hashlib
import random
from datetime import date, timedelta

from dashboard.messages import LABEL
from dashboard.model import (
    Actor,
    Area,
    Claim,
    Count,
    DateSpan,
    Document,
    Event,
    Extraction,
)
from gazetteer.place import Candidate, Mention, Place, Resolution
from gazetteer.reason import Reason

RAQQA = Place("1", "Raqqa", 35.95, 39.01, "P", "PPLA", "SY", population=531_952, radius_km=6)
MAYADIN = Place("2", "الميادين", 35.02, 40.45, "P", "PPL", "SY", population=44_028, radius_km=3)
LYON = Place("3", "Lyon", 45.75, 4.85, "P", "PPLA", "FR", population=472_317, radius_km=7)
OTHER_LYON = Place("4", "Lyon", 40.1, -90.2, "P", "PPL", "US", population=120)
PLACES = (RAQQA, MAYADIN, LYON)
SHELLING, CLASH, PROTEST = (
    ("shelling", "Shelling/artillery/missile attack"),
    ("armed_clash", "Armed clash"),
    ("peaceful_protest", "Peaceful protest"),
)

ARABIC = (
    "قصف قرب الميادين\n"
    "تعرضت أطراف مدينة الميادين فجر السبت 12 آب لقصف صاروخي أصاب مستودعا، وفق ما قاله سكان.\n"
    "ونفى متحدث محلي وقوع أي قصف، وقال إن الانفجار نجم عن حريق."
)
ENGLISH = (
    "Residents of Raqqa gathered on Sunday, 20 August, outside the town hall to ask for water. "
    "Nobody was hurt.\nA second rally is planned in Lyon."
)
# Everything that has ever been run by mistake: templates, scripts, markup, reordered letters.
HOSTILE = (
    "{{7*7}} {% for x in y %} ${alert(1)} `${1}` <img src=x onerror=alert(1)> "
    "</script><script>window.hacked=1</script> ![x](http://example.invalid/x.png) $x^2$ :red[y] "
    "\u202egnorw\u202c"
)


def document(text: str, title: str = "", published: date | None = None, **more: str) -> Document:
    """Make a document with the id its text gives it."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Document(digest, text, title, published=published, **more)


def mention(
    text: str, words: str, place: Place | None, *others: Place, after: int = 0
) -> Resolution:
    """Resolve the first `words` of a text, from `after` on, to a place."""
    start = text.index(words, after)
    found = Mention(start, start + len(words), words, tuple(Candidate(p, 0.5) for p in others))
    return Resolution(
        found,
        place,
        0.9,
        (Reason("place.only"),),
        tuple(Candidate(p, 0.2) for p in others),
    )


def day(text: str, words: str, when: date) -> DateSpan:
    """Date the first `words` of a text."""
    start = text.index(words)
    return DateSpan(start, start + len(words), when, when, 1, None, when.isoformat(), words)


def arabic() -> Extraction:
    """An Arabic article: shelling near a town, denied and explained otherwise."""
    text = ARABIC
    made = document(
        text, "قصف قرب الميادين", date(2023, 8, 13), source="وكالة الفرات", language="ar"
    )
    start, end = text.index("تعرضت"), text.index("\nونفى")
    denial = text.index("ونفى")
    event = Event(
        id=f"{made.id}:{start}:shelling",
        document=made.id,
        type=SHELLING[0],
        sub_type=SHELLING[1],
        area=Area(35.0, 40.42, 12.0, "sector", 225.0, 2),
        place=MAYADIN,
        when=day(text, "فجر السبت 12 آب", date(2023, 8, 12)),
        actors=(Actor("سكان", "target", 7),),
        fatalities=Count(0, 0),
        injuries=None,
        claims=(
            Claim(start, end, "سكان", "reports"),
            Claim(denial, len(text), "متحدث محلي", "denies"),
        ),
        start=start,
        end=end,
        probability=0.86,
        reasons=(Reason("event.word", ("قصف صاروخي", Reason(LABEL, (SHELLING[1],)))),),
    )
    named = mention(text, "الميادين", MAYADIN), mention(text, "الميادين", MAYADIN, after=start)
    return Extraction(made, named, (event.when,) if event.when else (), (event,))


def english() -> Extraction:
    """An English article: a protest, and a second one that is only planned."""
    text = ENGLISH
    made = document(text, "Rally for water", date(2023, 8, 21), source="The Sample", language="en")
    end, second = text.index(" Nobody"), text.index("A second")
    when = day(text, "Sunday, 20 August", date(2023, 8, 20))
    common = {
        "document": made.id,
        "type": PROTEST[0],
        "sub_type": PROTEST[1],
        "fatalities": None,
        "injuries": None,
        "claims": (),
    }
    held = Event(
        id=f"{made.id}:0:{PROTEST[0]}",
        area=Area(35.95, 39.01, 6.0),
        place=RAQQA,
        when=when,
        actors=(Actor("Residents", "actor", 6),),
        start=0,
        end=end,
        probability=0.93,
        reasons=(Reason("event.word", ("gathered", Reason(LABEL, (PROTEST[1],)))),),
        **common,
    )
    planned = Event(
        id=f"{made.id}:{second}:{PROTEST[0]}",
        area=Area(45.75, 4.85, 7.0),
        place=LYON,
        when=None,
        actors=(),
        start=second,
        end=len(text),
        probability=0.6,
        mode="planned",
        **common,
    )
    mentions = mention(text, "Raqqa", RAQQA), mention(text, "Lyon", LYON, LYON, OTHER_LYON)
    return Extraction(made, mentions, (when,), (held, planned))


def hostile() -> Extraction:
    """An article whose every text tries to become code."""
    text = f"Clashes in {HOSTILE} on Monday. {HOSTILE} denies it."
    made = document(
        text, HOSTILE, date(2023, 8, 25), source=HOSTILE, url="javascript:alert(1)", language="en"
    )
    place = Place("h{{7*7}}", HOSTILE, 36.5, 40.75, "P", "PPL", "SY", radius_km=2)
    end = text.index(" on Monday")
    found = Mention(11, end, text[11:end], (Candidate(place, 1.0),))
    event = Event(
        id=f"{made.id}:0:armed_clash",
        document=made.id,
        type=CLASH[0],
        sub_type=CLASH[1],
        area=Area(36.5, 40.75, 2.0),
        place=place,
        when=day(text, "Monday", date(2023, 8, 24)),
        actors=(Actor(HOSTILE, "attacker"),),
        fatalities=Count(2, 4),
        injuries=Count(1, 1),
        claims=(Claim(end + 12, len(text), HOSTILE, "denies"),),
        start=0,
        end=len(text),
        probability=0.7,
        reasons=(Reason("where.same-sentence", (HOSTILE,)),),
    )
    return Extraction(
        made,
        (Resolution(found, place, 0.9, (Reason("place.nearest", (3, HOSTILE)),)),),
        (),
        (event,),
    )


def unknown() -> Extraction:
    """An article with one event nobody can place and one nobody can date."""
    text = "Fighters clashed somewhere in the east on 3 July. Raqqa was shelled."
    made = document(text, "Loose ends", date(2023, 7, 4), language="en")
    second = text.index("Raqqa")
    common = {"document": made.id, "actors": (), "fatalities": None, "injuries": None, "claims": ()}
    unplaced = Event(
        id=f"{made.id}:0:armed_clash",
        type=CLASH[0],
        sub_type=CLASH[1],
        area=None,
        place=None,
        when=day(text, "3 July", date(2023, 7, 3)),
        start=0,
        end=second - 1,
        probability=0.5,
        **common,
    )
    undated = Event(
        id=f"{made.id}:{second}:shelling",
        type=SHELLING[0],
        sub_type=SHELLING[1],
        area=Area(35.95, 39.01, 6.0),
        place=RAQQA,
        when=None,
        start=second,
        end=len(text),
        probability=0.55,
        **common,
    )
    return Extraction(made, (mention(text, "Raqqa", RAQQA),), (), (unplaced, undated))


def few() -> tuple[Extraction, ...]:
    """Return an Arabic and an English article, one that would harm, and one without a date."""
    return arabic(), english(), hostile(), unknown()


def many(count: int, seed: int = 7) -> Extraction:
    """One long article with many events around Syria and Iraq over a year."""
    dice = random.Random(seed)
    sentences = [f"Report {i} tells of fighting.\n" for i in range(count)]
    text = "".join(sentences)
    made = document(text, "A year of reports", date(2023, 12, 31), language="en")
    events, start = [], 0
    for i, sentence in enumerate(sentences):
        kind = dice.choice((SHELLING, SHELLING, CLASH, PROTEST))
        lat, lon = round(dice.gauss(35.2, 0.9), 2), round(dice.gauss(40.0, 1.8), 2)
        when = date(2023, 1, 1) + timedelta(days=int(dice.triangular(0, 364, 225)))
        place = Place(f"m{i % 60}", f"Village {i % 60}", lat, lon, "P", "PPL", "SY", radius_km=2)
        span = DateSpan(start, start + 6, when, when, 1, None, when.isoformat(), "Report")
        events.append(
            Event(
                id=f"{made.id}:{start}:{kind[0]}",
                document=made.id,
                type=kind[0],
                sub_type=kind[1],
                area=Area(lat, lon, 2.0),
                place=place,
                when=span,
                actors=(),
                fatalities=None,
                injuries=None,
                claims=(),
                start=start,
                end=start + len(sentence) - 1,
                probability=round(dice.uniform(0.4, 1), 2),
            )
        )
        start += len(sentence)
    return Extraction(made, (), (), tuple(events))


def two_reports() -> tuple[Extraction, Extraction]:
    """Two articles on one shelling: three killed by one, seven by the other, where it is denied."""
    texts = (
        "Shells hit the bakery of Raqqa on 12 August, killing three people, a baker said.",
        "Seven people died in Raqqa on 12 August when shells fell on the bakery, nurses said. The "
        "garrison denied that it had fired at the town.",
    )
    return _shelling(texts[0], "Bakery hit", 3, "The Sample"), _shelling(
        texts[1], "Seven dead in bakery", 7, "Other Sample"
    )


def _shelling(text: str, title: str, killed: int, source: str) -> Extraction:
    made = document(text, title, date(2023, 8, 13), source=source, language="en")
    end = text.index(".") + 1
    claims = (Claim(0, end, "a baker" if killed == 3 else "nurses", "reports", date(2023, 8, 13)),)
    if "denied" in text:
        claims += (Claim(text.index("it had"), len(text) - 1, "The garrison", "denies"),)
    when = day(text, "12 August", date(2023, 8, 12))
    event = Event(
        id=f"{made.id}:0:shelling",
        document=made.id,
        type="Explosions/Remote violence",
        sub_type=SHELLING[1],
        area=Area(35.95, 39.01, 6.0),
        place=RAQQA,
        when=when,
        actors=(),
        fatalities=Count(killed, killed),
        injuries=None,
        claims=claims,
        start=0,
        end=end,
        probability=0.9 if killed == 3 else 0.8,
    )
    return Extraction(made, (mention(text, "Raqqa", RAQQA),), (when,), (event,))
