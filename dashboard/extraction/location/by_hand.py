"""Log-odds of where an event happened that are set by hand: what hardly any gold can tell."""

from collections.abc import Mapping

NOWHERE: Mapping[str, float] = {"nowhere": 1.0}  # that no name of the sentence is the place
# Log-odds set by hand, towards which the fit is drawn: gold of single sentences, or of one point
# for a whole text, says little of how an article goes on from sentence to sentence.
BY_HAND: Mapping[str, float] = {
    "same sentence": 1.7,
    "same paragraph": 0.3,
    "earlier": -0.1,
    "lede": -0.9,
    "dateline": -0.4,
    "words away": -0.5,
    "commas away": -0.2,
    "after it": -0.1,
    "in": 0.6,
    "near": 0.3,
    "of": 0.3,
    "from": -1.2,
    "to": -0.6,
    "direction": -0.6,  # "north of X": X is only where it is seen from
    "only says which": -0.8,
    "owner": -1.2,
    "small": 0.9,
    "district": 0.1,
    "province": -0.6,
    "land": -1.4,
    "water": -0.9,
    "country": -2.6,
    "larger": -3.0,
    "with the source": -2.0,
    "sure of the place": 1.5,
}
# Too rare to be learned at all: an army is where it goes, not where it came from. The rest
# would be learned wrong from one point a text, whose other sentences seem as good as the event's.
NOT_LEARNED: Mapping[str, float] = {
    "to, of a move": 3.0,
    "from, of a move": -0.5,
    "a witness is there": -1.5,
    "acts": -3.0,
    "its officials": -2.5,
    "its people": -2.0,
    "its cause": -3.0,
    "perhaps its cause": -1.0,
    **{name: BY_HAND[name] for name in ("same sentence", "same paragraph", "earlier", "lede")},
    **{name: BY_HAND[name] for name in ("dateline", "words away", "commas away")},
}
