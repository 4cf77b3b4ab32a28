"""Names of places as keys: what people type differently but mean alike has the same key."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SHORT = {"st": "sint", "a/d": "aan den", "a.d.": "aan den", "a/d.": "aan den", "o/d": "op den"}
_SHORTENED = re.compile(r"(?<![^\s-])(?:a/d\.?|a\.d\.|o/d)(?![^\s-])", re.IGNORECASE)
# What official names add to tell them from others: "Bergen (NH.)", "Elst Ut", "Ursem gem. S".
_ADDITION = re.compile(
    r"\s+(?:\((?:NH\.?|L\.?|NB|Gld|GLD)\)|NH|NB|L|Gld|Ut|Gn|GN|AC|ca|gem\.? .+)$"
)


def plain(text: str) -> str:
    """Lower case without accents; “ĳ” is “ij”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def key(name: str) -> str:
    """Letters and digits only: “'s-Hertogenbosch” and “s hertogenbosch” are “shertogenbosch”."""
    whole = _SHORTENED.sub(lambda found: _SHORT[found[0].lower()], plain(name))
    return "".join(_SHORT.get(word, word) for word in _WORD.findall(whole))


def shown(name: str) -> str:
    """A name without what its register adds: “Bergen” for “Bergen (NH.)”."""
    return _ADDITION.sub("", name)
