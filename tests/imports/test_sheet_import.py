"""A sheet comes in: looked at first, mended on the page, and never twice."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import time_machine
from flask import Flask

from tests import factories as make
from tests.activities.test_locating import IN_EDE
from tests.client import Client, Page
from tests.imports.sheets import workbook
from tests.imports.working import worked
from tests.places.pdok_double import PdokDouble
from weekapp import jobs
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.organisations.models import Organisation

HEADER = ("Titel", "Samenvatting", "Thema", "Doelgroep", "Datum", "Van", "Tot", "Straat",
          "Postcode", "Plaats", "Aanmelden", "Telefoon")  # fmt: skip
SOUP = ("Soep", "Samen soep eten.", "Samen eten", "Iedereen", "24-9-2026", "12:00", "13:30",
        "Dorpsstraat 1", "6711 AB", "Ede", "Gewoon binnenlopen", "0318 12 34 56")  # fmt: skip


def row(**other: str) -> list[str]:
    """The soup, with something else in it by the name of its column."""
    return [other.get(name, text) for name, text in zip(HEADER, SOUP, strict=True)]


def sent(organiser: Client, *rows: Sequence[Any], name: str = "lijst.xlsx") -> Page:
    """The page where a sheet with these rows is looked at."""
    hub = organiser.get("/mijn/inlezen")
    file = (io.BytesIO(workbook(*rows, header=HEADER)), name)
    return worked(organiser, organiser.submit(hub, "#blad-sturen", file=file))


def made(organiser: Client, page: Page, press: str = "doe=inlezen") -> Page:
    """The page that tells what became of it."""
    return worked(organiser, organiser.submit(page, "#inlezen", press=press))


def activities() -> list[Activity]:
    """Everything there is, in the order it was made."""
    return list(db.session.query(Activity).order_by(Activity.id))


def test_nothing_is_there_before_the_organiser_says_so(organiser: Client) -> None:
    page = sent(organiser, SOUP)
    assert "Wij vonden 1 activiteit in lijst.xlsx" in page.main
    assert activities() == []


def test_a_row_becomes_an_activity_that_waits_for_the_coordinator(
    organiser: Client, brug: Organisation
) -> None:
    page = made(organiser, sent(organiser, SOUP))
    assert "Ingestuurd 1" in page.main
    (soup,) = activities()
    assert (soup.title, soup.status, soup.organisation_id) == ("Soep", "submitted", brug.id)
    assert (soup.municipality_code, soup.precision) == ("GM0228", "postcode")
    assert soup.queued_at is not None


def test_what_is_wrong_is_said_by_row_and_column(organiser: Client) -> None:
    page = sent(organiser, SOUP, row(Titel="Pannenkoeken", Datum="31-9-2026"))
    field = str(page.one("[name$=-dates-0-day]")["name"])
    assert "Rij 3: Pannenkoeken" in page.all("legend.mend__title")[0]
    assert "Kolom Datum" in page.all(f"label[for={field}]")[0]
    assert "31-9-2026" in page.error_beside(field)


def test_a_date_that_a_browser_cannot_show_does_not_keep_the_others_out(
    organiser: Client,
) -> None:
    page = sent(organiser, SOUP, row(Titel="Pannenkoeken", Datum="31-9-2026", Thema="hygge"))
    empty: dict[str, Any] = {str(page.one("[name$=-dates-0-day]")["name"]): ""}
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=inlezen", **empty))
    assert [one.title for one in activities()] == ["Soep"]
    assert "31-9-2026" in page.main


def test_a_wrong_row_is_mended_on_the_page(organiser: Client) -> None:
    page = sent(organiser, row(Datum="31-9-2026"))
    typed: dict[str, Any] = {str(page.one("[name$=-dates-0-day]")["name"]): "2026-09-30"}
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **typed))
    made(organiser, page)
    assert [one.occurrences[0].on_date.isoformat() for one in activities()] == ["2026-09-30"]


def test_the_same_sheet_twice_makes_nothing_twice(organiser: Client) -> None:
    made(organiser, sent(organiser, SOUP))
    page = sent(organiser, SOUP)
    assert "Staat er al" in page.main
    assert len(activities()) == 1


def test_a_row_that_was_mended_here_is_not_undone_by_the_same_sheet(organiser: Client) -> None:
    page = sent(organiser, row(Telefoon="bel maar"))
    typed: dict[str, Any] = {
        str(page.one("[name^=e][name$=-contact_phone]")["name"]): "0318 99 88 77"
    }
    made(
        organiser, worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **typed))
    )
    assert "Staat er al" in sent(organiser, row(Telefoon="bel maar")).main
    assert activities()[0].contact_phone == "0318 99 88 77"


def test_a_row_that_says_something_else_changes_its_activity(organiser: Client) -> None:
    made(organiser, sent(organiser, SOUP))
    page = sent(organiser, row(Samenvatting="Nu met brood."))
    assert "Veranderd" in page.main
    made(organiser, page)
    assert [one.summary for one in activities()] == ["Nu met brood."]


def test_what_was_written_here_stays_when_the_sheet_changes_something_else(
    organiser: Client,
) -> None:
    made(organiser, sent(organiser, SOUP))
    activities()[0].host_name = "Ria"
    db.session.commit()
    made(organiser, sent(organiser, row(Samenvatting="Nu met brood.")))
    assert (activities()[0].host_name, activities()[0].summary) == ("Ria", "Nu met brood.")


def test_what_lacks_everywhere_is_said_once(organiser: Client) -> None:
    rows = [row(Titel=f"Soep {n}", Thema="", Doelgroep="") for n in range(4)]
    page = sent(organiser, *rows)
    assert "ontbreekt bij 4 activiteiten" in page.main
    said: dict[str, Any] = {"overal-themes": ["eten"], "overal-audiences": ["iedereen"]}
    page = worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **said))
    made(organiser, page)
    assert [list(one.themes) for one in activities()] == [["eten"]] * 4


def test_whose_it_is_the_sheet_does_not_say(organiser: Client, brug: Organisation) -> None:
    other = make.organisation("Elders", "Barneveld")
    hub = organiser.get("/mijn/inlezen")
    file = (io.BytesIO(workbook(SOUP, header=HEADER)), "lijst.xlsx")
    asked = organiser.submit(hub, "#blad-sturen", file=file, organisation_id=str(other.id))
    made(organiser, worked(organiser, asked))
    assert [one.organisation_id for one in activities()] == [brug.id]


def test_a_file_that_is_no_sheet_says_what_to_do(organiser: Client) -> None:
    hub = organiser.get("/mijn/inlezen")
    file = (io.BytesIO(b"%PDF-1.7 ..."), "lijst.pdf")
    page = worked(organiser, organiser.submit(hub, "#blad-sturen", file=file))
    assert "Dit is een PDF" in page.main


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "leeg"), (b"x" * 2_000_001, "te groot"), (None, "Kies eerst")]
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_field(
    organiser: Client, content: bytes | None, says: str
) -> None:
    hub = organiser.get("/mijn/inlezen")
    file = (io.BytesIO(content), "lijst.xlsx") if content is not None else (io.BytesIO(), "")
    page = organiser.submit(hub, "#blad-sturen", file=file)
    assert page.status == 422
    assert says in page.main


def test_a_geocoder_that_is_busy_is_waited_for(
    organiser: Client, pdok: PdokDouble, app: Flask, clock: time_machine.Traveller
) -> None:
    pdok.says(429, Retry_After="30")
    page = made(organiser, sent(organiser, SOUP))
    assert "0 van 1" in page.main
    pdok.knows(IN_EDE)
    app.extensions["geocoding"].rests_until = 0.0
    clock.shift(timedelta(minutes=2))
    jobs.run_due()
    assert [(one.status, one.precision) for one in activities()] == [("submitted", "address")]


def test_a_sheet_we_gave_out_changes_what_it_names(organiser: Client, brug: Organisation) -> None:
    make.activity("Koffie", brug, host_name="Ria", status="draft")
    given = organiser.get("/mijn/inlezen/activiteiten.csv").response.get_data()
    hub = organiser.get("/mijn/inlezen")
    changed = given.replace(b"Een kop koffie en een praatje.", b"Nu met taart.")
    page = worked(
        organiser, organiser.submit(hub, "#blad-sturen", file=(io.BytesIO(changed), "m.csv"))
    )
    assert "Veranderd" in page.main
    made(organiser, page)
    assert [(one.summary, one.host_name) for one in activities()] == [("Nu met taart.", "Ria")]


def test_a_sheet_we_gave_out_and_nobody_changed_changes_nothing(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, status="draft")
    given = organiser.get("/mijn/inlezen/activiteiten.xlsx").response.get_data()
    hub = organiser.get("/mijn/inlezen")
    file = (io.BytesIO(given), "mijn.xlsx")
    page = worked(organiser, organiser.submit(hub, "#blad-sturen", file=file))
    assert "Staat er al" in page.main


def test_a_sheet_names_no_activity_of_another(organiser: Client, brug: Organisation) -> None:
    other = make.activity("Elders", make.organisation("Elders", "Barneveld"))
    hub = organiser.get("/mijn/inlezen")
    header, key = (*HEADER, "Kenmerk"), f"activiteit-{other.id}"
    file = (io.BytesIO(workbook((*SOUP, key), header=header)), "m.xlsx")
    page = worked(organiser, organiser.submit(hub, "#blad-sturen", file=file))
    made(organiser, page)
    assert [one.title for one in activities()] == ["Elders", "Soep"]


def test_the_empty_sheet_offers_the_places_of_the_organisation(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Koffie", brug, venue_name="De Brug, zaal 2")
    given = organiser.get("/mijn/inlezen/voorbeeld.xlsx").response.get_data()
    book = openpyxl.load_workbook(io.BytesIO(given))
    assert "De Brug, zaal 2" in [cell.value for cell in book["Plekken"]["A"]]
