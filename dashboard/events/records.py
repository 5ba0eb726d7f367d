"""What is found in an article as the objects of JSON that `extract` promises."""

from typing import Any

from dashboard.events.status import stands
from dashboard.extraction.actors.across_languages import identity_of
from dashboard.extraction.types.event_type import EventType, by_sub_type
from dashboard.messages import english
from dashboard.model import Actor, Area, Claim, Count, Event, Extraction, Victims
from gazetteer.place import Place, Resolution

Record = dict[str, Any]


def extraction_record(extraction: Extraction) -> Record:
    """Return an extraction in the form `extract` promises; offsets count code points."""
    return {
        "id": extraction.document.id,
        "language": extraction.document.language,
        "mentions": [mention_record(resolution) for resolution in extraction.mentions],
        "events": [event_record(event) for event in extraction.events],
        "warnings": [english(warning) for warning in extraction.warnings],
    }


def event_record(event: Event) -> Record:
    """Return an event in the form `extract` promises; what is not known is None."""
    when, area = event.when, event.area
    kind = by_sub_type().get(event.sub_type)
    return {
        "id": event.id,
        "group": kind.group if kind else None,
        "type": event.type,
        "sub_type": event.sub_type,
        "codes": _codes(kind) if kind else {},
        "first": when.first.isoformat() if when and when.first else None,
        "last": when.last.isoformat() if when and when.last else None,
        "daypart": when.daypart if when else None,
        "date_precision": when.precision if when else None,
        "edtf": when.edtf if when else None,
        "place": _place(event.place),
        "area": _area(area),
        "geo_precision": area.precision if area else None,
        "actors": [_actor(actor) for actor in event.actors],
        "fatalities": _count(event.fatalities),
        "injuries": _count(event.injuries),
        "victims": [_victims(some) for some in event.victims],
        "weapons": list(event.weapons),
        "claims": [_claim(claim) for claim in event.claims],
        "start": event.start,
        "end": event.end,
        "probability": event.probability,
        "reasons": [english(reason) for reason in event.reasons],
        "mode": event.mode,
        "status": stands(event),
        "where": _span(event.where) if event.where else None,
        "other_places": [_span(span) for span in event.other_places],
    }


def mention_record(resolution: Resolution) -> Record:
    """Return a mention with the place it means; `place` is None where none could be chosen."""
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "probability": resolution.probability,
        "place": place
        and {
            "id": place.id,
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "feature": f"{place.feature_class}.{place.feature_code}".strip("."),
            "country": place.country,
            "radius_km": place.radius_km,
        },
    }


def _codes(kind: EventType) -> Record:
    """Return what a kind of event is called in other schemes, each where it has a code."""
    codes = {"glide": kind.glide, "plover": kind.plover, "cameo": kind.cameo}
    return {scheme: code for scheme, code in codes.items() if code}


def _place(place: Place | None) -> Record | None:
    return {"name": place.name, "lat": place.lat, "lon": place.lon} if place else None


def _area(area: Area | None) -> Record | None:
    if area is None:
        return None
    return {"lat": area.lat, "lon": area.lon, "radius_km": area.radius_km, "shape": area.shape}


def _span(span: tuple[int, int]) -> Record:
    return {"start": span[0], "end": span[1]}


def _actor(actor: Actor) -> Record:
    known = identity_of(actor.name)
    return {
        "id": known if known != actor.name else None,
        "name": actor.name,
        "role": actor.role,
        "inter": actor.inter,
    }


def _count(count: Count | None) -> Record | None:
    return {"low": count.low, "high": count.high} if count else None


def _victims(some: Victims) -> Record:
    return {"who": some.who, "fate": some.fate, "low": some.low, "high": some.high}


def _claim(claim: Claim) -> Record:
    return {
        "speaker": claim.speaker,
        "stance": claim.stance,
        "start": claim.start,
        "end": claim.end,
        "date": claim.day.isoformat() if claim.day else None,
    }
