"""The timeline as a picture: how many events of which type, by day, week, month, year or decade."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from dashboard.exports.packet.markup import Child, Element, element
from dashboard.exports.packet.picture import colour_of
from dashboard.model import Event
from dashboard.translations import Translator

WIDTH, HEIGHT = 960, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 14, 30
_MOST_BARS, _MOST_TICKS, _WIDEST = 62, 8, 46
_ROUGH = 3  # a precision from here on, a week or worse, is drawn paler than a day


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of the time axis: where each begins, and how a step is written."""

    starts: tuple[date, ...]
    pattern: str


def dated(event: Event) -> tuple[date, date] | None:
    """Return the first and last day of an event, if both are known."""
    when = event.when
    return (when.first, when.last) if when and when.first and when.last else None


def bars(events: Sequence[Event], translator: Translator) -> Element | None:
    """Draw the events that have a day; None where there is none."""
    spans = [span for span in map(dated, events) if span]
    if not spans:
        return None
    scale = _scale(min(_middle(*span) for span in spans), max(_middle(*span) for span in spans))
    heaps = _heaps(events, scale)
    highest = max(sum(heap.values()) for heap in heaps)
    title = translator("Timeline of the events, by type")
    svg = element(
        "svg",
        element("title", title),
        *_lines(highest),
        *_stacks(heaps, highest),
        *_ticks(scale, translator),
        role="img",
        aria_label=title,
        class_="bars",
    )
    svg.set("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    return svg


def _middle(first: date, last: date) -> date:
    return first + (last - first) // 2


def _scale(first: date, last: date) -> Scale:
    """Choose the finest steps that are not too many bars."""
    days = (last - first).days + 1
    if days <= _MOST_BARS:
        return Scale(tuple(first + timedelta(n) for n in range(days)), "d MMM y")
    monday = first - timedelta(first.weekday())
    weeks = (last - monday).days // 7 + 1
    if weeks <= _MOST_BARS:
        return Scale(tuple(monday + timedelta(7 * n) for n in range(weeks)), "d MMM y")
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST_BARS:
        counted = [first.month - 1 + n for n in range(months)]
        return Scale(tuple(date(first.year + n // 12, n % 12 + 1, 1) for n in counted), "MMM y")
    step = 1 if last.year - first.year < _MOST_BARS else 10
    years = range(max(1, first.year // step * step), last.year + 1, step)
    return Scale(tuple(date(year, 1, 1) for year in years), "y")


def _heaps(events: Sequence[Event], scale: Scale) -> list[Counter[tuple[str, bool]]]:
    """Count the events of each step by type and by whether the date is only roughly known."""
    heaps: list[Counter[tuple[str, bool]]] = [Counter() for _ in scale.starts]
    for event in events:
        if (span := dated(event)) and event.when:
            middle = _middle(*span)
            step = sum(start <= middle for start in scale.starts) - 1
            rough = event.when.precision >= _ROUGH
            heaps[max(0, step)][event.sub_type, rough] += 1
    return heaps


def _lines(highest: int) -> list[Element]:
    """Draw the counts that the heights stand for."""
    found = []
    for count in dict.fromkeys((0, (highest + 1) // 2, highest)):
        y = _height(count, highest)
        found.append(element("path", class_="grid", d=f"M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"))
        found.append(
            element("text", f"{count:,}", class_="axis end", x=_LEFT - 6, y=f"{y + 4:.1f}")
        )
    return found


def _stacks(heaps: Sequence[Counter[tuple[str, bool]]], highest: int) -> list[Element]:
    step = (WIDTH - _LEFT - _RIGHT) / len(heaps)
    wide = min(_WIDEST, step * 0.86)
    found = []
    for number, heap in enumerate(heaps):
        below = 0
        parts: list[Child] = []
        for (sub_type, rough), count in sorted(heap.items()):
            top, bottom = _height(below + count, highest), _height(below, highest)
            parts.append(
                element(
                    "rect",
                    class_="rough" if rough else None,
                    fill=colour_of(sub_type),
                    stroke=colour_of(sub_type),
                    x=f"{_LEFT + (number + 0.5) * step - wide / 2:.1f}",
                    y=f"{top:.1f}",
                    width=f"{wide:.1f}",
                    height=f"{bottom - top:.1f}",
                )
            )
            below += count
        if parts:
            found.append(element("g", *parts))
    return found


def _ticks(scale: Scale, translator: Translator) -> list[Element]:
    step = (WIDTH - _LEFT - _RIGHT) / len(scale.starts)
    every = -(-len(scale.starts) // _MOST_TICKS)
    found = []
    for number in range(0, len(scale.starts), every):
        label = str(format_date(scale.starts[number], scale.pattern, locale=translator.locale))
        x = _LEFT + (number + 0.5) * step
        look = "axis" if x - _LEFT > 40 else "axis start"
        x = x if look == "axis" else _LEFT
        found.append(element("text", label, class_=look, x=f"{x:.1f}", y=HEIGHT - 10))
    return found


def _height(count: int, highest: int) -> float:
    return HEIGHT - _BOTTOM - count / highest * (HEIGHT - _TOP - _BOTTOM)
