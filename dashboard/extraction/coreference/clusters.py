"""Telling after telling, each joins the event that it is likeliest to tell again, or opens one."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from dashboard.extraction.coreference.draft import Draft
from dashboard.extraction.coreference.likeness import contradict, pair_features
from dashboard.extraction.coreference.tellings import together

WEIGHTS = "coreference.json"
SAME = -0.5  # log-odds: from here on, on average over an event's tellings, it is told again
GOES_ON = -1.4  # the same for a sentence in which no word tells an event
_REACH = 40  # tellings: how far back one may be told again


def join_tellings(drafts: Sequence[Draft]) -> list[Draft]:
    """Return one draft an event, in the order in which they are first told."""
    known = weights()
    return [together(tellings, known["best"], known["type"]) for tellings in clusters(drafts)]


def clusters(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Group the tellings of each event, by average link over all that are near enough."""
    same = weights()["same"]
    found: list[list[Draft]] = []
    for number, draft in enumerate(drafts):
        near = {id(one) for one in drafts[max(0, number - _REACH) : number]}
        best, likeness = None, (GOES_ON if draft.proposed else SAME)
        for cluster in found:
            tellings = [one for one in cluster if id(one) in near]
            if not tellings or tellings[0].trigger.mode != draft.trigger.mode:
                continue
            if any(contradict(one, draft) for one in tellings):
                continue
            average = sum(alike(one, draft, same) for one in tellings) / len(tellings)
            if average >= likeness:
                best, likeness = cluster, average
        if best is None:
            found.append([draft])
        else:
            best.append(draft)
    return found


def alike(one: Draft, other: Draft, same: Mapping[str, float]) -> float:
    """Return the log-odds that two tellings, in the order of the text, are of one event."""
    return sum(same.get(name, 0.0) * value for name, value in pair_features(one, other).items())


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Read the weights: of two tellings being the `same`, of the `best`, and of its `type`."""
    file = resources.files("dashboard.extraction") / "weights" / WEIGHTS
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return found
