"""The queue of a coordinator: what waits where, in which order, and who sees it."""

from datetime import timedelta

import pytest
import time_machine

from tests.client import Client
from tests.conftest import START
from tests.factories import activity, coordinator, organisation
from tests.moderation.conftest import SignIn


def test_a_coordinator_sees_what_waits_in_their_municipality(ede: Client) -> None:
    activity("Samen soep eten", status="submitted")
    page = ede.get("/moderatie")
    assert page.all("h1") == ["Controleren: Ede"]
    assert "Samen soep eten" in page.main


def test_the_queue_opens_with_who_waits_longest(ede: Client) -> None:
    activity("Tweede", status="submitted", queued_at=START - timedelta(hours=1))
    activity("Eerste", status="submitted", queued_at=START - timedelta(hours=5))
    page = ede.get("/moderatie")
    assert page.all(".review__title") == ["Eerste", "Tweede"]
    assert page.one("#titel").text.strip() == "Eerste"


def test_what_is_a_draft_or_decided_does_not_wait(ede: Client) -> None:
    for status in ("draft", "published", "returned", "cancelled"):
        activity(f"Niet {status}", status=status)
    assert "In Ede is alles nagekeken." in ede.get("/moderatie").main


def test_an_activity_elsewhere_is_not_found(ede: Client) -> None:
    elsewhere = activity("In Enschede", city="Enschede", status="submitted")
    assert "In Enschede" not in ede.get("/moderatie").main
    assert ede.get(f"/moderatie/{elsewhere.id}").status == 404


@pytest.mark.parametrize("code", ["GM0153", "GM9999", "Ede", "x" * 3000, "\x00"])
def test_a_queue_that_is_not_in_ones_care_is_not_found(ede: Client, code: str) -> None:
    assert ede.get("/moderatie", query_string={"gemeente": code}).status == 404
    assert ede.get("/moderatie/gepubliceerd", query_string={"gemeente": code}).status == 404


def test_an_id_that_no_database_holds_is_not_found(ede: Client) -> None:
    assert ede.get(f"/moderatie/{10**30}").status == 404


def test_an_organiser_does_not_see_the_queue(client: Client, signed_in: SignIn) -> None:
    made = activity(status="submitted")
    stranger = signed_in(coordinator(email="niemand@voorbeeld.nl"))
    assert stranger.get("/moderatie").status == 404
    assert stranger.get(f"/moderatie/{made.id}").status == 404
    assert "/inloggen" in client.get("/moderatie", follow=False).headers["Location"]


def test_a_coordinator_of_two_goes_from_one_queue_to_the_other(signed_in: SignIn) -> None:
    both = signed_in(coordinator("Ede", "Wageningen"))
    activity("In Ede", status="submitted", queued_at=START - timedelta(hours=1))
    activity("In Wageningen", city="Wageningen", status="submitted")
    page = both.get("/moderatie")
    assert page.all(".queues__one") == ["Ede 1 wachten", "Wageningen 1 wachten"]
    assert page.one(".queues__one[aria-current]").text.startswith("Ede")
    assert both.get("/moderatie?gemeente=GM0289").all(".review__title") == ["In Wageningen"]


def test_an_organisation_that_is_new_here_is_marked(ede: Client) -> None:
    known = organisation("Buurthuis")
    activity("Al op de site", by=known)
    activity("Van bekenden", by=known, status="submitted")
    assert "Nieuwe organisatie" not in ede.get("/moderatie").main
    first = activity("Van nieuwen", by=organisation("Nieuw"), status="submitted")
    page = ede.get(f"/moderatie/{first.id}")
    assert "Dit is de eerste activiteit van deze organisatie." in page.main
    assert page.main.count("Nieuwe organisatie") == 1


def test_letters_of_two_alphabets_in_a_name_are_pointed_out(ede: Client) -> None:
    made = activity("Koffie", by=organisation("Rоde Kruis"), status="submitted")  # Cyrillic о
    assert "letters uit een ander alfabet" in ede.get(f"/moderatie/{made.id}").main


def test_an_activity_without_a_point_is_pointed_out(ede: Client) -> None:
    made = activity(status="submitted", point=None)
    assert "staat nog niet op de kaart" in ede.get(f"/moderatie/{made.id}").main


def test_what_an_organiser_writes_is_shown_as_text(ede: Client) -> None:
    made = activity("<script>alert(1)</script>", status="submitted")
    page = ede.get(f"/moderatie/{made.id}")
    assert "<script>alert(1)</script>" in page.one("#titel").text
    assert not page.soup.select("main script")


def test_a_long_queue_shows_its_oldest_and_says_how_many_follow(ede: Client) -> None:
    house = organisation()
    for number in range(53):
        activity(f"Nummer {number}", by=house, status="submitted",
                 queued_at=START - timedelta(minutes=100 - number))  # fmt: skip
    last = activity("De laatste", by=house, status="submitted")
    assert "En nog 4. Die komen hierna." in ede.get("/moderatie").main
    assert "De laatste" in ede.get(f"/moderatie/{last.id}").all(".review__title")


def test_after_a_merger_the_successor_has_the_queue(
    signed_in: SignIn, clock: time_machine.Traveller
) -> None:
    clock.move_to("2026-12-31T12:00:00+01:00")
    old, new = signed_in(coordinator("Wijdemeren")), signed_in(coordinator("Hilversum"))
    made = activity("In Wijdemeren", city="Wijdemeren", status="submitted")
    assert old.get(f"/moderatie/{made.id}").status == 200
    assert new.get(f"/moderatie/{made.id}").status == 404
    clock.move_to("2027-01-01T00:30:00+01:00")
    assert old.get(f"/moderatie/{made.id}").status == 404
    page = new.get("/moderatie")
    assert page.all("h1") == ["Controleren: Hilversum"]
    assert page.all(".review__title") == ["In Wijdemeren"]
