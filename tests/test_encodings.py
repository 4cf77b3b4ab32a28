"""Who can unpack what, and likes what best."""

import gzip
import os
from random import Random

import brotli
import pytest
import zstandard
from hypothesis import given, strategies as st

from tools.processes import resident_megabytes
from weekapp.encodings import GZIP, QUICKEST_FIRST, SMALLEST_FIRST, chosen, packed

BODY = b"Koffie in de Brug, donderdag 24 september. " * 200


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("deflate", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("zstd;q=0, br;q=0.000, gzip", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0", ""),
        ("*", "gzip"),
        ("*;q=0", ""),
        ("*;q=0, br", "br"),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0, *", ""),
        ("gzip ; q = 0.3 , br ;q=0.2", "gzip"),
        ("gzip;q=2", ""),
        ("gzip;q=nan, br;q=1e9, zstd;q=", ""),
        (",;,gzip,;q=1", "gzip"),
        ("gzip;level=9", "gzip"),
        ("gzip," * 500, ""),
    ],
)
def test_bytes_are_packed_as_is_liked_best(accepted: str | None, coding: str) -> None:
    assert chosen(accepted) == coding


def test_what_is_packed_beforehand_is_packed_smallest() -> None:
    assert chosen("gzip, br, zstd", SMALLEST_FIRST) == "br"
    assert chosen("gzip, br, zstd", (GZIP,)) == "gzip"
    assert chosen("br, zstd", (GZIP,)) == ""
    assert chosen("br, zstd", ()) == ""


@given(st.text() | st.from_regex(r"\s*(gzip|br|\*|identity)\s*;\s*q=[0-9.]*,?", fullmatch=True))
def test_nothing_that_is_asked_breaks_it(accepted: str) -> None:
    assert chosen(accepted) in ("", *QUICKEST_FIRST)


def test_what_is_packed_can_be_unpacked_and_is_the_same_each_time() -> None:
    unpack = {
        "zstd": zstandard.ZstdDecompressor().decompress,
        "br": brotli.decompress,
        "gzip": gzip.decompress,
        "": bytes,
    }
    for coding, unpacked in unpack.items():
        small = packed(BODY, coding)
        assert unpacked(small) == BODY
        assert small == packed(BODY, coding)
        assert not coding or len(small) < len(BODY) / 10


@pytest.mark.parametrize("coding", QUICKEST_FIRST)
def test_what_is_packed_and_kept_takes_the_memory_of_its_bytes(coding: str) -> None:
    words, rng = [b"%06d" % number for number in range(300)], Random(1)
    before = resident_megabytes(os.getpid())
    kept = [packed(b" ".join(rng.choices(words, k=8_000)), coding) for _ in range(300)]
    taken = resident_megabytes(os.getpid()) - before
    assert taken < 5 + 1.2 * sum(map(len, kept)) / 2**20
