"""Dutch words as they are looked for: without accents, by their stem, and as parts of others."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

import snowballstemmer

LONGEST_WORD = 60
SHORTEST_PART, SHORTEST_STEM = 4, 3

# In a question of more words these say nothing about what is looked for.
STOP_WORDS = frozenset((
    "aan", "al", "alle", "als", "bij", "dan", "dat", "de", "der", "den", "deze", "die", "dit",
    "door", "een", "en", "er", "het", "hoe", "iets", "ik", "in", "is", "je", "jij", "jou",
    "jouw", "mag", "me", "met", "mij", "mijn", "na", "naar", "niet", "of", "om", "onder", "ons",
    "onze", "ook", "op", "over", "s", "t", "te", "tot", "uit", "van", "voor", "waar", "wat",
    "we", "wel", "wie", "wij", "wil", "wilt", "wordt", "zijn", "zich", "ze", "zo",
))  # fmt: skip
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
     "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "q", "ſ": "s"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
# One stem for what a stemmer keeps apart.
_SAME_STEM = {"spel": "speel", "kado": "cadeau"}
_OTHER_STEM = {stem: other for other, stem in _SAME_STEM.items()}

# What stands before a word without making a compound of it: "vergeten" is not about eating.
_UNSTRESSED = re.compile("(?:ver|ge|be|ont|her|er|on|te)+")
_PARTICLES = frozenset((
    "aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "toe", "uit", "voor",
    "weg",
))  # fmt: skip
_ENDINGS = frozenset((
    "s", "e", "en", "n", "je", "jes", "tje", "tjes", "pje", "pjes", "er", "ers", "ster",
    "sters", "ing", "ingen", "t", "te", "de", "den", "end", "ende",
))  # fmt: skip
# These end many a word that is no compound of them: "herinnering", "vrijheid", "wandelen".
_LIKE_ENDINGS = frozenset((
    "ring", "ling", "ding", "heid", "lijk", "loos", "zaam", "baar", "elen", "eren", "eten",
    "isch", "teit", "tie", "ties", "schap",
))  # fmt: skip
# So short that without knowing them it would be a guess where a compound is joined.
_SHORT_WORDS = frozenset((
    "bad", "bal", "bed", "bos", "bus", "dag", "dam", "dia", "eet", "gym", "hof", "kat", "kip",
    "kok", "les", "lid", "man", "oma", "opa", "pad", "pan", "pen", "pop", "pot", "sap", "uur",
    "vak", "vis", "vla", "web", "wol", "zee", "zit", "zon",
))  # fmt: skip
_LINKS = ("", "s", "e", "en", "n", "er", "ens")
_VOWEL = re.compile("[aeiouy]")


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents."""
    return _WORD.findall(_plain(_small(text)))


def terms_of(text: str, is_postgresql: bool) -> Iterator[tuple[str, str]]:
    """Each word of a text as the index of that engine keeps it, and as it is looked for.

    SQLite takes the accents off Latin letters only, PostgreSQL also those of Greek; and
    PostgreSQL writes “ø” and “ß” as people without them would.
    """
    whole = _small(text)
    for word in set(_WORD.findall(whole)):
        plain = _plain(word)
        if len(plain) <= LONGEST_WORD and _WORD.fullmatch(plain):
            yield (_as_postgresql(word, plain) if is_postgresql else _as_sqlite(word)), plain


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(_LETTERS)


def _small(text: str) -> str:
    # The small letter of the Turkish capital would be two.
    return unicodedata.normalize("NFC", text).replace("İ", "i").lower()


def _as_postgresql(word: str, plain: str) -> str:
    is_european = all(letter < "\u0400" for letter in plain)
    return plain if is_european else _unmarked(word).replace("ё", "е")


def _as_sqlite(word: str) -> str:
    return _unmarked(word).replace("ς", "σ")


def _unmarked(word: str) -> str:
    """Without the accents of Latin letters, everything else as it is."""
    letters = (unicodedata.normalize("NFD", letter) for letter in word)
    return "".join(one[0] if one[0] < "\x80" else unicodedata.normalize("NFC", one)
                   for one in letters)  # fmt: skip


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a plain word shares with its other forms: “brood” of “broden” (Snowball, Dutch)."""
    found = str(_stemmer().stemWord(word))
    return _SAME_STEM.get(found, found)


def parts_of(word: str) -> list[str]:
    """What a compound of this word would have in it: its stem, and itself if that is more."""
    if len(word) < SHORTEST_PART:
        return []
    short = stem(word)
    found = [one for one in (short, _OTHER_STEM.get(short, "")) if len(one) >= SHORTEST_STEM]
    return found if any(one in word for one in found) else [*found, word]


def holds(compound: str, part: str, known: Collection[str]) -> bool:
    """Whether a word is a compound with this part: “koffieochtend” with “koffie” or “ochtend”.

    What is left has to be a word too; how sure that must be hangs on how short the part is.
    """
    at = compound.find(part)
    while at >= 0:
        before, after = compound[:at], compound[at + len(part) :]
        if _begins_well(before, part, known) and _ends_well(after, part, known):
            return True
        at = compound.find(part, at + 1)
    return False


def leftovers(compound: str, part: str) -> set[str]:
    """What would have to be words for `holds`."""
    before, _part, after = compound.partition(part)
    return {*_heads(before), *_tails(after)} - {""}


def _begins_well(before: str, part: str, known: Collection[str]) -> bool:
    if not before or before in _PARTICLES:
        return True
    is_word = any(one in known or one in _SHORT_WORDS for one in _heads(before))
    return is_word or (len(part) >= SHORTEST_PART and _looks_whole(before, part))


def _ends_well(after: str, part: str, known: Collection[str]) -> bool:
    if not after or after in _ENDINGS:
        return True
    is_word = any(one in known or one in _SHORT_WORDS for one in _tails(after))
    return is_word or _looks_whole(after, part)


def _heads(before: str) -> list[str]:
    bare = (before[: len(before) - len(link)] for link in _LINKS if before.endswith(link))
    return [left for left in bare if len(left) > 2]


def _tails(after: str) -> list[str]:
    bare = (after[len(link) :] for link in _LINKS if after.startswith(link))
    return [left for left in bare if len(left) > 2]


def _looks_whole(rest: str, part: str) -> bool:
    """Whether it could be a word, going by its letters only."""
    if part in _LIKE_ENDINGS or rest in _LIKE_ENDINGS:
        return False
    if len(part) <= SHORTEST_PART:
        bare = _UNSTRESSED.match(rest)
        rest = rest[bare.end() :] if bare and len(rest) < 6 else rest
        return len(rest) > 3 and bool(_VOWEL.search(rest))
    return len(rest) > 2 and not _UNSTRESSED.fullmatch(rest) and bool(_VOWEL.search(rest))
