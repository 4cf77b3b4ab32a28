"""Addresses of calendars work for ever, and a broken database never empties a calendar."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests import engines
from tests.calendars.reading import summaries
from tests.client import Client
from tests.factories import activity, organisation
from weekapp.organisations.models import OrganisationSlug

FEED = "/gemeenten/ede/agenda.ics"
MERGER = datetime(2027, 1, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("code", ["GM0228", "gm0228"])
def test_the_code_of_a_municipality_leads_to_its_name(client: Client, code: str) -> None:
    answer = client.get(f"/gemeenten/{code}/agenda.ics", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, FEED)


@pytest.mark.parametrize("path", ["/gemeenten/atlantis", "/gemeenten/GM9999", "/organisaties/geen"])
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    answer = client.get(f"{path}/agenda.ics")
    assert answer.status == 404
    assert "Deze pagina is er niet" in answer.text


def test_a_merged_municipality_leads_to_its_successor_from_that_day_on(
    client: Client, clock: Traveller
) -> None:
    old = "/gemeenten/wijdemeren/agenda.ics"
    clock.move_to(MERGER - timedelta(days=1))
    assert client.get(old).status == 200
    clock.move_to(MERGER)
    for path in (old, "/gemeenten/GM1696/agenda.ics"):
        answer = client.get(path, follow=False)
        assert (answer.status, answer.headers["Location"]) == (
            301,
            "/gemeenten/hilversum/agenda.ics",
        )


def test_the_successor_has_what_was_in_the_merged_municipality(
    client: Client, clock: Traveller, session: Session
) -> None:
    feed = "/gemeenten/hilversum/agenda.ics"
    made = activity("In Loosdrecht", city="Wijdemeren", at=MERGER + timedelta(days=3))
    assert summaries(client.get(feed)) == []
    clock.move_to(MERGER)
    first = client.get(feed)
    assert summaries(first) == ["In Loosdrecht"]
    assert first.headers["Last-Modified"] == "Thu, 31 Dec 2026 23:00:00 GMT"
    made.title = "Aan de plas"
    session.commit()
    assert summaries(client.get(feed)) == ["Aan de plas"]


def test_an_organisation_keeps_its_old_address(client: Client, session: Session) -> None:
    made = organisation("De Brug", slug="de-brug")
    session.add(OrganisationSlug(slug="het-brugje", organisation_id=made.id))
    session.commit()
    answer = client.get("/organisaties/het-brugje/agenda.ics", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, "/organisaties/de-brug/agenda.ics")


def test_a_calendar_that_cannot_be_made_is_unavailable_and_never_empty(
    client: Client, session: Session
) -> None:
    activity()
    client.app.extensions["calendar_press"].clear()  # a process that has just started
    engines.spoil(Path(client.app.instance_path))
    for path in (FEED, "/organisaties/de-brug/agenda.ics", "/activiteiten/1.ics"):
        answer = client.get(path)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "300")
        assert answer.headers["Cache-Control"] == "no-store"
        assert b"VCALENDAR" not in answer.response.data


def test_the_last_good_calendar_is_served_while_the_database_is_broken(client: Client) -> None:
    activity()
    first = client.get(FEED)
    engines.spoil(Path(client.app.instance_path))
    again = client.get(FEED)
    assert again.response.data == first.response.data
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(FEED, headers=known).status == 304
