"""Rows become activities: one with several dates, each once, and known again next time."""

import pytest

from tests.imports.test_columns import read
from weekapp.activities.rows import rows_in
from weekapp.imports.found import Found

HEADER = ("Kenmerk", "Titel", "Datum", "Van", "Postcode", "Samenvatting", "Kosten")
SOUP = ("", "Soep", "24-9-2026", "14:00", "6711 AB", "Lekker", "gratis")

pytestmark = pytest.mark.usefixtures("app")


def days(found: Found) -> list[str]:
    return [row["day"] for row in rows_in(found.fields)]


def with_key(key: str, day: str = "24-9-2026", **more: str) -> tuple[str, ...]:
    named = dict(zip(HEADER, SOUP, strict=True)) | {"Kenmerk": key, "Datum": day} | more
    return tuple(named[name] for name in HEADER)


def test_rows_with_the_same_kenmerk_are_one_activity_with_several_dates() -> None:
    reading = read(HEADER, with_key("A1"), SOUP, with_key("A1", "25-9-2026", Samenvatting=""))
    first, other = reading.found
    assert (first.key, first.where, days(first)) == (
        "A1", "rij 2 en 4", ["2026-09-24", "2026-09-25"],
    )  # fmt: skip
    assert (other.where, days(other), first.remarks) == ("rij 3", ["2026-09-24"], ())


def test_what_a_later_row_says_differently_is_told() -> None:
    (found,) = read(
        HEADER, with_key("A1", Samenvatting=""), with_key("A1", "25-9-2026", Titel="Brij")
    ).found
    assert (found.title, found.fields["summary"]) == ("Soep", ["Lekker"])
    assert found.remarks == (
        "In rij 3 staat iets anders bij Titel dan in rij 2. We nemen over wat in rij 2 staat.",
    )


def test_a_problem_stands_at_the_date_of_its_own_row() -> None:
    (found,) = read(HEADER, with_key("A1"), with_key("A1", "31-9-2026")).found
    assert list(found.problems) == ["dates-1-day"]


def test_the_same_row_twice_is_one_activity() -> None:
    reading = read(HEADER, SOUP, SOUP, with_key("A1"), with_key("A1"))
    assert [found.where for found in reading.found] == ["rij 2", "rij 4"]
    assert [(one.where, one.what, one.why) for one in reading.unread] == [
        ("rij 3", "Soep", "Deze rij staat er twee keer in. Rij 2 is dezelfde."),
        ("rij 5", "Soep", "Deze rij staat er twee keer in. Rij 4 is dezelfde."),
    ]


def test_rows_that_only_tell_it_differently_are_asked_about() -> None:
    other = (*SOUP[:5], "Heel lekker", "gratis")
    reading = read(HEADER, SOUP, other)
    assert len(reading.found) == 1
    assert "Geef ze dan elk een eigen Kenmerk" in reading.unread[0].why


def test_the_same_sheet_gives_the_same_keys_and_a_changed_text_does_too() -> None:
    (before,) = read(HEADER, SOUP).found
    (after,) = read(HEADER, (*SOUP[:5], "Heel lekker", "€ 3")).found
    (spelled,) = read(HEADER, ("", "SOEP!", "24 sept 2026", "14.00", "6711ab", "", "")).found
    (moved,) = read(HEADER, ("", "Soep", "25-9-2026", *SOUP[3:])).found
    assert before.key == after.key == spelled.key != moved.key


def test_a_very_long_kenmerk_is_kept_short() -> None:
    (found,) = read(HEADER, with_key("x" * 20_000)).found
    assert len(found.key) < 60


def test_a_row_of_a_csv_with_too_many_cells_is_not_guessed_at() -> None:
    reading = read(HEADER, (*SOUP, "en brood"), SOUP, format="csv")
    assert [found.where for found in reading.found] == ["rij 3"]
    assert "meer vakjes dan er kolommen zijn" in reading.unread[0].why
    wide = read(HEADER, (*SOUP, "en brood"))
    assert (len(wide.found), wide.remarks[-1]) == (
        1, "Rechts van de laatste kolom staat nog iets. Dat lezen we niet.",
    )  # fmt: skip
