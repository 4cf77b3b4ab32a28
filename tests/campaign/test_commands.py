"""`weekapp editions`: the days of a week, from the command line."""

from datetime import date

import pytest
from flask import Flask

from weekapp.campaign import queries
from weekapp.campaign.cli import editions


def ran(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(editions, words)
    return result.exit_code, result.output


def test_the_editions_are_listed_newest_first(app: Flask) -> None:
    code, said = ran(app, "list")
    assert code == 0
    assert said.splitlines()[0].startswith("2028  2028-09-28 t/m 2028-10-04  voorlopig")
    assert "2026  2026-09-24 t/m 2026-09-30  nu of straks" in said


def test_an_edition_is_set(app: Flask) -> None:
    code, said = ran(app, "set", "2027", "2027-09-30", "2027-10-08", "--source", "brief")
    assert (code, said) == (0, "Editie 2027: 2027-09-30 t/m 2027-10-08\n")
    edition = queries.edition_of(2027)
    assert edition
    assert (edition.last_day, edition.is_provisional) == (date(2027, 10, 8), False)


@pytest.mark.parametrize(
    "days",
    [
        ("2027", "2027-10-08", "2027-09-30"),
        ("2027", "2026-09-30", "2027-10-06"),
        ("1", "0001-01-01", "0001-01-02"),
        ("2027", "morgen", "2027-10-06"),
        ("jaar", "2027-09-30", "2027-10-06"),
    ],
)
def test_days_that_cannot_be_are_refused(app: Flask, days: tuple[str, ...]) -> None:
    code, said = ran(app, "set", *days)
    assert code != 0
    assert "Error" in said
    edition = queries.edition_of(2027)
    assert edition
    assert edition.is_provisional
