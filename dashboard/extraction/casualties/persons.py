"""Words for people: who a number counts, and nouns that mean one, two or several by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.extraction.languages.counts import NounEndings
from dashboard.extraction.languages.language import language as load_language
from dashboard.extraction.text.tokens import Token, Tokens, article
from gazetteer.languages.schema import Words
from gazetteer.spelling.fold import fold_word

_SEVERAL = (2, 9)
_NOUN_WITHIN = 4  # words between a number and the noun it counts
_ADJECTIVES = 7  # words between an article and its noun


@dataclass(frozen=True, slots=True)
class Persons:
    """The words of one language, folded; `worth` maps a noun to how many it means alone.

    `firsts` are the forms of what `alone` may find.
    """

    worth: Mapping[str, tuple[int, int]]
    needs_determiner: bool
    determiners: frozenset[str]
    things: frozenset[str]
    units: frozenset[str]
    before: frozenset[str]
    article: str
    adjectives: frozenset[str]
    firsts: frozenset[str]

    def counted_by(
        self, tokens: Tokens, first: int, last: int, heads: set[int]
    ) -> tuple[int, str] | None:
        """Return where the noun of a number ends, and the noun; None if it counts no people."""
        if self._is_measure(tokens, first, last):
            return None
        for at in range(last, min(last + _NOUN_WITHIN, len(tokens))):
            token = tokens[at]
            if at == last and any(form in self.units for form in self._bare(token)):
                return None
            if at in heads or not token.key[0].isalpha() or token.key in self.before:
                break
            noun = self._noun(token)
            if noun:
                return at + 1, noun
            if self.is_thing(token):
                return None
        return last, ""

    def is_thing(self, token: Token) -> bool:
        """Return whether a word names a thing that numbers count in the news."""
        return any(form in self.things for form in self._bare(token))

    def _is_measure(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether it is a year, an age, a date or a part of a name ("122mm"), no count."""
        token, following = tokens[first], tokens[last] if last < len(tokens) else None
        if token.key.isdigit() and (len(token.key) == 4 and token.key[:2] in ("19", "20")):
            person = following is not None and self._noun(following)
            return not person
        if "." in token.key and len(token.key.rsplit(".", 1)[1]) != 3:
            return True
        if following is not None and first and "," == tokens.keys[first - 1] == following.key:
            return True  # "the bishop, 79, died"
        if following is not None:
            if following.start == tokens.ends[last - 1] and following.key.isalpha():
                return True  # "122mm"
            if following.key in ("%", "/", ":"):
                return True
            if following.key == "-" and last + 1 < len(tokens):
                return tokens.keys[last + 1] in self.units  # "45-year-old"
        previous = tokens[first - 1] if first else None
        if previous is None:
            return False
        if previous.key in ("-", "/", ":", "#") and previous.end == token.start:
            return True
        return any(form in self.before for form in self._bare(previous)) and not (
            following is not None and self._noun(following)
        )

    def alone(self, tokens: Tokens, index: int) -> tuple[int, int, int, str] | None:
        """Read a noun without a number: where it ends, how few, how many, and the noun."""
        if self.needs_determiner:
            return self._determined(tokens, index)
        noun = self._noun(tokens[index])
        if noun in self.adjectives and noun not in tokens.forms[index]:
            return None  # "الدفاع المدني"
        return (index + 1, *self.worth[noun], noun) if noun else None

    def _determined(self, tokens: Tokens, index: int) -> tuple[int, int, int, str] | None:
        token = tokens.keys[index]
        if token not in self.determiners:
            low, high = self.worth.get(token, (0, 0))
            if low < 2 or self._has_determiner(tokens, index):
                return None
            return index + 1, low, high, token
        for at in range(index + 1, min(index + 1 + _ADJECTIVES, len(tokens))):
            text = tokens.keys[at]
            if text in self.worth:
                return at + 1, *self.worth[text], text
            if text in self.things or text in self.determiners:
                return None
            if not (text[0].isalnum() or text == "-"):
                return None
        return None

    def _has_determiner(self, tokens: Tokens, index: int) -> bool:
        near = tokens.keys[max(0, index - _ADJECTIVES) : index]
        return not self.determiners.isdisjoint(near)

    def _noun(self, token: Token) -> str:
        return next((form for form in self._bare(token) if form in self.worth), "")

    def _bare(self, token: Token) -> Iterable[str]:
        """Give a word's readings, with and without the article."""
        yield from token.forms
        if self.article:
            for form in token.forms:
                if form.startswith(self.article) and len(form) > len(self.article) + 1:
                    yield form[len(self.article) :]


@cache
def persons_of(code: str) -> Persons:
    """Read a language's words for people from its counts.toml."""
    table = load_language(code).counts

    def folded(words: Words) -> frozenset[str]:
        return frozenset(map(fold_word, words))

    worth: dict[str, tuple[int, int]] = dict.fromkeys(folded(table.people), _SEVERAL)
    endings = table.noun_endings
    for nouns, own in ((table.relatives, endings.relative), (table.person, endings.person)):
        for noun in nouns:
            worth |= inflected(noun, own, worth)
    determiners, the = folded(table.determiners), article(code)
    firsts = determiners | {noun for noun, (low, _) in worth.items() if low >= _SEVERAL[0]}
    if not determiners:
        firsts = frozenset((*worth, *(the + noun for noun in worth if len(noun) > 1)))
    return Persons(
        worth=worth,
        needs_determiner=bool(determiners),
        determiners=determiners,
        things=folded(table.things),
        units=folded(table.units),
        before=folded(table.before),
        article=the,
        adjectives=folded(table.adjectives),
        firsts=firsts,
    )


def inflected(
    noun: str, endings: NounEndings, known: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Give the forms of a noun that mean one and two; a plural spelt like a dual stays plural."""
    folded = fold_word(noun)
    # Ta marbuta is folded to "h" and opens to "t" before an ending.
    stem = folded[:-1] + "ت" if noun.endswith("ة") else folded
    forms = {folded: (1, 1)}
    for ending in endings.one:
        forms[stem + fold_word(ending)] = (1, 1)
    for ending in endings.two:
        forms.setdefault(stem + fold_word(ending), (2, 2))
    return {form: worth for form, worth in forms.items() if known.get(form) != _SEVERAL}
