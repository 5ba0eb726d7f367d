"""What is drawn on a page set straight: turned pages upright, letters drawn twice once."""

from collections.abc import Sequence

from dashboard.readers.layout.lines import Glyph

_TWICE = 0.08  # ems between a letter and its shadow, at most: a thin letter's width is 0.2
_THIN = 0.1  # ems; narrower glyphs say nothing of where the next one is

Turned = tuple[Glyph, bool]  # x and y as on the page, and whether its text runs upwards


def straight(upright: Sequence[Glyph], turned: Sequence[Turned]) -> list[Glyph]:
    """Return the glyphs of the page as it is read.

    Stamps across the page and text along its edge are no part of the article, unless most of the
    page lies on its side.
    """
    glyphs = list(upright)
    if len(turned) > len(upright):
        upwards = sum(up for _, up in turned) * 2 > len(turned)
        glyphs = [_turn(glyph, up=up) for glyph, up in turned if up == upwards]
    return _once(glyphs)


def _turn(glyph: Glyph, *, up: bool) -> Glyph:
    """Turn a glyph by a quarter: its x are its ends along the page's height, y its baseline's x."""
    if up:
        return Glyph(glyph.text, glyph.x0, glyph.x1, -glyph.y, glyph.size)
    return Glyph(glyph.text, -glyph.x1, -glyph.x0, glyph.y, glyph.size)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out letters drawn again a hair away, as some programs do to make them bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        reach = _TWICE * glyph.size
        if reach <= 0 or glyph.x1 - glyph.x0 < _THIN * glyph.size:
            kept.append(glyph)
            continue
        across, down = round(glyph.x0 / reach), round(glyph.y / reach)
        near = (
            other
            for x in (across - 1, across, across + 1)
            for y in (down - 1, down, down + 1)
            for other in seen.get((glyph.text, x, y), ())
        )
        if any(
            abs(other.x0 - glyph.x0) < reach and abs(other.y - glyph.y) < reach for other in near
        ):
            continue
        seen.setdefault((glyph.text, across, down), []).append(glyph)
        kept.append(glyph)
    return kept
