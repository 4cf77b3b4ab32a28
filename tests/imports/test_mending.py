"""What is wrong in a row can be mended on the page, whatever it is."""

from typing import Any

import pytest

from tests import factories as make
from tests.client import Client
from tests.imports.test_sheet_import import activities, made, row, sent
from tests.imports.working import worked
from tests.letters import Letters


@pytest.mark.parametrize("told", ["opgeven", "ja", "verplicht", "bij Ria"])
def test_a_way_to_join_that_is_not_understood_is_asked_about_in_its_own_column(
    organiser: Client, told: str
) -> None:
    page = sent(organiser, row(Aanmelden=told, Thema="hygge"))
    way = page.one("fieldset[id$=-join_ways]:not([id^=overal])")
    assert told in way.get_text(" ")
    assert page.soup.select("fieldset[id$=-themes]:not([id^=overal])")


def test_two_ways_to_join_are_both_read(organiser: Client) -> None:
    page = sent(organiser, row(Aanmelden="bellen of mailen"))
    # Both are understood: what lacks now is only the address to mail to.
    asked = [str(tag["name"]) for tag in page.soup.select(".mend .field [name]")]
    assert [name.partition("-")[2] for name in asked] == ["contact_email"]


def test_an_end_before_the_begin_can_be_mended_by_the_day_it_ends(organiser: Client) -> None:
    page = sent(organiser, row(Van="20:00", Tot="01:00"))
    last: dict[str, Any] = {str(page.one("[name$=-dates-0-last_day]")["name"]): "2026-09-25"}
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **last))
    made(organiser, page)
    assert [one.occurrences[0].ends_at.hour for one in activities()] == [23]


def test_a_time_that_comes_twice_can_be_said_which(organiser: Client) -> None:
    page = sent(organiser, row(Datum="25-10-2026", Van="02:30", Tot="04:00"))
    turn: dict[str, Any] = {
        str(page.soup.select("[name$=-dates-0-starts_turn]")[0]["name"]): "1",
    }
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **turn))
    made(organiser, page)
    assert [one.occurrences[0].starts_at.hour for one in activities()] == [1]


def test_what_was_read_is_thrown_away_only_after_a_question(organiser: Client) -> None:
    page = sent(organiser, row())
    asked = organiser.get(f"{page.path}/weggooien")
    assert "blijft staan" in asked.main
    assert "Weggegooid" in organiser.submit(asked, "#weggooien").text
    assert organiser.get(page.path).status == 404
    assert activities() == []


def test_a_coordinator_is_not_buried_in_letters(organiser: Client, letters: Letters) -> None:
    ria = make.coordinator("Ede", email="ria@ede.nl")
    for number in range(7):
        made(organiser, sent(organiser, row(Titel=f"Soep {number}")))
    assert len(letters.to(ria.email)) == 5
    assert len(activities()) == 7
