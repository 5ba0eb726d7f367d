"""Which reports are compared at all: those of near days and of near cells of the Earth.

A pair that is left out would be too far apart by `is_far` too: nothing is lost, and a day of
thousands of reports all over the world costs little more than its crowded places do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import cos, radians, sin

from dashboard.events.incident_features import FAR_KM, Report

NEAR_DAYS = 3  # reports of events further apart in time are never compared
_EARTH_KM = 6371.009
_LOCAL_KM = 50.0  # a radius; what is vaguer is compared with all of its days
_SIDE_KM = FAR_KM + 2 * _LOCAL_KM  # of a cell: what is nearer is in one beside it
_AROUND = tuple(product((-1, 0, 1), repeat=3))
Cell = tuple[int, int, int]


def near_pairs(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of two reports, each pair once, that may be near in time and place."""
    local: dict[tuple[int, Cell], list[int]] = defaultdict(list)
    vague: dict[int, list[int]] = defaultdict(list)
    whole: dict[int, list[int]] = defaultdict(list)
    cells = [_cell(report) for report in reports]
    for number, report in enumerate(reports):
        cell = cells[number]
        for day in _days_of(report):
            whole[day].append(number)
            if cell is None:
                vague[day].append(number)
            else:
                local[day, cell].append(number)
    for one, report in enumerate(reports):
        days = _days_of(report)
        near = range(days.start - NEAR_DAYS, days.stop + NEAR_DAYS) if days else range(0)
        cell = cells[one]
        found: set[int] = set()
        for day in near:
            if cell is None:
                found.update(whole.get(day, ()))
                continue
            found.update(vague.get(day, ()))
            for x, y, z in _AROUND:
                beside = cell[0] + x, cell[1] + y, cell[2] + z
                found.update(local.get((day, beside), ()))
        yield from ((one, other) for other in sorted(found) if other > one)


def _cell(report: Report) -> Cell | None:
    """Return the cube of space that the middle of an event lies in, None where it is vague."""
    area = report.event.area
    if area is None or area.radius_km > _LOCAL_KM:
        return None
    lat, lon, size = radians(area.lat), radians(area.lon), _EARTH_KM / _SIDE_KM
    x, y, z = cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
    return int(x * size // 1), int(y * size // 1), int(z * size // 1)


def _days_of(report: Report) -> range:
    if report.days is not None:
        return range(report.days[0].toordinal(), report.days[1].toordinal() + 1)
    published = report.document.published
    return range(published.toordinal(), published.toordinal() + 1) if published else range(0)
