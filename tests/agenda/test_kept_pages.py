"""Pages are made once, and never shown when they are not true any more."""

import gzip
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
import time_machine
import zstandard
from sqlalchemy.orm import Session

from tests.client import Client
from tests.conftest import START
from tests.counting import queries_of
from tests.factories import THURSDAY, activity, deed, occurrence, organisation
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.agenda import queries
from weekapp.agenda.kept_pages import Pages
from weekapp.agenda.ready import page
from weekapp.agenda.unchanged import Watch
from weekapp.campaign.models import Edition
from weekapp.encodings import QUICKEST_FIRST

PATHS = ("/", "/activiteiten", "/activiteiten?waar=Ede", "/gemeenten/ede", "/gemeenten")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_made_once_and_found_without_a_query(client: Client, path: str) -> None:
    activity()
    first = client.get(path)
    assert queries_of(lambda: client.browser.get(path)) == []
    assert client.get(path).response.data == first.response.data


def test_after_something_else_was_written_one_look_up_says_that_pages_still_hold(
    client: Client,
) -> None:
    brug = activity().organisation
    client.get("/activiteiten")
    activity(status="draft", by=brug)
    made = queries_of(lambda: client.browser.get("/activiteiten"))
    assert len(made) == 1
    assert "public_stamp" in made[0]


def test_a_change_is_seen_at_once(client: Client, session: Session) -> None:
    one = activity()
    path = f"/activiteiten/{one.id}/{one.slug}"
    assert "Vol" not in client.get(path).all(".dates .status")
    operations.mark_full(one, one.occurrences[0], True, deed())
    session.commit()
    assert client.get(path).all(".dates .status") == ["Vol"]
    operations.cancel(one, "De zaal is dicht.", deed())
    session.commit()
    assert "De zaal is dicht." in client.get(path).main
    assert client.get("/activiteiten").all(".card__title") == []


def test_whatever_the_public_reads_has_another_stamp_after_a_change(session: Session) -> None:
    one, stamps = activity(), [queries.stamp()]

    def changed() -> None:
        session.commit()
        stamps.append(queries.stamp())

    for name, value in (("title", "Anders"), ("is_free", False), ("themes", ["eten"])):
        setattr(one, name, value)
        changed()
    one.occurrences.append(occurrence(THURSDAY + timedelta(days=1)))
    changed()
    one.occurrences[0].note = "Kom op tijd."
    changed()
    one.organisation.name = "Een andere naam"
    changed()
    session.get_one(Edition, 2027).is_provisional = False
    changed()
    assert len(set(stamps)) == len(stamps) == 8


def test_writing_a_draft_changes_nothing_the_public_reads(session: Session) -> None:
    draft = activity(by=organisation(), status="draft")
    before = queries.stamp()
    draft.title = "Nog niet klaar"
    draft.occurrences.append(occurrence(THURSDAY + timedelta(days=1)))
    draft.themes = ["eten"]
    session.commit()
    session.delete(draft)
    session.commit()
    assert queries.stamp() == before


def test_a_page_lasts_until_the_clock_comes_to_five_minutes(
    client: Client, clock: time_machine.Traveller
) -> None:
    activity()
    clock.move_to(THURSDAY + timedelta(minutes=119))
    assert client.get("/activiteiten").all(".card__title") == ["Koffie in de Brug"]
    clock.move_to(THURSDAY + timedelta(minutes=120))
    assert client.get("/activiteiten").all(".card__title") == []


def test_each_question_has_a_page_of_its_own(client: Client) -> None:
    activity("Eten", themes=["eten"])
    activity("Koffie")
    for query, shown in (
        ("", ["Eten", "Koffie"]),
        ("?thema=eten", ["Eten"]),
        ("?q=eten", ["Eten"]),
    ):
        for _ in range(2):
            assert client.get(f"/activiteiten{query}").all(".card__title") == shown


@pytest.mark.parametrize(
    ("accepted", "coding", "unpacked"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("gzip, br, zstd", "zstd", zstandard.decompress),
        ("br;q=0.1, gzip", "gzip", gzip.decompress),
    ],
)
def test_a_page_goes_out_packed_to_whoever_can_unpack_it(
    client: Client, accepted: str, coding: str, unpacked: Callable[[bytes], bytes]
) -> None:
    plain = client.browser.get("/gemeenten")
    packed = client.browser.get("/gemeenten", headers={"Accept-Encoding": accepted})
    assert packed.headers["Content-Encoding"] == coding
    assert "Content-Encoding" not in plain.headers
    assert unpacked(packed.data) == plain.data
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"].startswith("W/")
    assert len(packed.data) < len(plain.data) / 4


def test_a_page_is_packed_for_many_at_once() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as visitors:
            for number in range(1500):
                made = page(b"%d koffie " % number * 100)
                codings = [*QUICKEST_FIRST, *QUICKEST_FIRST]
                assert len(set(visitors.map(made.packed, codings))) == 3
    finally:
        sys.setswitchinterval(before)


def kept_pages(most_bytes: int) -> Pages:
    return Pages(Watch(Path("no such file")), most_bytes)


def test_pages_take_no_more_memory_than_was_set_aside() -> None:
    state, one = (b"", START), page(b"x" * 1000)
    pages = kept_pages(3 * one.most_bytes)
    for path in ("/1", "/2", "/3", "/3", "/4"):
        pages.put(state, path, page(b"x" * 1000))
    assert [path for path in ("/1", "/2", "/3", "/4") if pages.get(state, path)] == [
        *("/2", "/3", "/4")
    ]
    assert pages.bytes == pages.most_bytes
    pages.put(state, "/large", page(os.urandom(10_000)))
    assert (pages.get(state, "/large"), pages.bytes) == (None, 0)


def test_packed_forms_are_kept_as_long_as_there_is_room_and_plain_bytes_never() -> None:
    text, vast = page(b"Koffie. " * 1000), page(b"x" * 1_000_000)
    for coding in ("zstd", "br", "gzip"):
        assert text.packed(coding) is text.packed(coding)
    assert vast.packed("gzip") is not vast.packed("gzip")
    assert text.packed("") == b"Koffie. " * 1000
    assert text.packed("") is not text.packed("")


def test_a_browser_that_has_the_page_is_told_so(client: Client) -> None:
    first = client.browser.get("/activiteiten?waar=Ede")
    again = client.browser.get(
        "/activiteiten?waar=Ede", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_what_is_not_there_is_not_kept(client: Client, session: Session) -> None:
    one = activity(status="submitted")
    path = f"/activiteiten/{one.id}/{one.slug}"
    assert client.get(path).status == 404
    found = session.get_one(Activity, one.id)
    operations.publish(found, found.version, deed())
    session.commit()
    assert client.get(path).status == 200
