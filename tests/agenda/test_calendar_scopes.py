"""Every part of all that is on has a calendar of its own, and none is cut off in silence."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import events, parsed, summaries
from tests.client import Client
from tests.counting import plans_of, queries_of
from tests.factories import THURSDAY, activity, deed, organisation
from weekapp.activities import operations
from weekapp.agenda import calendar_scopes

EDITION = "/gemeenten/ede/2026/agenda.ics"
WIDE = ("/agenda.ics", "/themas/koffie/agenda.ics", "/doelgroepen/ouderen/agenda.ics",
        "/provincies/gelderland/agenda.ics", "/agenda.ics?waar=Ede")  # fmt: skip
OPEN_ENDED = (*WIDE, "/gemeenten/ede/agenda.ics", "/organisaties/de-brug/agenda.ics")
SCOPES = (*OPEN_ENDED, EDITION)


def test_an_edition_has_the_dates_of_its_days_and_no_others(client: Client) -> None:
    last = datetime(2026, 9, 30, 18, 0, tzinfo=UTC)
    activity(at=[THURSDAY - timedelta(days=1), THURSDAY, last, last + timedelta(days=1)])
    activity("In Enschede", city="Enschede")
    answer = client.get(EDITION)
    assert [one["DTSTART"].dt for one in events(answer)] == [THURSDAY, last]
    told = parsed(answer.response.data)
    assert told["X-WR-CALNAME"] == "Agenda Ede 2026"
    assert "24 tot en met 30 september 2026" in told["DESCRIPTION"]
    assert told["SOURCE"] == f"http://week.test{EDITION}"


def test_an_edition_keeps_what_was_on_and_drops_what_was_not(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=1)])
    operations.cancel_date(made, made.occurrences[0], "Ziek.", deed())
    session.commit()
    clock.move_to(THURSDAY + timedelta(days=30))
    assert [one["STATUS"] for one in events(client.get(EDITION))] == ["CANCELLED", "CONFIRMED"]
    clock.move_to(THURSDAY + timedelta(days=300))
    assert [one["STATUS"] for one in events(client.get(EDITION))] == ["CONFIRMED"]


@pytest.mark.parametrize(
    "path",
    [
        "/gemeenten/ede/1999/agenda.ics",
        "/gemeenten/ede/99999999999/agenda.ics",
        "/gemeenten/atlantis/2026/agenda.ics",
        "/themas/onzin/agenda.ics",
        "/doelgroepen/onzin/agenda.ics",
        "/provincies/vlaanderen/agenda.ics",
    ],
)
def test_a_scope_that_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_a_theme_and_an_audience_are_for_the_whole_country(client: Client) -> None:
    activity("Soep", themes=["eten"], audiences=["ouderen"])
    activity("Taart", themes=["eten", "koffie"], audiences=["jongeren"], city="Enschede")
    assert summaries(client.get("/themas/eten/agenda.ics")) == ["Soep", "Taart"]
    assert summaries(client.get("/themas/koffie/agenda.ics")) == ["Taart"]
    answer = client.get("/doelgroepen/ouderen/agenda.ics")
    assert summaries(answer) == ["Soep"]
    assert parsed(answer.response.data)["NAME"] == "Voor ouderen"


def test_the_country_is_split_in_provinces_which_it_names(client: Client) -> None:
    activity("In Ede")
    activity("In Enschede", city="Enschede")
    assert summaries(client.get("/provincies/gelderland/agenda.ics")) == ["In Ede"]
    assert summaries(client.get("/provincies/overijssel/agenda.ics")) == ["In Enschede"]
    whole = client.get("/agenda.ics")
    assert summaries(whole) == ["In Ede", "In Enschede"]
    words = parsed(whole.response.data)["DESCRIPTION"]
    assert words.count("/agenda.ics") == 12
    assert "http://week.test/provincies/noord-brabant/agenda.ics" in words


@pytest.mark.parametrize("path", OPEN_ENDED)
def test_what_does_not_fit_is_left_out_and_told_of(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, clock: Traveller
) -> None:
    monkeypatch.setattr(calendar_scopes, "MOST_DATES", 3)
    days = [THURSDAY + timedelta(days=day) for day in range(-2, 3)]
    brug = organisation("De Brug", slug="de-brug")
    activity(at=days, audiences=["ouderen"], by=brug)
    clock.move_to(THURSDAY)
    answer = client.get(path)
    # The soonest are what people want, and not what is over.
    assert [one["DTSTART"].dt for one in events(answer)] == days[2:]
    words = parsed(answer.response.data)["DESCRIPTION"]
    assert "Van wat geweest is, staat hierin niet alles." in words
    assert "er is meer" not in words
    activity(at=THURSDAY + timedelta(days=9), audiences=["ouderen"], by=brug)
    words = parsed(client.get(path).response.data)["DESCRIPTION"]
    assert "er is meer dan in één agenda past" in words
    assert "de eerste 3 datums, tot en met zaterdag 26 september" in words


@pytest.mark.parametrize("path", OPEN_ENDED)
def test_only_of_the_whole_country_the_database_is_told_to_stop(client: Client, path: str) -> None:
    """Of a town it would look for the first dates of the country, and there are a million."""
    activity(by=organisation("De Brug", slug="de-brug"), audiences=["ouderen"])
    asked = queries_of(lambda: client.get(path))
    dates = [one for one in asked if "occurrence.starts_at" in one and "activity_stamp" in one]
    assert dates
    assert {"LIMIT" in one for one in dates} == {path in WIDE}


@pytest.mark.parametrize("path", SCOPES)
def test_every_scope_keeps_the_whole_contract(client: Client, path: str) -> None:
    activity(by=organisation("De Brug", slug="de-brug"), audiences=["ouderen"])
    plain, zipped = client.get(path), client.get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert plain.headers["Content-Disposition"].startswith('inline; filename="agenda')
    assert plain.headers["Cache-Control"] == "public, max-age=300, stale-if-error=86400"
    assert len(zipped.response.data) < len(plain.response.data)
    told = parsed(plain.response.data)
    for name in (
        "NAME",
        "DESCRIPTION",
        "X-WR-CALDESC",
        "REFRESH-INTERVAL",
        "SOURCE",
        "COLOR",
        "LAST-MODIFIED",
    ):
        assert told[name], name
    assert client.get(told["SOURCE"]).response.data == plain.response.data
    assert client.get(told["URL"]).status == 200
    for known in ("ETag", "Last-Modified"):
        asks = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[known]
        again = client.get(path, headers={asks: plain.headers[known]})
        assert (again.status, again.response.data) == (304, b"")
    assert client.head(path).headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("path", SCOPES)
def test_every_scope_tells_of_what_is_called_off(
    client: Client, session: Session, path: str
) -> None:
    made = activity(by=organisation("De Brug", slug="de-brug"), audiences=["ouderen"])
    before = client.get(path)
    operations.cancel(made, "Te weinig mensen.", deed())
    session.commit()
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert summaries(after) == ["GAAT NIET DOOR: Koffie in de Brug"]
    assert events(after)[0]["UID"] == events(before)[0]["UID"]


@pytest.mark.parametrize("path", ["/gemeenten/ede/agenda.ics", EDITION])
def test_no_table_is_read_whole_for_a_municipality(client: Client, path: str) -> None:
    for number in range(20):
        activity(f"Activiteit {number}", city="Enschede" if number % 2 else "Ede")
    for plan in plans_of(lambda: client.browser.get(path)):
        assert "SCAN activity" not in plan.replace("SCAN activity_departure", ""), plan
        assert "SCAN occurrence" not in plan, plan
