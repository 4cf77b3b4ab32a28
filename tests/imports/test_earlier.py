"""Last year's activities again, on the same weekday of the new edition."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, select, update

from tests import factories as make
from tests.client import Client, Page
from tests.imports.working import worked
from tests.letters import Letters, words
from weekapp import clock, jobs
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.database import db
from weekapp.imports import operations
from weekapp.imports.models import Batch, Entry
from weekapp.organisations.models import Membership, Organisation

LAST_YEAR = datetime(2025, 9, 25, 12, 0, tzinfo=UTC)  # a Thursday, 14.00 uur


def begun(organiser: Client) -> Page:
    """The page on which what was done before is looked at."""
    hub = organiser.get("/mijn/inlezen")
    return worked(organiser, organiser.submit(hub, "#vorig-jaar"))


def copies() -> list[Activity]:
    """What there is for this year, in the order it was made."""
    return list(db.session.query(Activity).filter(Activity.status != "published"))


def test_a_date_comes_back_on_the_same_weekday_at_the_same_time(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    page = begun(organiser)
    assert "do 24 sept 2026, 14.00 uur" in page.main
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert "Klaar: 1 activiteit" in page.main
    (copy,) = copies()
    assert copy.status == "submitted"
    assert local(copy.occurrences[0].starts_at).isoformat() == "2026-09-24T14:00:00+02:00"


def test_place_contact_and_words_come_along(organiser: Client, brug: Organisation) -> None:
    old = make.activity("Koffie", brug, at=LAST_YEAR, host_name="Ria", wheelchair="yes")
    page = begun(organiser)
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    (copy,) = copies()
    for name in ("summary", "street", "latitude", "municipality_code", "host_name", "wheelchair",
                 "contact_phone", "themes"):  # fmt: skip
        assert getattr(copy, name) == getattr(old, name), name


def test_what_is_not_ticked_stays_behind(organiser: Client, brug: Organisation) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    make.activity("Soep", brug, at=LAST_YEAR + timedelta(days=1))
    page = begun(organiser)
    soup = page.one("label:-soup-contains('Soep')")["for"]
    chosen = str(soup).removeprefix("kies-")
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen", kies=[chosen]))
    assert [one.title for one in copies()] == ["Soep"]


def test_nothing_comes_back_twice(organiser: Client, brug: Organisation) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    page = begun(organiser)
    assert "Staat er al" in page.main
    assert not page.soup.select("[name=kies]")
    assert len(copies()) == 1


def test_as_drafts_when_the_organiser_wants_to_look_first(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    page = begun(organiser)
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=concept"))
    assert [one.status for one in copies()] == ["draft"]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(2025, 10, 9, 12, 0, tzinfo=UTC), "Valt buiten de week: donderdag 8 oktober"),
        # 24 October 2026 + a night: half past two comes twice on the 25th.
        (datetime(2025, 10, 26, 1, 30, tzinfo=UTC), "gaat de klok een uur anders"),
        (datetime(2025, 8, 14, 12, 0, tzinfo=UTC), "al voorbij"),
    ],
)
def test_what_is_odd_about_a_date_is_said(
    organiser: Client, brug: Organisation, at: datetime, says: str
) -> None:
    make.activity("Koffie", brug, at=[LAST_YEAR, at])
    assert says in begun(organiser).main


def test_what_was_written_long_ago_is_to_be_checked(
    organiser: Client, brug: Organisation, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2025, 8, 1, 8, 0, tzinfo=UTC))
    make.activity("Koffie", brug, at=LAST_YEAR)
    clock.move_to(datetime(2026, 9, 1, 8, 0, tzinfo=UTC))
    assert "zijn van vrijdag 1 augustus 2025. Kloppen ze nog?" in begun(organiser).main


def test_a_coordinator_gets_one_letter_for_all_of_them(
    organiser: Client, brug: Organisation, letters: Letters
) -> None:
    ria = make.coordinator("Ede", email="ria@ede.nl")
    for number in range(7):
        make.activity(f"Koffie {number}", brug, at=LAST_YEAR + timedelta(days=number))
    worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    (letter,) = letters.to(ria.email)
    assert letter["Subject"] == "7 activiteiten wachten op je, van Buurthuis De Brug"
    assert "- Koffie 0" in words(letter) and "en nog 2" in words(letter)


def test_it_all_stands_in_the_history_as_if_it_was_typed(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    page = organiser.get(f"/mijn/activiteiten/{copies()[0].id}")
    assert "Ingestuurd" in page.main and "ineke@debrug.nl" in page.main


def test_what_lacks_something_is_mended_on_the_page(organiser: Client, brug: Organisation) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR, summary="", contact_phone="bel maar")
    page = begun(organiser)
    (number,) = [str(tag["name"]).split("-")[0] for tag in page.soup.select("[name$=-summary]")]
    assert "Vertel in één zin" in page.error_beside(f"{number}-summary")
    assert "klopt niet" in page.error_beside(f"{number}-contact_phone")
    assert page.one(f"[name={number}-contact_phone]")["value"] == "bel maar"
    mended: dict[str, Any] = {
        f"{number}-summary": "Kom langs.",
        f"{number}-contact_phone": "0318 12 34 56",
    }
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **mended))
    assert not page.soup.select("[name$=-summary]")
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert [(one.summary, one.status) for one in copies()] == [("Kom langs.", "submitted")]


def test_a_broken_one_does_not_hold_the_others_up(organiser: Client, brug: Organisation) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR, summary="")
    make.activity("Soep", brug, at=LAST_YEAR)
    worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    assert [one.title for one in copies()] == ["Soep"]


def test_what_could_not_come_in_can_still_be_mended_when_the_rest_is_there(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR, summary="")
    make.activity("Soep", brug, at=LAST_YEAR)
    page = worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    assert "Klaar, op 1 activiteit na" in page.main
    typed: dict[str, Any] = {str(page.one("[name$=-summary]")["name"]): "Kom langs."}
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **typed))
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert "Klaar: 2 activiteiten" in page.main
    assert sorted(one.title for one in copies()) == ["Koffie", "Soep"]


def test_what_was_unticked_stays_so_while_others_are_mended(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR, summary="")
    make.activity("Soep", brug, at=LAST_YEAR)
    page = begun(organiser)
    name = str(page.one("[name$=-summary]")["name"])
    typed: dict[str, Any] = {name: "Kom langs.", "kies": []}
    asked = organiser.submit(page, "#inlezen", press="doe=kijk", **typed)
    page = worked(organiser, asked)
    worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen"))
    assert [one.title for one in copies()] == ["Koffie"]


def test_whoever_left_the_organisation_brings_nothing_in(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, at=LAST_YEAR)
    organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen")
    db.session.execute(delete(Membership))
    db.session.commit()
    jobs.run_due()
    assert copies() == []


def test_a_worker_that_dies_half_way_makes_nothing_twice(
    organiser: Client, brug: Organisation
) -> None:
    for number in range(3):
        make.activity(f"Koffie {number}", brug, at=LAST_YEAR)
    worked(organiser, organiser.submit(begun(organiser), "#inlezen", press="doe=inlezen"))
    # As the database is when a worker is killed after the activities were made.
    db.session.execute(update(Entry).values(outcome=""))
    db.session.execute(update(Batch).values(state="making"))
    operations.go_on(db.session.scalars(select(Batch)).one(), clock.now())
    db.session.commit()
    jobs.run_due()
    assert [one.status for one in copies()] == ["submitted"] * 3
