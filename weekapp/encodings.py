"""In what coding bytes go out: the one that whoever asks likes best (RFC 9110, 12.5.3)."""

import gzip
import re
from functools import lru_cache

import brotli
import zstandard

ZSTD, BROTLI, GZIP, PLAIN = "zstd", "br", "gzip", ""
# What is packed while somebody waits: zstd packs as small as gzip does in a quarter of the time.
QUICKEST_FIRST = (ZSTD, BROTLI, GZIP)
# What was packed when the site was built, with all the time of the world.
SMALLEST_FIRST = (BROTLI, GZIP)
LEVELS = {ZSTD: 3, BROTLI: 5, GZIP: 4}  # each gains nearly what the slowest level does
ENDINGS = {BROTLI: ".br", GZIP: ".gz"}

LONGEST = 500
ALIASES = {"x-gzip": GZIP}
WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)
UNSAID = 0.0001  # of plain bytes, which are good but come after everything that is asked for


@lru_cache(maxsize=200)
def _chosen(accepted: str, offered: tuple[str, ...]) -> str:
    asked = dict(_weights(part) for part in accepted.lower().split(","))
    anything = asked.get("*", 0.0)
    plain = asked.get("identity", asked.get("*", UNSAID))
    # Whoever takes anything can surely unpack gzip.
    weights = {coding: asked.get(coding, anything * (coding == GZIP)) for coding in offered}
    best = max(offered, key=lambda coding: weights[coding])
    return best if weights[best] and weights[best] >= plain else PLAIN


def chosen(accepted: str | None, offered: tuple[str, ...] = QUICKEST_FIRST) -> str:
    """The coding for this Accept-Encoding; of those liked equally the first that is offered.

    When nothing of it can be had, even no plain bytes, those go out all the same.
    """
    if not accepted or not offered or len(accepted) > LONGEST:
        return PLAIN
    return _chosen(accepted, offered)


def packed(body: bytes, coding: str) -> bytes:
    """A body in a coding; the same bytes each time."""
    level = LEVELS.get(coding, 0)
    if coding == ZSTD:
        made = zstandard.ZstdCompressor(level=level).compress(body)
        # A copy: what it hands out holds on to the memory it thought it might need, that of `body`.
        return bytes(memoryview(made))
    if coding == BROTLI:
        small: bytes = brotli.compress(body, quality=level)
        return small
    return gzip.compress(body, level, mtime=0) if coding == GZIP else body


def unpacked(squeezed: bytes) -> bytes:
    """What was packed with zstd."""
    return zstandard.ZstdDecompressor().decompress(squeezed)


def _weights(part: str) -> tuple[str, float]:
    coding, *parameters = (piece.strip() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            value = value.strip()
            weight = float(value) if WEIGHT.fullmatch(value) else 0.0
    return ALIASES.get(coding, coding), weight
