"""A calendar comes in from the web or from a file, once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.client import Client
from tests.imports.agendas import (
    ADDRESS,
    COFFEE,
    EVERYWHERE,
    Agenda,
    activities,
    event,
    looked_at,
)
from tests.imports.working import worked
from weekapp.clock import now
from weekapp.database import db
from weekapp.imports.models import Batch, Source
from weekapp.organisations.models import Organisation


@pytest.mark.parametrize("address", [ADDRESS, "webcal://agenda.voorbeeld.nl/brug.ics"])
def test_a_calendar_on_the_web_comes_in(organiser: Client, agenda: Agenda, address: str) -> None:
    page = looked_at(organiser, address)
    assert "do 24 sept 2026, 10.00 uur" in page.main
    assert activities() == []
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    (coffee,) = activities()
    assert (coffee.title, coffee.venue_name, coffee.street) == (
        "Koffie",
        "De Brug",
        "Dorpsstraat 1",
    )
    assert coffee.status == "submitted"
    assert coffee.occurrences[0].starts_at == datetime(2026, 9, 24, 8, 0, tzinfo=UTC)


def test_the_same_calendar_twice_makes_nothing_twice(organiser: Client, agenda: Agenda) -> None:
    worked(organiser, organiser.submit(looked_at(organiser), "#inlezen", press="doe=inlezen"))
    hub = organiser.get("/mijn/inlezen")
    page = worked(organiser, organiser.submit(hub, "#agenda-lezen", address=ADDRESS))
    assert "Staat er al" in page.main
    assert len(activities()) == 1


def test_an_address_inside_is_refused_with_a_reason(organiser: Client, agenda: Agenda) -> None:
    hub = organiser.get("/mijn/inlezen")
    page = organiser.submit(hub, "#agenda-lezen", address="https://127.0.0.1/agenda.ics")
    assert "Dit adres is een nummer" in worked(organiser, page).main


def test_an_organisation_has_twenty_calendars_followed_and_no_more(
    organiser: Client, agenda: Agenda, brug: Organisation
) -> None:
    for number in range(20):
        address = f"https://agenda.voorbeeld.nl/{number}.ics"
        db.session.add(
            Source(organisation_id=brug.id, address=address, created_at=now(), next_at=now())
        )
    db.session.commit()
    page = looked_at(organiser)
    page = organiser.submit(page, "#inlezen", press="doe=inlezen", volgen="ja")
    assert "We volgen al 20 agenda’s" in page.text
    assert db.session.query(Source).count() == 20


def test_only_the_last_batches_are_kept(organiser: Client, agenda: Agenda) -> None:
    for _ in range(23):
        organiser.submit(organiser.get("/mijn/inlezen"), "#agenda-lezen", address=ADDRESS)
    assert db.session.query(Batch).count() == 21


def test_a_zone_nobody_knows_is_asked_and_the_answer_holds(
    organiser: Client, agenda: Agenda
) -> None:
    mars = event(COFFEE, "Koffie").replace("Europe/Amsterdam", "Mars/Olympus")
    agenda.says(mars)
    hub = organiser.get("/mijn/inlezen")
    page = worked(organiser, organiser.submit(hub, "#agenda-lezen", address=ADDRESS))
    name = str(page.one("[name$=-dates-0-starts]")["name"])
    assert "tijdzone “Mars/Olympus”" in page.error_beside(name)
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **EVERYWHERE))
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert [one.occurrences[0].starts_at.hour for one in activities()] == [8]


def test_the_wish_to_follow_holds_while_other_things_are_mended(
    organiser: Client, agenda: Agenda
) -> None:
    hub = organiser.get("/mijn/inlezen")
    page = worked(organiser, organiser.submit(hub, "#agenda-lezen", address=ADDRESS))
    wish: dict[str, Any] = {"volgen": "ja", "nieuwe": "submit"}
    asked = organiser.submit(page, "#inlezen", press="doe=kijk", **EVERYWHERE, **wish)
    worked(organiser, organiser.submit(worked(organiser, asked), "#inlezen", press="doe=inlezen"))
    assert [one.new_ones for one in db.session.query(Source)] == ["submit"]
