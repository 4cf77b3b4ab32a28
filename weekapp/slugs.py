"""The readable part of an address."""

import re
import unicodedata


def slug_of(text: str, characters: int = 80) -> str:
    """Lower-case ASCII words joined by dashes, cut at a word; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}".strip("-")
        if len(longer) > characters:
            break
        slug = longer
    return slug or (words[0][:characters] if words else "activiteit")
