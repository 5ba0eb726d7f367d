"""Points as people write them, and what must not be guessed."""

import pytest

from gazetteer.errors import BadPlace
from gazetteer.spelling.points import read_point


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("35.3, 40.1", (35.3, 40.1)),
        ("35.3 40.1", (35.3, 40.1)),
        ("35.3;40.1", (35.3, 40.1)),
        ("-12.5, -70", (-12.5, -70.0)),
        ("٣٥٫٣، ٤٠٫١", (35.3, 40.1)),
        ("35,3 40,1", (35.3, 40.1)),
        ("35°18'00\"N 40°06'00\"E", (35.3, 40.1)),
        ("35º18’N 40º6’E", (35.3, 40.1)),
        ("35 18 0 N 40 6 0 E", (35.3, 40.1)),
        ("35 18 n, 40 6 e", (35.3, 40.1)),
        ("23 26m 22s N 23 27m 30s E", (23.439444, 23.458333)),
        ("12.5 S 70 W", (-12.5, -70.0)),
        ("N 35.3 E 40.1", (35.3, 40.1)),
        ("35.3N, 40.1E", (35.3, 40.1)),
        ("  35.3 ,\n40.1 ", (35.3, 40.1)),
    ],
)
def test_any_usual_notation_is_read(text: str, point: tuple[float, float]) -> None:
    assert read_point(text) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a point"),
        ("35.3", "not a point"),
        ("near the bridge", "not a point"),
        ("95, 40", "swapped"),
        ("95, 140", "beyond 90"),
        ("35, 400", "beyond 180"),
        ("1 2 3 4 5", "two ways"),
        ("1e3, 5", "two ways"),
        ("nan, nan", "not a point"),
        ("90°30' N 40° E", "beyond 90"),
        ("35°75' N 40° E", "up to 59"),
        ("1, " * 200, "not a point"),
    ],
)
def test_what_could_be_misread_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(BadPlace, match=words):
        read_point(text)
