"""What stands in a calendar: the right activities, said so that a telephone shows them well."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import event, events, parsed, summaries
from tests.client import Client
from tests.factories import EDE, THURSDAY, activity, organisation

FEED = "/gemeenten/ede/agenda.ics"


def test_a_municipality_has_its_own_activities_and_no_others(client: Client) -> None:
    activity("Koffie in Ede")
    activity("Koffie in Enschede", city="Enschede")
    assert summaries(client.get(FEED)) == ["Koffie in Ede"]
    assert summaries(client.get("/gemeenten/enschede/agenda.ics")) == ["Koffie in Enschede"]


def test_what_was_never_published_is_in_no_calendar(client: Client) -> None:
    for status in ("draft", "submitted", "returned"):
        activity(status, status=status)
    assert summaries(client.get(FEED)) == []


def test_an_event_tells_when_where_and_who(client: Client) -> None:
    made = activity(venue_name="De Brug", point=(52.04021234, 5.6649))
    read = event(client.get(FEED))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (THURSDAY, THURSDAY + timedelta(hours=2))
    assert read["UID"] == made.occurrences[0].uid
    assert read["LOCATION"] == "De Brug, Dorpsstraat 1, 6711 AB Ede"
    assert read["GEO"].to_ical() == "52.040212;5.6649"
    assert read["URL"] == f"http://week.test/activiteiten/{made.id}/koffie-in-de-brug"
    assert read["ORGANIZER"] == "mailto:post@week.test"
    assert read["ORGANIZER"].params["CN"] == "Buurthuis De Brug"
    assert [str(one) for one in read["CATEGORIES"].cats] == ["Koffie en ontmoeting"]
    assert (read["STATUS"], read["TRANSP"], read["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)


def test_the_description_begins_with_what_it_is_and_ends_with_the_link(client: Client) -> None:
    activity(
        audiences=["ouderen", "mantelzorgers"],
        host_name="Els",
        is_met_at_door=True,
        contact_name="Truus",
        contact_hours="ma-vr 9-12 uur",
    )
    parts = str(event(client.get(FEED))["DESCRIPTION"]).split("\n\n")
    assert parts[0] == "Een kop koffie en een praatje. Voor: Ouderen, Mantelzorgers."
    assert parts[1] == "Els vangt je op bij de deur."
    assert parts[2].splitlines() == [
        "Je kunt zo binnenlopen.",
        "Bellen: Truus, 0318 12 34 56 (ma-vr 9-12 uur)",
    ]
    assert parts[3] == "Gratis. Georganiseerd door Buurthuis De Brug."
    assert parts[4].startswith("Meer: http://week.test/activiteiten/")


def test_every_date_is_an_event_of_its_own_in_utc_on_both_sides_of_the_clock_change(
    client: Client,
) -> None:
    before = datetime(2026, 10, 22, 12, 0, tzinfo=UTC)  # 14.00 in summer time
    after = datetime(2026, 10, 29, 13, 0, tzinfo=UTC)  # 14.00 in winter time
    activity(at=[before, after])
    answer = client.get(FEED)
    assert [one["DTSTART"].dt for one in events(answer)] == [before, after]
    assert b"DTSTART:20261022T120000Z" in answer.response.data
    assert b"DTSTART:20261029T130000Z" in answer.response.data
    assert b"RRULE" not in answer.response.data


def test_a_point_that_is_only_the_middle_of_a_town_is_not_told(client: Client) -> None:
    activity("Ergens", precision="place")
    activity("Wordt nog gezocht", wants_location=True)
    activity("Op een scherm", attendance="online", point=EDE)
    assert [("GEO" in one) for one in events(client.get(FEED))] == [False] * 3


def test_an_online_activity_has_its_link(client: Client) -> None:
    activity(attendance="online", online_url="https://praat.nl/brug")
    read = event(client.get(FEED))
    assert read["LOCATION"] == "Online"
    assert "Online meedoen: https://praat.nl/brug" in read["DESCRIPTION"]


def test_a_date_that_is_full_stays_and_says_so(client: Client, session: Session) -> None:
    made = activity()
    made.occurrences[0].status = "full"
    session.commit()
    read = event(client.get(FEED))
    assert (read["STATUS"], read["SUMMARY"]) == ("CONFIRMED", "Koffie in de Brug")
    assert read["DESCRIPTION"].startswith("Deze keer is het vol.")


def test_a_calendar_looks_back_thirty_days_and_ahead_a_year(
    client: Client, clock: Traveller
) -> None:
    days = {"te oud": -32, "net nog": -29, "ver": 365, "te ver": 370}
    for title, away in days.items():
        activity(title, at=THURSDAY + timedelta(days=away))
    clock.move_to(THURSDAY)
    assert summaries(client.get(FEED)) == ["net nog", "ver"]


def test_the_next_edition_is_in_the_calendar_even_when_it_is_more_than_a_year_away(
    client: Client, clock: Traveller
) -> None:
    activity("Volgend jaar", at=datetime(2027, 10, 6, 12, 0, tzinfo=UTC))
    clock.move_to(datetime(2026, 9, 30, 12, 0, tzinfo=UTC))
    assert summaries(client.get(FEED)) == []
    clock.move_to(datetime(2026, 10, 1, 12, 0, tzinfo=UTC))
    assert summaries(client.get(FEED)) == ["Volgend jaar"]


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-09-09", 12), ("2026-09-10", 1), ("2026-09-30", 1), ("2026-10-01", 12)]
)
def test_programs_are_asked_to_look_hourly_in_the_campaign_and_rarely_outside(
    client: Client, clock: Traveller, day: str, hours: int
) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T12:00:00+02:00"))
    told = parsed(client.get(FEED).response.data)
    assert told["REFRESH-INTERVAL"].dt == timedelta(hours=hours)


def test_a_calendar_without_activities_is_a_valid_calendar(client: Client) -> None:
    answer = client.get(FEED)
    assert events(answer) == []
    told = parsed(answer.response.data)
    assert told["X-WR-CALNAME"] == "Agenda Ede"
    assert told["SOURCE"] == "http://week.test/gemeenten/ede/agenda.ics"


def test_an_organisation_has_a_calendar_of_its_own(client: Client) -> None:
    bridge, tower = organisation("De Brug", slug="de-brug"), organisation("De Toren")
    activity("Van de brug", by=bridge, city="Enschede")
    activity("Van de toren", by=tower)
    answer = client.get("/organisaties/de-brug/agenda.ics")
    assert summaries(answer) == ["Van de brug"]
    assert parsed(answer.response.data)["NAME"] == "Agenda De Brug"


def test_one_activity_can_be_taken_along_with_all_its_dates(client: Client) -> None:
    made = activity(at=[THURSDAY - timedelta(days=200), THURSDAY, THURSDAY + timedelta(days=900)])
    activity("Een andere")
    answer = client.get(f"/activiteiten/{made.id}.ics")
    assert summaries(answer) == ["Koffie in de Brug"] * 3
    assert answer.headers["Content-Disposition"] == 'inline; filename="koffie-in-de-brug.ics"'
    in_feed = events(client.get(FEED))[0]
    assert in_feed["UID"] == events(answer)[1]["UID"]


def test_one_date_can_be_taken_along_and_is_the_same_event(client: Client) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=7)])
    whole = events(client.get(f"/activiteiten/{made.id}.ics"))
    path = f"/activiteiten/{made.id}.ics?datum={made.occurrences[1].id}"
    [one] = events(client.get(path))
    for name in ("UID", "SEQUENCE", "DTSTART", "DTSTAMP"):
        assert one[name] == whole[1][name]
    assert client.get(path).headers["ETag"] == client.get(path).headers["ETag"]


@pytest.mark.parametrize("typed", ["", "x", "0", "-1", "99", str(2**31), "9" * 30, "9" * 5000])
def test_a_date_of_something_else_has_no_calendar_file(client: Client, typed: str) -> None:
    made, other = activity(), activity("Een andere")
    assert client.get(f"/activiteiten/{made.id}.ics?datum={typed}").status == 404
    path = f"/activiteiten/{made.id}.ics?datum={other.occurrences[0].id}"
    assert client.get(path).status == 404


def test_an_activity_that_cannot_be_seen_has_no_calendar_file(client: Client) -> None:
    made = activity(status="submitted")
    back = activity(status="returned", published_at=THURSDAY)
    for number in (made.id, back.id, 10**12):
        assert client.get(f"/activiteiten/{number}.ics").status == 404
    assert client.get(f"/activiteiten/{10**30}.ics").status == 404
