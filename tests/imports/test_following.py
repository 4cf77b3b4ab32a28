"""A calendar that is followed is read again, and never takes anything away by itself."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests import factories as make
from tests.client import Client
from tests.fetching.elsewhere import Elsewhere, answer
from tests.imports.agendas import (
    COFFEE,
    SOUP,
    Agenda,
    activities,
    event,
    followed,
    looked_at,
    publish_all,
    six_hours_later,
)
from tests.imports.working import worked
from tests.letters import Letters, words
from weekapp.organisations.models import Organisation


def test_an_unchanged_calendar_is_asked_by_its_tag_and_nothing_happens(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, elsewhere: Elsewhere
) -> None:
    followed(organiser)
    six_hours_later(clock)  # knows the tag from now on
    elsewhere.answers["/brug.ics"] = answer("304 Not Modified", etag='"een"')
    six_hours_later(clock)
    assert 'If-None-Match: "een"' in elsewhere.heads[-1]
    page = organiser.get("/mijn/inlezen/agendas/1")
    assert "Werkt" in page.main and "dinsdag 1 september, 22.02 uur" in page.main
    assert len(activities()) == 1


def test_what_changes_there_changes_here_and_is_looked_at_again(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller
) -> None:
    followed(organiser)
    publish_all()
    agenda.says(event(COFFEE, "Koffie", hour=15), etag='"twee"')
    six_hours_later(clock)
    (coffee,) = activities()
    assert coffee.occurrences[0].starts_at == datetime(2026, 9, 24, 13, 0, tzinfo=UTC)
    assert (coffee.status, coffee.queued_at is not None) == ("published", True)


def test_what_is_new_waits_for_the_organiser_who_gets_a_letter(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, letters: Letters
) -> None:
    followed(organiser)
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"), etag='"twee"')
    six_hours_later(clock)
    letter = letters.last_to("ineke@debrug.nl")
    assert letter["Subject"] == "1 nieuwe activiteit in je agenda"
    assert "- Soep" in words(letter)
    assert [one.title for one in activities()] == ["Koffie"]
    page = organiser.get("/mijn/inlezen/agendas/1")
    page = organiser.get(str(page.one(".notice a")["href"]))
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert [one.title for one in activities()] == ["Koffie", "Soep"]


def test_what_is_new_is_handed_in_by_itself_when_that_was_wished(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller
) -> None:
    followed(organiser, new_ones="submit")
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"), etag='"twee"')
    six_hours_later(clock)
    assert [(one.title, one.status) for one in activities()] == [
        ("Koffie", "submitted"),
        ("Soep", "submitted"),
    ]


def test_what_was_left_out_is_not_asked_again(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, letters: Letters
) -> None:
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"))
    page = looked_at(organiser)
    coffee = str(page.one("[for^=kies-]:-soup-contains('Koffie')")["for"]).removeprefix("kies-")
    asked = organiser.submit(page, "#inlezen", press="doe=inlezen", volgen="ja", kies=[coffee])
    worked(organiser, asked)
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"), etag='"twee"')
    six_hours_later(clock)
    assert [one.title for one in activities()] == ["Koffie"]
    assert not [one for one in letters.to("ineke@debrug.nl") if "nieuwe" in one["Subject"]]


def test_what_vanishes_there_stays_here_and_is_told_of(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, letters: Letters
) -> None:
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"))
    followed(organiser)
    publish_all()
    agenda.says(event(SOUP, "Soep"), etag='"twee"')
    six_hours_later(clock)
    assert [one.status for one in activities()] == ["published", "published"]
    assert "- Koffie" in words(letters.last_to("ineke@debrug.nl"))
    page = organiser.get("/mijn/inlezen/agendas/1")
    assert "Staat niet meer in je agenda" in page.main and "Gelast af" in page.main
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"), etag='"drie"')
    six_hours_later(clock)
    assert "Staat niet meer in je agenda" not in organiser.get("/mijn/inlezen/agendas/1").main


def test_what_cannot_be_read_there_is_not_taken_for_gone(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller
) -> None:
    followed(organiser)
    agenda.says(event(COFFEE, "Koffie", hour=15, RRULE="FREQ=SECONDLY"), etag='"twee"')
    six_hours_later(clock)
    assert "Staat niet meer in je agenda" not in organiser.get("/mijn/inlezen/agendas/1").main


def test_what_is_called_off_there_is_called_off_here(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller
) -> None:
    followed(organiser)
    publish_all()
    agenda.says(event(COFFEE, "Koffie", STATUS="CANCELLED"), etag='"twee"')
    six_hours_later(clock)
    assert [one.status for one in activities()] == ["cancelled"]


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("500 Oops", "antwoordt nu niet"),
        ("404 Not Found", "staat geen agenda"),
        ("200 OK", "staat niets in"),
    ],
)
def test_a_calendar_that_fails_takes_nothing_away_and_shows_it(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, status: str, says: str
) -> None:
    followed(organiser)
    publish_all()
    agenda.fails(status)
    six_hours_later(clock)
    page = organiser.get("/mijn/inlezen/agendas/1")
    assert "Lezen lukt niet" in page.main and says in page.main
    assert [one.status for one in activities()] == ["published"]


def test_a_letter_tells_of_a_calendar_that_fails_all_day_once(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, letters: Letters
) -> None:
    followed(organiser)
    agenda.fails("500 Oops")
    for _ in range(6):
        six_hours_later(clock)
    told = [one["Subject"] for one in letters.to("ineke@debrug.nl")]
    assert told.count("We kunnen je agenda niet meer lezen") == 1


def test_a_calendar_is_followed_no_longer_and_what_came_stays(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, elsewhere: Elsewhere
) -> None:
    page = followed(organiser)
    organiser.submit(page, "#stoppen")
    asked = len(elsewhere.asked)
    six_hours_later(clock)
    assert len(elsewhere.asked) == asked
    assert [one.title for one in activities()] == ["Koffie"]


def test_whoever_leaves_is_replaced_by_a_colleague(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller, brug: Organisation
) -> None:
    followed(organiser)
    make.member(brug, "collega@debrug.nl")
    page = organiser.get(f"/mijn/organisatie/{brug.id}/leden")
    organiser.submit(page, next(f"#{tag['id']}" for tag in page.soup.select("[id^=weg-]")))
    agenda.says(event(COFFEE, "Koffie", hour=15), etag='"twee"')
    six_hours_later(clock)
    assert activities()[0].occurrences[0].starts_at == datetime(2026, 9, 24, 13, 0, tzinfo=UTC)


def test_half_a_calendar_takes_nothing_away(
    organiser: Client, agenda: Agenda, clock: time_machine.Traveller
) -> None:
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"))
    followed(organiser)
    half = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event(SOUP, 'Soep')}"
    agenda.elsewhere.answers["/brug.ics"] = answer(body=half.encode())
    six_hours_later(clock)
    page = organiser.get("/mijn/inlezen/agendas/1").main
    assert "Staat niet meer in je agenda" not in page
    assert "Dit bestand houdt halverwege op" in page


def test_who_reads_a_followed_calendar_anew_sees_what_is_gone_from_it(
    organiser: Client, agenda: Agenda
) -> None:
    agenda.says(event(COFFEE, "Koffie"), event(SOUP, "Soep"))
    followed(organiser)
    agenda.says(event(SOUP, "Soep"), etag='"twee"')
    hub = organiser.get("/mijn/inlezen")
    address = "webcal://agenda.voorbeeld.nl/brug.ics"
    page = worked(organiser, organiser.submit(hub, "#agenda-lezen", address=address))
    assert "Staat niet meer in je agenda: 1 Koffie" in page.main
    assert [one.status for one in activities()] == ["submitted", "submitted"]
