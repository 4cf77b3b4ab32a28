"""A calendar comes in from the web or from a file, once."""

from datetime import UTC, datetime

import pytest

from tests.client import Client
from tests.imports.agendas import ADDRESS, Agenda, activities, looked_at
from tests.imports.working import worked


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
