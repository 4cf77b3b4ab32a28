"""When two names are the same to somebody who reads them."""

import unicodedata


def comparable(name: str) -> str:
    """A name without case, accents, punctuation and outer differences, to compare with others."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
