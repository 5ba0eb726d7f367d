"""What the map's colours mean can be told apart by everyone, on light ground and on dark."""

import json
import re
from itertools import combinations

import numpy as np
import pytest

from dashboard.extraction.types.event_type import CONFLICT, GROUPS, event_types
from dashboard.map.assets import assets, script
from dashboard.map.places import GROUP_COLOURS, STATUS_COLOURS

# Linear RGB as it is seen without one kind of cone (Machado, Oliveira and Fernandes 2009).
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
TRITANOPIA = np.array(
    [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]
)
ALL_EYES = {**EYES, "tritanopia": TRITANOPIA}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour):
    values = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour, eye):
    xyz = XYZ @ np.clip(ALL_EYES[eye] @ linear(colour), 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one, other):
    """CIEDE2000 between two colours in Lab."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    light, chroma, mean = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * np.cos(np.radians(mean - 30))
        + 0.24 * np.cos(np.radians(2 * mean))
        + 0.32 * np.cos(np.radians(3 * mean + 6))
        - 0.20 * np.cos(np.radians(4 * mean - 63))
    )
    rotation = (
        -2
        * np.sqrt(chroma**7 / (chroma**7 + 25**7))
        * np.sin(np.radians(60 * np.exp(-(((mean - 275) / 25) ** 2))))
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc, dh = (c2 - c1) / (1 + 0.045 * chroma), hue / (1 + 0.015 * chroma * t)
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh))


def contrast(one, other):
    dark, light = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def variables(theme):
    """Return map.css's colours in a theme by name."""
    text = assets()["map.css"].read_text(encoding="utf-8")
    block = re.search(rf"^{re.escape(theme)} \{{(.*?)\}}", text, re.M | re.S)
    assert block
    short = dict(re.findall(r"--([\w-]+): (#\w+)", block[1]))
    return {
        name: c if len(c) == 7 else "#" + "".join(2 * digit for digit in c[1:])
        for name, c in short.items()
    }


def test_the_difference_is_that_of_the_standard():
    """Two pairs of the test data of Sharma, Wu and Dalal (2005)."""
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("eye", ALL_EYES)
def test_no_two_groups_of_news_look_alike(eye):
    assert list(GROUP_COLOURS) == list(GROUPS)
    seen = [lab(colour, eye) for colour in GROUP_COLOURS.values()]
    nearest = min(np.linalg.norm(np.subtract(a, b)) for a, b in combinations(seen, 2))
    assert nearest > 30  # CIE76, of which 2.3 is what eyes just see


def test_every_type_of_event_has_an_icon_that_is_drawn():
    icons = json.loads(assets()["basemap/icons.json"].read_text(encoding="utf-8"))
    assert not {kind.icon for kind in event_types().values()} - set(icons)
    assert all(re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9 .,\-e]+", path) for path in icons.values())


@pytest.mark.parametrize("eye", EYES)
def test_no_two_kinds_of_event_look_alike(eye):
    kinds = [(kind, lab(kind.colour, eye)) for kind in event_types().values()]
    pairs = [
        ({one.group, other.group} == {CONFLICT}, a, b)
        for (one, a), (other, b) in combinations(kinds, 2)
        if one.event_type != other.event_type
    ]
    assert min(difference(a, b) for conflict, a, b in pairs if conflict) > 20
    assert min(np.linalg.norm(np.subtract(a, b)) for _, a, b in pairs) > 20


def test_the_kinds_of_conflict_differ_in_lightness_within_one():
    by_type = {}
    for kind in (kind for kind in event_types().values() if kind.group == CONFLICT):
        by_type.setdefault(kind.event_type, []).append(lab(kind.colour, "usual")[0])
    for lights in by_type.values():
        assert min(np.diff(sorted(lights))) > 2


@pytest.mark.parametrize("eye", EYES)
def test_no_two_ways_to_stand_look_alike(eye):
    seen = [lab(colour, eye) for colour in STATUS_COLOURS.values()]
    assert min(difference(a, b) for a, b in combinations(seen, 2)) > 15


@pytest.mark.parametrize(
    ("theme", "land"), [(":root", "#f7f5ef"), ('[data-theme="dark"]', "#26303b")]
)
def test_every_circle_and_every_word_stands_out_from_the_ground(theme, land):
    assert land in script()
    colours = variables(theme)
    for ground in (land, colours["sea"]):
        for name in ("outline", "strong", "doubt"):
            assert contrast(colours[name], ground) >= 3, name
    for name in ("country", "city", "town"):
        assert contrast(colours[name], land) >= 4.5, name
    for name in ("ink", "quiet", "strong", "doubt"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
