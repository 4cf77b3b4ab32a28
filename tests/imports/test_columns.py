"""The columns of a sheet become fields of the form, and what is not understood is said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.imports.sheets import comma
from weekapp.activities.rows import rows_in
from weekapp.imports import columns, headings, sheet_files
from weekapp.imports.found import CannotRead, Found, Reading
from weekapp.imports.venues import Venue
from weekapp.places.spelling import key

ON = date(2026, 9, 1)
BRUG = Venue("De Brug", "Dorpsstraat 1", "6711 AB", "Ede")

pytestmark = pytest.mark.usefixtures("app")


def read(header: Sequence[str], *rows: Sequence[Any], **more: Any) -> Reading:
    raw = {
        "format": "xlsx",
        "sheet": "Activiteiten",
        "sheets": 1,
        "header": list(header),
        "header_row": 1,
        "rows": [[number, list(row)] for number, row in enumerate(rows, 2)],
    }
    return columns.reading(raw | more, on=ON)


def one(**cells: Any) -> Found:
    """The one activity of a sheet with these columns, by the name of their field."""
    told = {"title": "Soep", "day": "24-9-2026", **cells}
    names = headings.LABELS | headings.THEIRS
    (found,) = read([names[name] for name in told], list(told.values())).found
    return found


def test_the_names_of_columns_are_known_whatever_their_spelling() -> None:
    header = ["Naam activiteit *", "DATUM", "aanvang", "Eind-tijd", "Zaal",
              "straat + huisnummer", "Post code", "Woonplaats", "Thema's",
              "Doelgroep (wie)", "tel.", "E-mail"]  # fmt: skip
    fields, unread = columns.assigned(header)
    assert unread == []
    assert list(fields.values()) == [
        "title", "day", "starts", "ends", "venue_name", "street", "postcode", "place", "themes",
        "audiences", "contact_phone", "contact_email",
    ]  # fmt: skip


def test_no_name_of_a_column_means_two_things() -> None:
    names = [
        (key(name), field)
        for field, label in (headings.LABELS | headings.THEIRS).items()
        for name in (label, *headings.SYNONYMS.get(field, label).split(","))
    ]
    assert len({name for name, _ in names}) == len(set(names))


def test_columns_that_are_not_read_are_named() -> None:
    reading = read(["Titel", "Datum", "Foto", "Kosten", "Naam"], ["Soep", "24-9-2026", "x", "", ""])
    assert reading.remarks[0] == "Deze kolommen lezen we niet: Foto, Naam."
    assert reading.remarks[1] == "Bij 1 rij is niet ingevuld wat het kost: gratis dus."


def test_our_own_name_goes_before_one_that_is_like_it() -> None:
    fields, unread = columns.assigned(["Naam", "Titel", "Datum", "Dag"])
    assert (fields, unread) == ({1: "title", 2: "day"}, ["Naam", "Dag"])


def test_a_sheet_without_prices_says_that_all_is_free() -> None:
    assert read(["Titel", "Datum"], ["Soep", "24-9-2026"]).remarks == (
        "Er is geen kolom Kosten. Alle activiteiten staan op gratis.",
    )


@pytest.mark.parametrize("field", ["dates-3-day", "dates"])
def test_a_field_is_told_by_its_column(field: str) -> None:
    assert columns.column_of(field) == "Datum"
    assert columns.column_of("dates-0-starts_turn") == "Van"
    assert columns.column_of("is_free") == "Kosten"
    assert columns.column_of("picture") == ""


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Ouderen", ["ouderen"]),
        ("senioren, mantelzorgers", ["ouderen", "mantelzorgers"]),
        ("55+ / Gezinnen met kinderen", ["ouderen", "gezinnen"]),
        ("jongeren en volwassenen", ["jongeren", "volwassenen"]),
        ("IEDEREEN;iedereen", ["iedereen"]),
        ("LHBTIQ+", ["lhbtiq"]),
        ("", []),
    ],
)
def test_audiences_are_understood_by_label_code_and_other_names(
    typed: str, codes: list[str]
) -> None:
    assert one(audiences=typed).fields["audiences"] == codes


def test_a_word_we_do_not_know_stays_and_the_known_ones_are_named() -> None:
    found = one(themes="koffie, abseilen")
    assert found.fields["themes"] == ["koffie", "abseilen"]
    assert found.problems["themes"].startswith(
        "We kennen “abseilen” niet. Kies uit: Koffie en ontmoeting, Samen eten,"
    )


@pytest.mark.parametrize(
    ("typed", "codes", "more"),
    [
        ("Bellen, mailen", ["phone", "email"], {}),
        ("Niet nodig", ["walk_in"], {}),
        ("n.v.t.", ["walk_in"], {}),
        ("info@debrug.nl", ["email"], {"contact_email": ["info@debrug.nl"]}),
        ("www.debrug.nl/meedoen", ["link"], {"join_url": ["www.debrug.nl/meedoen"]}),
        ("0318-123456", ["phone"], {"contact_phone": ["0318-123456"]}),
    ],
)
def test_how_to_join_is_understood(
    typed: str, codes: list[str], more: dict[str, list[str]]
) -> None:
    found = one(join_ways=typed)
    assert found.fields["join_ways"] == codes
    assert more.items() <= found.fields.items()


@pytest.mark.parametrize(
    ("typed", "is_free", "price"),
    [
        ("gratis", "yes", ""),
        ("€ 0,00", "yes", ""),
        (["number", "0"], "yes", ""),
        (["number", "3.5"], "no", "€ 3,50"),
        (["number", "4"], "no", "€ 4"),
        ("€ 3,50 met koffie", "no", "€ 3,50 met koffie"),
        ("Het kost iets", "no", ""),
    ],
)
def test_what_it_costs_is_understood(typed: Any, is_free: str, price: str) -> None:
    fields = one(price=typed).fields
    assert (fields["is_free"], fields["price"]) == ([is_free], [price])


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("Ja", "yes"), ("x", "yes"), ("✓", "yes"), (["yes", "ja"], "yes"), ("nee", "no"),
     ("", "unknown"), ("weet ik niet", "unknown"), ("?", "unknown")],
)  # fmt: skip
def test_yes_and_no_are_understood(typed: Any, answer: str) -> None:
    fields = one(wheelchair=typed, may_bring_someone=typed).fields
    assert fields["wheelchair"] == [answer]
    assert fields.get("may_bring_someone", []) == (["y"] if answer == "yes" else [])


def test_an_answer_that_is_none_is_a_problem() -> None:
    problems = one(ring_loop="soms", is_picked_up="misschien").problems
    assert problems["ring_loop"] == "Vul hier ja, nee of weet ik niet in."
    assert problems["is_picked_up"] == "Vul hier ja of nee in."


@pytest.mark.parametrize(
    ("typed", "number"),
    [(["number", "612345678"], "0612345678"), ("318123456", "0318123456"),
     (["number", "31612345678"], "+31612345678"), ("'+31 6 12345678", "+31 6 12345678")],
)  # fmt: skip
def test_a_telephone_number_gets_back_what_excel_took(typed: Any, number: str) -> None:
    assert one(contact_phone=typed).fields["contact_phone"] == [number]


def test_a_telephone_number_that_excel_spoiled_is_a_problem() -> None:
    found = one(contact_phone=["number", "12345"], group_size=["date", "2026-12-10"])
    assert "maakte van dit telefoonnummer een getal" in found.problems["contact_phone"]
    assert "Heeft Excel die ervan gemaakt?" in found.problems["group_size"]


def test_a_formula_without_outcome_and_an_error_are_problems() -> None:
    found = one(title=["formula", ""], place=["error", "#REF!"])
    assert "een formule zonder uitkomst" in found.problems["title"]
    assert "een fout van Excel: #REF!" in found.problems["place"]


def test_an_address_in_one_cell_is_taken_apart() -> None:
    fields = one(street="Dorpsstraat 12a, 6711 AB Ede").fields
    assert [fields[name] for name in ("street", "postcode", "place")] == [
        ["Dorpsstraat 12a"], ["6711 AB"], ["Ede"],
    ]  # fmt: skip
    assert one(street="Dorpsstraat", house_number="12 a").fields["street"] == ["Dorpsstraat 12 a"]


def test_a_venue_that_is_known_gets_its_address(app: Flask) -> None:
    raw = sheet_files.read(comma(["Soep", "24-9", "de brug"], header=["Titel", "Datum", "Plek"])
                           .encode())  # fmt: skip
    (found,) = columns.reading(raw, [BRUG, BRUG], ON).found
    assert (found.fields["street"], found.fields["postcode"]) == (["Dorpsstraat 1"], ["6711 AB"])
    assert "Het adres van De Brug komt uit je lijst met plekken." in found.remarks
    other = Venue("De Brug", "Kerkweg 2", "6721 AA", "Bennekom")
    assert "street" not in columns.reading(raw, [BRUG, other], ON).found[0].fields


def test_a_municipality_is_known_by_its_name() -> None:
    assert one(municipality_code="Gemeente Ede").fields["municipality_code"] == ["GM0228"]
    assert "geen gemeente" in one(municipality_code="Nergenshuizen").problems["municipality_code"]
    assert "meer gemeenten" in one(municipality_code="Bergen").problems["municipality_code"]


def test_a_link_makes_it_online_and_an_address_makes_it_both() -> None:
    assert one(online_url="zoom.us/1").fields["attendance"] == ["online"]
    assert one(online_url="zoom.us/1", place="Ede").fields["attendance"] == ["both"]
    assert one(attendance="hybride").fields["attendance"] == ["both"]


@pytest.mark.parametrize("fault", ["rows", "quote", "old_excel", "header", "iets"])
def test_what_is_not_read_says_what_to_do(fault: str) -> None:
    with pytest.raises(CannotRead, match=r"Verdeel|Haal|Opslaan als|Titel en Datum"):
        columns.reading({"fault": fault, "about": {"rows": 1001, "row": 3, "seen": "a, 100% b"}})


def test_dates_are_rows_of_the_form() -> None:
    (row,) = rows_in(one(starts="14:00", ends="16 uur", note="Vol is vol").fields)
    assert {part: text for part, text in row.items() if text} == {
        "day": "2026-09-24", "starts": "14:00", "ends": "16:00", "note": "Vol is vol",
    }  # fmt: skip
