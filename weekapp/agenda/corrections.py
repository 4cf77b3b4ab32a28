"""What was meant by a word that is in no text, when it is a small typing error away from one."""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from rapidfuzz.distance import OSA

from weekapp.activities import search_terms
from weekapp.activities.dutch import STOP_WORDS, holds

SHORTEST = 4
TWO_ERRORS_FROM = 8
SHORTEST_IN_COMPOUND = 5
MOST_MEANT = 3
LONGEST_COMPOUND = 30
PIECE = 3
# Who hears a word may well begin it with the other.
_SOUND_ALIKE = ({"c", "k"}, {"s", "z"}, {"f", "v"}, {"i", "e"}, {"t", "d"}, {"s", "c"}, {"g", "c"})


class _Guess(NamedTuple):
    """A word that can be meant, the likeliest smallest."""

    errors: int
    is_part: bool
    begins_otherwise: bool
    longer: int
    plain: str


def meant(words: Iterable[str]) -> dict[str, list[str]]:
    """What each of these words is likely to mean, if anything; only plain words that there are."""
    found = {word: _guesses(word) for word in words if len(word) >= SHORTEST and word.isalpha()}
    return {word: guesses for word, guesses in found.items() if guesses}


def _guesses(word: str) -> list[str]:
    most = 2 if len(word) >= TWO_ERRORS_FROM else 1
    lengths = range(len(word) - most, LONGEST_COMPOUND)
    there = search_terms.alike(set(_one_error_away(word)), _pieces(word), lengths)
    guesses = sorted({guess for plain in there for guess in _guessed(word, plain, most)})
    likeliest = [one.plain for one in guesses if one[:3] == guesses[0][:3]]
    return list(dict.fromkeys(likeliest))[:MOST_MEANT]


def _guessed(word: str, plain: str, most: int) -> Iterator[_Guess]:
    if plain in STOP_WORDS:
        return
    if abs(len(plain) - len(word)) <= most:
        yield from _near(word, plain, most, is_part=False)
    elif len(word) >= SHORTEST_IN_COMPOUND:
        for size in range(len(word) - 1, len(word) + 2):
            for part in (plain[:size], plain[-size:]):
                if holds(plain, part, ()):
                    yield from _near(word, part, 1, is_part=True)


def _near(word: str, plain: str, most: int, is_part: bool) -> Iterator[_Guess]:
    errors = OSA.distance(word, plain, score_cutoff=most)
    begins_otherwise = word[0] != plain[0]
    if errors <= most and (not begins_otherwise or _begins_alike(word, plain)):
        yield _Guess(errors, is_part, begins_otherwise, abs(len(plain) - len(word)), plain)


def _begins_alike(word: str, plain: str) -> bool:
    """Few people get the first letter wrong, and another one makes another word."""
    first = {word[0], plain[0]}
    is_swapped = word[:2] == plain[1::-1]
    is_slipped = word[1:3] == plain[:2] or word[:2] == plain[1:3]
    return is_swapped or is_slipped or first in _SOUND_ALIKE or len(word) >= TWO_ERRORS_FROM


def _one_error_away(word: str) -> Iterator[str]:
    """Every word that one letter less, more, other or two swapped would make of it."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def _pieces(word: str) -> list[str]:
    """Pieces of which one is left whole by most errors; none of a word so short that most
    words would have one.
    """
    if len(word) < SHORTEST_IN_COMPOUND:
        return []
    starts = {0, (len(word) - PIECE) // 2, len(word) - PIECE}
    return sorted({word[start : start + PIECE] for start in starts})
