"""The sentences that a store before version 6 holds, as the reasons they were written for."""

import json
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from dashboard.extraction.types.event_type import event_types
from dashboard.messages import ALL_OF, LABEL, ONE_OF
from dashboard.stores.record import to_record
from gazetteer.reason import TEXT, Reason, Value

_SHARE = re.compile(r" \((\d+)%\)(?: or |$)")  # behind each type
_FEATURES = {
    "oil or gas field": "beside.oil-field",
    "military base": "beside.base",
    "camp": "beside.camp",
    "border crossing": "beside.crossing",
    "airport": "beside.airport",
    "river": "beside.river",
    "administrative division": "beside.division",
    "town or village": "beside.town",
    "place": "beside.place",
}
_WHOLE = {
    "No place is named near it.": "where.none",
    "No date is told.": "when.none",
    "no publication date: dates such as yesterday or Friday stay open": "published.unknown",
    "one of your own places, which win": "place.mine",
    "the only place of that name in the gazetteer": "place.only",
    "lies in the place named right after it": "place.in-next",
    "one letter differs from the gazetteer's spelling": "spelling.typo",
    "same consonants as the gazetteer's spelling": "spelling.skeleton",
    "written with or without its article or feature word": "spelling.article",
    "the article names its province": "place.province",
    "the article names its country": "place.country",
    "the likeliest of the places of that name": "place.likeliest",
    "adjective or people of a country": "place.people",
    "none fits well": "place.none-fits",
    "no place of that name in the gazetteer": "place.unknown",
}


def _label(text: str) -> Reason:
    return Reason(LABEL, (_labels().get(text, text),))


@cache
def _labels() -> dict[str, str]:
    return {kind.label.lower(): kind.label for kind in event_types().values()}


def _shares(text: str) -> Reason:
    parts = _SHARE.split(text)  # a type, its share, a type, its share, nothing
    pairs = zip(parts[:-1:2], parts[1::2], strict=True)
    shares = (Reason("event.share", (_label(a), int(n))) for a, n in pairs)
    return Reason(ONE_OF, tuple(shares))


def _quoted(text: str) -> Reason:
    words = text.removeprefix("“").removesuffix("”").split("”, “")
    return Reason(ALL_OF, tuple(Reason("where.words", (one,)) for one in words))


def _names(text: str) -> Reason:
    return Reason(ALL_OF, tuple(text.split(", ")))


def _feature(text: str) -> Reason:
    return Reason(_FEATURES.get(text, "beside.place"))


def _weekday(text: str) -> Reason:
    return Reason(f"weekday.{text.lower()}")


_DAY, _WEEKDAY = r"(\d{4}-\d\d-\d\d)", "([A-Z][a-z]+day)"
_UNFIT = rf"“(.+)” does not fit the publication date {_DAY}"
_Read = Callable[[str], Value]
_FILLED: list[tuple[str, str, tuple[_Read, ...]]] = [
    ("place.nearest", r"(\d+) km from (.+), the nearest other place named", (int, str)),
    ("place.most-populous", r"the most populous of (\d+) places of that name", (int,)),
    ("place.word-beside", r"the word beside it says: (.+)", (_feature,)),
    ("place.curated", r"from Dateline's own table, within (\S+) km", (float,)),
    ("event.word", r"“(.+)” tells of ([^”]+)\.", (str, _label)),
    ("event.other-types", r"The words could also mean (.+)\.", (_shares,)),
    ("where.same-sentence", r"(.+) is named in the same sentence\.", (str,)),
    ("where.same-paragraph", r"(.+) is named earlier in the paragraph\.", (str,)),
    ("where.earlier", r"(.+) is where the story was before\.", (str,)),
    ("where.opening", r"(.+) is named in the opening sentence\.", (str,)),
    ("where.dateline", r"(.+) is where the report was filed\.", (str,)),
    ("where.unknown", r"“(.+)”, named as its place, is in no gazetteer here\.", (str,)),
    ("where.at-odds", r"The article is at odds with itself about where: (.+)\.", (_quoted,)),
    ("when.same-sentence", r"“(.+)” stands in the same sentence\.", (str,)),
    ("when.same-paragraph", r"“(.+)” stands earlier in the paragraph\.", (str,)),
    ("when.carried-on", r"“(.+)” is the date of the event told before\.", (str,)),
    ("when.opening", r"“(.+)” stands in the opening sentences\.", (str,)),
    (
        "when.published",
        rf"No day is told: about {_DAY}, when the article was published\.",
        (str,),
    ),
    ("when.no-day", r"“(.+)” names no day\.", (str,)),
    ("when.unpublished", r"“(.+)” needs a publication date\.", (str,)),
    ("event.again", r"It is told (\d+) times in this article\.", (int,)),
    ("event.denied", r"Denied by (.*)\.", (_names,)),
    ("reading.language", r"no language we know for certain: read as (.+)", (str,)),
    (
        "published.inferred",
        rf"no publication date: read as if of {_DAY}, which “(.+)” points to",
        (str, str),
    ),
    ("published.weekday", rf"“(.+)”: {_DAY} was a {_WEEKDAY}", (str, str, _weekday)),
    (
        "published.day",
        rf"{_UNFIT}, a {_WEEKDAY}: it would fit {_DAY}",
        (str, str, _weekday, str),
    ),
    ("published.year", rf"{_UNFIT}: it was that weekday in (\d+)", (str, str, int)),
]
_PATTERNS = [(code, re.compile(pattern, re.DOTALL), read) for code, pattern, read in _FILLED]


def reason_of(sentence: str) -> Reason:
    """Return the reason that a sentence says; the sentence itself where none is known."""
    if sentence in _WHOLE:
        return Reason(_WHOLE[sentence])
    for code, pattern, readers in _PATTERNS:
        if found := pattern.fullmatch(sentence):
            values = zip(readers, found.groups(), strict=True)
            return Reason(code, tuple(read(value) for read, value in values))
    return Reason(TEXT, (sentence,))


def event_with_reasons(payload: str) -> str:
    """Rewrite the payload of an event, for the migration."""
    record = json.loads(payload)
    _rewrite(record, "reasons")
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def document_with_reasons(payload: bytes) -> bytes:
    """Rewrite the payload of a document, for the migration."""
    record = json.loads(zlib.decompress(payload))
    _rewrite(record, "warnings")
    for mention in record["mentions"]:
        _rewrite(mention, "reasons")
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode())


def _rewrite(record: dict[str, Any], key: str) -> None:
    if key in record:
        said: Sequence[Any] = record[key]
        record[key] = [to_record(reason_of(one)) if isinstance(one, str) else one for one in said]
