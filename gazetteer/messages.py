"""The sentences that the gazetteer's codes of reasons stand for, in English."""

from gazetteer.reason import TEXT, Message, Reason, fill

MESSAGES: dict[str, Message] = {
    TEXT: "{0}",
    # why a name means a place
    "place.mine": "one of your own places, which win",
    "place.only": "the only place of that name in the gazetteer",
    "place.in-next": "lies in the place named right after it",
    "place.most-populous": "the most populous of {0} places of that name",
    "place.word-beside": "the word beside it says: {0}",
    "place.province": "the article names its province",
    "place.country": "the article names its country",
    "place.nearest": "{0} km from {1}, the nearest other place named",
    "place.curated": "from Dateline's own table, within {0:g} km",
    "place.likeliest": "the likeliest of the places of that name",
    "place.people": "adjective or people of a country",
    "place.none-fits": "none fits well",
    "place.unknown": "no place of that name in the gazetteer",
    "spelling.typo": "one letter differs from the gazetteer's spelling",
    "spelling.skeleton": "same consonants as the gazetteer's spelling",
    "spelling.article": "written with or without its article or feature word",
    "beside.oil-field": "oil or gas field",
    "beside.base": "military base",
    "beside.camp": "camp",
    "beside.crossing": "border crossing",
    "beside.airport": "airport",
    "beside.river": "river",
    "beside.division": "administrative division",
    "beside.town": "town or village",
    "beside.place": "place",
    # why there is no index
    "index.missing": "{0}: no gazetteer here; run: python -m gazetteer build",
    "index.build": "{0}; run: python -m gazetteer build",
    "index.closed": "{0}: cannot be opened ({1})",
    "index.none": "{0}: not a gazetteer ({1})",
    "index.version": "{0}: made by another version",
    "index.foreign": (
        "{0}: this file is no gazetteer and stays as it is; move it away, or name another place "
        "for the gazetteer (DATELINE_INDEX)"
    ),
    # why a point cannot be read
    "point.unknown": "{0!r}: not a point; write it like {1} or {2}",
    "point.doubtful": "{0!r}: could be read in two ways; write it like {1} or {2}",
    "point.latitude": "{0!r}: no latitude is beyond 90",
    "point.swapped": ("{0!r}: no latitude is beyond 90; are latitude and longitude swapped?"),
    "point.longitude": "{0!r}: no longitude is beyond 180",
    "point.minutes": "{0!r}: minutes and seconds go up to 59",
    # why a place of one's own cannot be kept
    "own.nameless": "a place without a name",
    "own.letters": "{0!r}: a name needs letters or digits",
    "own.long-name": "{0}...: a name may have {1} characters",
    "own.many-names": "{0}: {1} names; {2} can be kept",
    "own.no-point": "{0}: no point; choose one on the map or type one",
    "own.not-on-earth": "{0}: {1}, {2} is not on earth",
    "own.radius": "{0}: a radius is more than 0 and at most {1:.0f} km",
    "own.class": "{0}: {1!r} is no class of places",
    # why a row of a file is no place
    "row.number": "{0!r} is not a number",
    "row.endless": "a number without end is not a number",
    "row.swapped": "latitude and longitude look swapped",
    "row.metres": "{0:g}, {1:g} are no degrees; metres of a map projection?",
    "row.latitude": "latitude {0:g} is not between -90 and 90",
    "row.longitude": "longitude {0:g} is not between -180 and 180",
    "row.zero": "the point is 0, 0: no point was given",
    "row.no-point": "no point",
    "row.no-name": "no name",
    "row.no-letter": "{0!r} has no letter",
    "row.outside": "{0:g}, {1:g} lies outside of {2}",
    "row.outside-swapped": "{0:g}, {1:g} lies outside of {2}: latitude and longitude swapped",
    "row.far": "far from {0}; latitude and longitude look swapped",
    "row.cells": "{0} cells, {1} columns",
    "row.delimiter": "{0} cells, {1} columns; a delimiter inside a cell?",
    "row.quote": "a quote that is opened and not closed?",
    "row.table": "no row of a table: {0}",
    "row.no-json": "no JSON: {0}",
    "row.deep-json": "no JSON: nested too deep",
    "row.no-object": "no JSON object",
    "row.no-whosonfirst": "no record of Who's On First: no wof:placetype among its properties",
    "row.no-id": "no wof:id",
    "row.no-feature": "no feature",
    "row.feature": "a {0}, not a Feature: it has no name",
    "row.properties": "no property for {0}; say which with --map",
    "row.geometry": "no lon and lat, and no geowkt",
    "geometry.none": "no geometry",
    "geometry.empty": "an empty geometry",
    "geometry.type": "{0!r} is no type of a geometry",
    "geometry.depth": "the geometry's coordinates are not as deep as its type says",
    "geometry.position": "a position of the geometry is no pair of numbers",
    "geometry.text": "{0!r} is no well-known text",
    "geometry.positions": "{0!r}: no positions in it",
    # why a file of places cannot be read
    "source.ending": "{0}: no file of places; known: {1}",
    "source.places": "{0}: no places in it",
    "source.many": (
        "{0}: more than {1:,} places; bring them in as a source: python -m gazetteer import {2} {0}"
    ),
    "source.rows": "{0}: no rows in it, or none in UTF-8 (say --encoding cp1256 ...)",
    "source.json": "{0}: JSON, not a table; did you mean geojson?",
    "source.markup": "{0}: XML or HTML, not a table",
    "source.geonames": "{0}: a GeoNames dump; import it with: geonames {1}",
    "source.binary": "{0}: not text",
    "source.column": "{0}: no column {1!r}; there are {2}",
    "source.columns": "{0}: no column for {1} among {2}; say which: --map {3}",
    "source.geojson": "{0}: does not look like GeoJSON; did you mean {1}?",
    "source.linked-places": (
        "{0} does not look like Linked Places: its first feature has neither"
        " properties.title nor names; did you mean geojson?"
    ),
    "source.linked-table": (
        "{0} does not look like Linked Places (LPF or LP-TSV): no column {1}; did you mean csv?"
    ),
    "source.titles": (
        "{0}: no row of titles at its start ({1}); save it with a title for each column, and with"
        " line ends as Windows or Linux write them"
    ),
    "source.features": "{0}: no features in it",
    "source.damaged": "{0}: no whole JSON, after {1:,} objects: {2}",
    "source.no-json": "{0}: no whole JSON, at its start: {1}",
}


def english(reason: Reason) -> str:
    """Say a reason of the gazetteer in English."""
    values = [english(v) if isinstance(v, Reason) else v for v in reason.values]
    return fill(MESSAGES.get(reason.code, reason.code), values)
