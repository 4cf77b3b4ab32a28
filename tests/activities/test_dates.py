"""The dates in the form: one, several, every week, and what cannot be a date."""

from datetime import UTC, datetime

import pytest

from tests import factories as make
from tests.activities.filled import COMPLETE, NEW, address, begin, only, send
from tests.client import Client, Page
from weekapp.organisations.models import Organisation

MORE = "doe=datum_erbij"
WEEKLY = "doe=vul_wekelijks"


def dated(day: str, starts: str, ends: str, **more: str) -> dict[str, str]:
    typed = {"day": day, "starts": starts, "ends": ends, **more}
    return {f"dates-0-{part}": value for part, value in typed.items()}


def starts() -> list[datetime]:
    return [date.starts_at for date in only().occurrences]


def days(page: Page) -> list[str]:
    return [str(tag.get("value", "")) for tag in page.soup.select("[name^=dates-][name$=-day]")]


def test_a_date_is_added_without_losing_what_was_typed(organiser: Client) -> None:
    page = begin(organiser, MORE, **COMPLETE)
    assert days(page) == ["2026-09-24", ""]
    assert page.one("[name=title]")["value"] == "Koffie met de buren"
    assert page.one("[name=dates-1-starts]")["value"] == "14:00"


def test_a_date_is_taken_away(organiser: Client) -> None:
    page = send(organiser, begin(organiser, MORE, **COMPLETE), "doe=datum_weg-0")
    assert days(page) == [""]


def test_every_week_fills_the_list_over_the_clock_change(organiser: Client) -> None:
    typed = dated("2026-10-22", "14:00", "16:00")
    page = begin(organiser, WEEKLY, **typed, weekly_until="2026-11-05")
    assert days(page) == ["2026-10-22", "2026-10-29", "2026-11-05"]
    send(organiser, page)
    assert starts() == [
        datetime(2026, 10, 22, 12, tzinfo=UTC),
        datetime(2026, 10, 29, 13, tzinfo=UTC),
        datetime(2026, 11, 5, 13, tzinfo=UTC),
    ]


def test_every_week_asks_for_a_first_date(organiser: Client) -> None:
    page = begin(organiser, WEEKLY, weekly_until="2026-11-05")
    assert "Vul eerst één datum in" in page.error_beside("weekly_until")


@pytest.mark.parametrize(
    ("typed", "part", "says"),
    [
        (dated("2026-09-24", "16:00", "14:00"), "ends", "voor het begin"),
        (dated("2026-09-24", "14:00", "14:00"), "ends", "voor het begin"),
        (dated("2025-09-24", "14:00", "16:00"), "day", "al voorbij"),
        (dated("2031-09-24", "14:00", "16:00"), "day", "twee jaar vooruit"),
        (dated("0001-01-01", "14:00", "16:00"), "day", "Klopt het jaar"),
        (dated("9999-12-31", "14:00", "16:00"), "day", "Klopt het jaar"),
        (dated("gisteren", "14:00", "16:00"), "day", "Deze datum klopt niet"),
        (dated("2026-09-24", "25:00", "16:00"), "starts", "Deze tijd klopt niet"),
        (dated("2026-09-24", "14:00", "16:00", last_day="2026-12-24"), "last_day", "een week"),
        (dated("2027-03-28", "02:30", "04:00"), "starts", "Bedoel je 03.30 uur?"),
    ],
)
def test_what_cannot_be_a_date_is_said_beside_it(
    organiser: Client, typed: dict[str, str], part: str, says: str
) -> None:
    page = begin(organiser, title="Soep", **typed)
    assert page.status == 422
    assert says in page.error_beside(f"dates-0-{part}")
    assert page.one("[name=title]")["value"] == "Soep"


def test_past_midnight_needs_the_day_it_ends(organiser: Client) -> None:
    begin(organiser, **dated("2026-09-24", "22:00", "01:00", last_day="2026-09-25"))
    assert only().occurrences[0].ends_at == datetime(2026, 9, 24, 23, tzinfo=UTC)


@pytest.mark.parametrize(("turn", "hour"), [("0", 0), ("1", 1)])
def test_the_hour_that_comes_twice_is_asked(organiser: Client, turn: str, hour: int) -> None:
    typed = dated("2026-10-25", "02:30", "04:00")
    asked = begin(organiser, **typed)
    assert "de eerste of de tweede keer" in asked.error_beside("dates-0-starts")
    send(organiser, asked, **{"dates-0-starts_turn": turn})
    assert starts() == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC)]


def test_the_chosen_hour_stands_in_the_form_again(organiser: Client) -> None:
    begin(organiser, **dated("2026-10-25", "02:30", "04:00", starts_turn="1"))
    page = organiser.get(address(only()))
    assert page.one("[name=dates-0-starts_turn][checked]")["value"] == "1"


def test_an_ordinary_date_is_not_asked_which_hour(organiser: Client) -> None:
    assert not organiser.get(NEW).soup.select("[name=dates-0-starts_turn]")


def test_the_same_date_twice_is_said(organiser: Client) -> None:
    page = begin(organiser, MORE, **COMPLETE)
    again = send(organiser, page, **{"dates-1-day": "2026-09-24", "dates-1-ends": "16:00"})
    assert "staat er al" in again.error_beside("dates-1-day")


def test_more_than_a_hundred_dates_are_too_many(organiser: Client) -> None:
    typed = {
        f"dates-{number}-{part}": value
        for number in range(120)
        for part, value in (("day", "2026-09-24"), ("starts", f"{number % 24:02}:{number // 24}0"))
    }
    assert "hooguit 100 datums" in begin(organiser, **typed).main


def test_half_a_date_waits_in_the_draft(organiser: Client) -> None:
    begin(organiser, **{"dates-0-day": "2026-09-24"})
    assert only().occurrences == []
    page = organiser.get(address(only()))
    assert days(page) == ["2026-09-24"]
    send(organiser, page, **{"dates-0-starts": "14:00", "dates-0-ends": "16:00"})
    assert starts() == [make.THURSDAY]


def test_half_a_date_cannot_be_handed_in(organiser: Client) -> None:
    typed = {name: value for name, value in COMPLETE.items() if name != "dates-0-ends"}
    page = begin(organiser, "doe=insturen", **typed)
    assert "Vul dit in" in page.error_beside("dates-0-ends")


def test_dates_that_went_by_are_not_asked_again(organiser: Client, brug: Organisation) -> None:
    past = datetime(2026, 8, 24, 12, tzinfo=UTC)
    made = make.activity(by=brug, at=[past, make.THURSDAY])
    page = organiser.get(address(made))
    assert days(page) == ["2026-09-24"]
    send(organiser, page, title="Nieuwe titel")
    assert starts() == [past, make.THURSDAY]
    assert {date.status for date in only().occurrences} == {"planned"}


def test_an_old_draft_with_dates_that_went_by_can_be_kept(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="draft", at=datetime(2026, 8, 24, 12, tzinfo=UTC))
    page = send(organiser, organiser.get(address(made)), title="Nieuwe titel")
    assert "Bewaard" in page.main
    assert "ten minste één datum" in send(organiser, page, "doe=insturen").main
