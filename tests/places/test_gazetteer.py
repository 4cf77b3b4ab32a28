"""The facts: what is known, that it fits together, and that it is in the database once."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from weekapp.commands import weekapp as commands
from weekapp.places import borders, operations
from weekapp.places.gazetteer import FILES, current_code, gazetteer
from weekapp.places.models import Municipality, Place, Postcode

# By own knowledge, not from the files.
KNOWN_POSTCODES = {
    "1012": "Amsterdam", "1382": "Amsterdam", "1506": "Zaanstad", "1811": "Alkmaar",
    "2011": "Haarlem", "2312": "Leiden", "2511": "'s-Gravenhage", "2611": "Delft",
    "3011": "Rotterdam", "3231": "Voorne aan Zee", "3311": "Dordrecht", "3511": "Utrecht",
    "3811": "Amersfoort", "4331": "Middelburg", "4811": "Breda", "5038": "Tilburg",
    "5211": "'s-Hertogenbosch", "5401": "Maashorst", "5611": "Eindhoven", "6211": "Maastricht",
    "6511": "Nijmegen", "6711": "Ede", "6811": "Arnhem", "7311": "Apeldoorn",
    "7511": "Enschede", "8011": "Zwolle", "8911": "Leeuwarden", "9711": "Groningen",
}  # fmt: skip


def test_there_are_342_municipalities_4075_postcodes_and_3033_places(session: Session) -> None:
    counts = [
        session.scalar(select(func.count()).select_from(table))
        for table in (Municipality, Postcode, Place)
    ]
    assert counts == [342, 4075, 3033]


@pytest.mark.parametrize(("pc4", "name"), KNOWN_POSTCODES.items())
def test_a_postcode_is_in_the_municipality_everybody_knows(pc4: str, name: str) -> None:
    known = gazetteer()
    assert known.municipalities[known.postcodes[pc4].municipality_code].name == name


def test_every_point_lies_in_its_municipality() -> None:
    known = gazetteer()
    points = [(one.latitude, one.longitude, one.code) for one in known.municipalities.values()]
    points += [(o.latitude, o.longitude, o.municipality_code) for o in known.postcodes.values()]
    points += [(o.latitude, o.longitude, o.municipality_code) for o in known.places]
    wrong = [point for point in points if borders.municipality_at(*point[:2]) != point[2]]
    assert len(points) == 342 + 4075 + 3033 and wrong == []


def test_every_municipality_has_a_postcode_a_place_and_a_border() -> None:
    known = gazetteer()
    codes = set(known.municipalities)
    assert {one.municipality_code for one in known.postcodes.values()} == codes
    assert {one.municipality_code for one in known.places} == codes
    assert set(borders.borders().shapes) == codes


def test_a_planned_merger_is_stored_as_data(session: Session) -> None:
    wijdemeren = session.get_one(Municipality, "GM1696")
    assert wijdemeren.valid_to == date(2027, 1, 1)
    assert wijdemeren.successor_code == "GM0402"
    assert wijdemeren.is_valid_on(date(2026, 12, 31))
    assert not wijdemeren.is_valid_on(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 12, 31), "GM1696"), (date(2027, 1, 1), "GM0402")]
)
def test_a_merger_takes_effect_on_its_date(day: date, code: str) -> None:
    assert current_code("GM1696", day) == code


def test_a_municipality_says_since_when_it_exists(session: Session) -> None:
    assert session.get_one(Municipality, "GM1992").valid_from == date(2023, 1, 1)


def test_slugs_are_readable_and_differ(session: Session) -> None:
    slugs = {one.code: one.slug for one in session.scalars(select(Municipality))}
    assert len(set(slugs.values())) == 342
    assert (slugs["GM0373"], slugs["GM0893"]) == ("bergen-nh", "bergen-l")
    assert (slugs["GM0518"], slugs["GM1900"]) == ("s-gravenhage", "sudwest-fryslan")


def test_loading_a_second_time_changes_nothing(session: Session) -> None:
    assert operations.load(session) == operations.Loaded(0, 0, 0)


def test_loading_repairs_what_differs(session: Session) -> None:
    session.get_one(Municipality, "GM0228").name = "Edde"
    session.delete(session.get_one(Postcode, "6711"))
    session.add(Place(name="Nergenshuizen", municipality_code="GM0228", latitude=52.0,
                      longitude=5.6, kind="locality", population=0, aliases=""))  # fmt: skip
    session.flush()
    assert operations.load(session) == operations.Loaded(added=1, changed=1, removed=1)
    assert session.scalar(select(Municipality.name).where(Municipality.code == "GM0228")) == "Ede"


def test_a_municipality_that_left_the_files_stays(session: Session) -> None:
    session.add(Municipality(code="GM9999", name="Oud", slug="oud", province="Drenthe",
                             latitude=53.0, longitude=6.5, population=1))  # fmt: skip
    session.flush()
    assert operations.load(session).total == 0
    assert session.get(Municipality, "GM9999")


def test_the_command_loads_and_says_what_it_did(app: Flask, session: Session) -> None:
    session.delete(session.get_one(Postcode, "6711"))
    session.commit()
    run = app.test_cli_runner().invoke
    assert "1 nieuw, 0 gewijzigd, 0 vervallen" in run(commands, ["places", "load"]).output
    assert "De plaatsen zijn actueel." in run(commands, ["places", "load"]).output


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("6711 AB", "6711 AB Ede: 52.0409, 5.6758 (postcode, GM0228, 5 km)"),
        ("Bergen", "Bergen, Bergen (NH.)  (gemeente Bergen (NH.), Noord-Holland)"),
        ("0000", "bestaat niet"),
    ],
)
def test_the_command_tries_what_a_resident_types(app: Flask, typed: str, says: str) -> None:
    assert says in app.test_cli_runner().invoke(commands, ["places", "find", typed]).output


def test_every_file_has_its_source_and_licence() -> None:
    told = (FILES / "SOURCES.md").read_text()
    files = {file.name for file in FILES.iterdir()} - {"SOURCES.md"}
    assert files and all(f"`{name}`" in told for name in files)
    assert not [name for name in files if Path(name).suffix not in (".csv", ".topojson")]


def test_the_reach_of_a_municipality_is_that_of_its_borders() -> None:
    known = gazetteer().municipalities
    measured = {code: borders.reach_kilometres(code) for code in known}
    assert {code: one.reach_kilometres for code, one in known.items()} == measured
