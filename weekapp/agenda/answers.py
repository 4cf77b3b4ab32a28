"""Bytes as they go out: compressed for whoever can unpack them."""

import gzip

from flask import Response, request

VARY = "Accept-Encoding"
QUICK = 4  # gains nearly what the slowest level does


def wants_zipped() -> bool:
    """Whether whoever asks can unpack gzip."""
    return request.accept_encodings["gzip"] > 0


def zipped(body: bytes) -> bytes:
    """A body compressed; the same bytes each time."""
    return gzip.compress(body, QUICK, mtime=0)


def answer(body: bytes, packed: bytes, content_type: str) -> Response:
    """A body, or what it packs to for whoever can unpack it."""
    is_zipped = wants_zipped()
    response = Response(packed if is_zipped else body, content_type=content_type)
    response.headers["Vary"] = VARY
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response
