"""How the names of an index begin: which of them could go on in a text, over all its files."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from gazetteer.index.file import IndexFile
from gazetteer.index.schema import MAX_TOKENS, tokens_of

REMEMBERED = 60_000  # tokens, whether names start with them


class Beginnings:
    """How names begin in some files, remembered by token; usable from several threads."""

    def __init__(self, files: Sequence[IndexFile]) -> None:
        """Know nothing yet; `files` are the base, layers, my places last."""
        self._files = files
        self.forget()

    def forget(self) -> None:
        """Free what is remembered; another thread may still be asking."""
        self._reaches: dict[str, tuple[int, ...]] = {}  # of a token, file by file
        self._reach: dict[str, int] = {}  # the longest of these

    def firsts(self, tokens: Collection[str]) -> Mapping[str, int]:
        """Return how many tokens the longest name that starts with each has, 0 for none."""
        known = self._reach
        if missing := set(tokens).difference(known):
            reaches = self._known_reaches(missing)
            if len(known) + len(missing) > REMEMBERED:
                missing = set(tokens)
                known, reaches = {}, self._known_reaches(missing)
                self._reach = known
            known.update((token, max(reaches[token])) for token in missing)
        return known

    def _known_reaches(self, asked: set[str]) -> Mapping[str, tuple[int, ...]]:
        known = self._reaches
        if missing := asked.difference(known):
            if len(known) + len(missing) > REMEMBERED:
                known, missing = {}, asked
                self._reaches = known
            found = [file.firsts(missing) for file in self._files]
            known.update((t, tuple([file.get(t, 0) for file in found])) for t in missing)
        return known

    def files_knowing(self, key: str) -> Iterable[IndexFile]:
        """Return the files that may hold a name, my places first."""
        if len(self._files) == 1:
            return self._files
        tokens = tokens_of(key)
        if tokens > MAX_TOKENS:
            return self._files[::-1]
        first = key.split(" ", 1)[0]
        reaches = self._known_reaches({first})[first]
        pairs = zip(reversed(self._files), reversed(reaches), strict=True)
        return [file for file, reach in pairs if reach >= tokens]

    def longest(self, phrases: Iterable[str], other_letters: bool = False) -> dict[str, int]:
        """Return of each phrase how many tokens the longest name has that it begins with.

        Names of one token may be left out, those in `other_letters` are unless asked for. A name
        that a phrase begins with stands in the order of names between its own beginning and the
        phrase. So the last name not behind the phrase has at least as many tokens in common with
        it: one question instead of one for every length.
        """
        found = dict.fromkeys(phrases, 0)
        for file in self._files:
            asked = {phrase: phrase for phrase in found}  # what is left of a phrase
            while asked:
                asking = set(asked.values())
                last = dict(file.last_before(asking, other_letters=other_letters))
                ends = {p: _common(rest, last[rest] or "") for p, rest in asked.items()}
                for phrase, (tokens, _, whole) in ends.items():
                    if whole:
                        found[phrase] = max(found[phrase], tokens)
                asked = {
                    phrase: rest
                    for phrase, (tokens, rest, whole) in ends.items()
                    if not whole and tokens > max(1, found[phrase])
                }
        return found


def _common(phrase: str, name: str) -> tuple[int, str, bool]:
    """Return how many tokens two have in common at their beginning, those, if that is the name."""
    one, two = phrase.split(" "), name.split(" ")
    tokens = 0
    while tokens < min(len(one), len(two)) and one[tokens] == two[tokens]:
        tokens += 1
    return tokens, " ".join(one[:tokens]), tokens == len(two)
