"""The body of an answer, packed or not, of which never more is held than may be."""

import zlib
from typing import Protocol

from urllib3.response import BaseHTTPResponse

from weekapp.fetching.refusals import CannotFetch

PIECE = 65_536
GZIP = 16 + zlib.MAX_WBITS


class Unpacking(Protocol):
    """Makes plain bytes of what comes in."""

    @property
    def is_whole(self) -> bool:
        """Whether all that there is has come."""

    def add(self, piece: bytes, most: int) -> bytes:
        """The plain bytes in a piece; when there are more than `most`, at least one more."""


class Plain:
    """Bytes as they are."""

    is_whole = True

    def add(self, piece: bytes, most: int) -> bytes:
        return piece


class Gunzip:
    """Gzip, in any number of members."""

    def __init__(self) -> None:
        self.member = zlib.decompressobj(GZIP)

    @property
    def is_whole(self) -> bool:
        return self.member.eof

    def add(self, piece: bytes, most: int) -> bytes:
        plain = bytearray()
        while piece and len(plain) <= most:
            if self.member.eof:
                self.member = zlib.decompressobj(GZIP)
            plain += self.member.decompress(piece, most + 1 - len(plain))
            piece = self.member.unconsumed_tail or self.member.unused_data
        return bytes(plain)


def body_of(answer: BaseHTTPResponse, most: int) -> bytes:
    """The whole body, unpacked; CannotFetch when it is more than `most`, packed or unpacked."""
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:19]) > most:
        raise CannotFetch("large")
    unpacking = _unpacking(answer.headers.get("Content-Encoding", ""))
    body, packed = bytearray(), 0
    while piece := answer.read1(PIECE, decode_content=False):
        packed += len(piece)
        try:
            body += unpacking.add(piece, most - len(body))
        except zlib.error as error:
            raise CannotFetch("broken") from error
        if max(len(body), packed) > most:
            raise CannotFetch("large")
    if not unpacking.is_whole:
        raise CannotFetch("broken")
    return bytes(body)


def _unpacking(coding: str) -> Unpacking:
    match coding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Gunzip()
    raise CannotFetch("odd")
