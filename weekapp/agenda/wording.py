"""What words that were typed stand for: words of the texts, as the engines ask for them.

An engine is asked for terms of its own index and never for what was typed, so that nothing of it
can be syntax: terms are letters and figures.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Row

from weekapp.activities import search_terms
from weekapp.activities.dutch import (
    SHORTEST_PART,
    STOP_WORDS,
    holds,
    leftovers,
    parts_of,
    plain_words,
    stem,
)
from weekapp.activities.search_terms import Terms
from weekapp.agenda import corrections

MOST_WORDS = 8
MOST_TERMS = 60
SHORTEST_BEGINNING = 2

# A term, or terms that stand beside each other: “koffie-ochtend”.
Term = tuple[str, ...]

RANKS = (0, 1, 2)
EVERYWHERE, IN_TITLE, IN_TITLE_OR_NAME = "", "A", "AB"
_COLUMNS = {IN_TITLE: "{title}", IN_TITLE_OR_NAME: "{title organisation}"}


@dataclass(frozen=True)
class Correction:
    """A word that is in no text, and what was looked for instead."""

    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """For each word that was typed the terms of which one has to be in a text."""

    typed: tuple[str, ...]
    words: tuple[tuple[Term, ...], ...] = ()
    corrections: tuple[Correction, ...] = ()

    def fts5(self, where: str = EVERYWHERE) -> str:
        """As SQLite asks for it; without words what is in no text."""
        every = " AND ".join(f"({' OR '.join(map(_quoted, terms))})" for terms in self.words)
        if not every:
            return '""'
        return f"{_COLUMNS[where]} : ({every})" if where else f"({every})"

    def tsquery(self, where: str = EVERYWHERE) -> str:
        """As PostgreSQL asks for it."""
        weights = f":{where}" if where else ""
        return " & ".join(f"({' | '.join(_beside(term, weights) for term in terms)})"
                          for terms in self.words)  # fmt: skip

    def ranked(self, rank: int | None, is_postgresql: bool) -> str:
        """Texts of one rank: 0 with all words in the title, 1 with some in the name of who
        organises, 2 with some elsewhere; None is any.
        """
        said = self.tsquery if is_postgresql else self.fts5
        if rank is None or not self.words:
            return said()
        if rank == 0:
            return said(IN_TITLE)
        wide, narrow = (
            (said(IN_TITLE_OR_NAME), said(IN_TITLE))
            if rank == 1
            else (said(), said(IN_TITLE_OR_NAME))
        )
        return f"({wide}) & !({narrow})" if is_postgresql else f"({wide}) NOT ({narrow})"


def understood(typed: tuple[str, ...]) -> Wording:
    """What words stand for in the texts there are."""
    asked = _telling(typed)
    found = _expanded(asked)
    mistaken = corrections.meant(word for word in asked if not found[word])
    instead = _expanded([one for several in mistaken.values() for one in several])
    for word, several in mistaken.items():
        found[word] = [term for one in several for term in instead[one]][:MOST_TERMS]
    words = [tuple(found[word]) for word in asked]
    return Wording(
        typed,
        tuple(words) if all(words) else (),
        tuple(Correction(word, tuple(several)) for word, several in mistaken.items()),
    )


def _telling(typed: Iterable[str]) -> list[str]:
    """The plain words that were typed, without those that say nothing, unless that is all."""
    plain = list(dict.fromkeys(word for one in typed for word in plain_words(one)))
    telling = [word for word in plain if word not in STOP_WORDS and len(word) > 1]
    return (telling or plain)[:MOST_WORDS]


def _expanded(words: Collection[str]) -> dict[str, list[Term]]:
    """For each word the terms that it stands for, the nearest first."""
    if not words:
        return {}
    halves = {half for word in words for pair in _pairs(word) for half in pair}
    stems = {stem(word) for word in words} - STOP_WORDS
    parts = {part for word in words for part in _parts(word)}
    beginnings = {one for word in words for one in _beginnings(word)}
    known = search_terms.related({*words, *halves}, stems, sorted(beginnings), sorted(parts))
    plain = {row.plain for row in known}
    plain |= search_terms.plain_among(_unsure(words, known) - plain)
    return {word: _terms(word, known, plain) for word in words}


def _terms(word: str, known: Terms, plain: Collection[str]) -> list[Term]:
    near = sorted(
        (nearness, len(row.plain), row.plain, row.term)
        for row in known
        if (nearness := _nearness(word, row, plain)) is not None
    )
    beside = [pair for pair in _pairs(word) if set(pair) <= set(plain)]
    single: list[Term] = [(term,) for _nearness, _length, _plain, term in near]
    return [*single[: MOST_TERMS - len(beside)], *beside]


def _nearness(word: str, row: Row[str, str, str], known: Collection[str]) -> int | None:
    """How near a word of the texts is to one that was typed; None when it is something else."""
    if row.plain == word:
        return 0
    if row.plain in STOP_WORDS:
        return None
    if row.stem == stem(word):
        return 1
    if row.plain.startswith(word) and _may_go_on(word, row.plain, known):
        return 2
    is_compound = any(
        holds(whole, part, known) for part in parts_of(word) for whole in {row.plain, row.stem}
    )
    return 3 if is_compound else None


def _may_go_on(word: str, longer: str, known: Collection[str]) -> bool:
    """Whether who typed this may be on the way to that; a whole word only goes on in compounds."""
    if len(word) < SHORTEST_PART or word not in known:
        return len(word) >= SHORTEST_BEGINNING
    return holds(longer, word, known)


def _beginnings(word: str) -> Iterator[str]:
    if len(word) >= SHORTEST_BEGINNING:
        yield word
    if len(word) >= SHORTEST_PART:
        yield from (part for part in parts_of(word) if len(part) < SHORTEST_PART)


def _parts(word: str) -> list[str]:
    return [part for part in parts_of(word) if len(part) >= SHORTEST_PART]


def _pairs(word: str) -> list[Term]:
    """The two words that somebody else may have written apart."""
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)]


def _unsure(words: Collection[str], known: Terms) -> set[str]:
    """What is left of possible compounds, to see whether those are words."""
    return {
        left
        for word in words
        for part in parts_of(word)
        for row in known
        if part in row.plain and not holds(row.plain, part, ())
        for left in leftovers(row.plain, part)
    }


def _quoted(term: Term) -> str:
    return f'"{" ".join(term)}"'


def _beside(term: Term, weights: str) -> str:
    return "(" + " <-> ".join(f"'{one}'{weights}" for one in term) + ")"
