"""The programme of a library as it comes by mail: 120 activities in Excel, nine of them wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import openpyxl

from tests.imports.sheets import kept

ROWS = 120
FIRST_ROW = 4  # under a title, an empty row and the header
HEADER = (
    "Activiteit", "Korte omschrijving", "Datum", "Aanvang", "Einde", "Locatie", "Adres",
    "Postcode", "Plaats", "Doelgroep", "Categorie", "Entree", "Aanmelden", "Telefoon", "E-mail",
    "Rolstoeltoegankelijk", "Ringleiding", "Intern: wie regelt dit",
)  # fmt: skip
BRANCHES = (
    ("Bibliotheek Ede", "Molenstraat 45", "6711 AW", "Ede", "ede"),
    ("Bibliotheek Ede-Zuid", "Bellestein 66", "6714 DP", "Ede", "edezuid"),
    ("Bibliotheek Bennekom", "Kerkhoflaan 2", "6721 AB", "Bennekom", "bennekom"),
    ("Bibliotheek Lunteren", "Dorpsstraat 55", "6741 AB", "Lunteren", "lunteren"),
    ("Servicepunt Otterlo", "Dorpsstraat 9", "6731 AS", "Otterlo", "otterlo"),
    ("Bibliotheek Wageningen", "Stationsstraat 2", "6701 AM", "Wageningen", "wageningen"),
    ("Bibliotheek Rhenen", "Weverij 1", "3911 CA", "Rhenen", "rhenen"),
    ("Bibliotheek Veenendaal", "Kees Stipplein 72", "3901 TP", "Veenendaal", "veenendaal"),
    ("Bibliotheek Veenendaal-West", "Ronde Erf 26", "3902 CZ", "Veenendaal", "veenendaalwest"),
    ("Bibliotheek Barneveld", "Langstraat 85", "3771 BD", "Barneveld", "barneveld"),
    ("Bibliotheek Voorthuizen", "Smidsplein 1", "3781 GR", "Voorthuizen", "voorthuizen"),
    ("Bibliotheek Arnhem Presikhaaf", "Hanzestraat 1", "6826 MN", "Arnhem", "presikhaaf"),
)
# Title, summary, start, minutes, audience, category and price as people at a library write them.
KINDS: Sequence[tuple[str, str, time, int, str, str, Any]] = (
    ("Koffie aan de leestafel", "Een kop koffie, de krant en een praatje met wie er ook zit.",
     time(10, 0), 120, "Iedereen", "Koffie en ontmoeting", "gratis"),
    ("Voorleesuurtje voor volwassenen", "We lezen een kort verhaal voor en praten erover na.",
     time(14, 0), 60, "volwassenen, senioren", "Goed gesprek", "gratis"),
    ("Digitaal spreekuur", "Vragen over je telefoon of tablet? Een vrijwilliger helpt je verder.",
     time(13, 30), 90, "Ouderen", "Digitaal", "gratis"),
    ("Taalcafé", "Nederlands oefenen aan tafel, met een kop thee erbij.",
     time(19, 0), 90, "nieuwkomers", "Goed gesprek; Leren en lezingen", "gratis"),
    ("Spelletjesmiddag", "Rummikub, schaken of ganzenborden: er is altijd iemand die meedoet.",
     time(14, 30), 120, "iedereen", "spelletjes", 2.5),
    ("Breicafé", "Neem je breiwerk mee. Wol en naalden liggen klaar voor wie wil beginnen.",
     time(10, 30), 120, "55+", "handwerken", 3),
    ("Samen lunchen met soep", "Een kom soep met brood aan de lange tafel.",
     time(12, 0), 75, "Mensen die alleen wonen", "lunch", "€ 4,50"),
    ("Boekenwandeling", "Een rustig rondje van een half uur, langs plekken uit boeken.",
     time(10, 0), 90, "Iedereen", "Wandelen, Kunst en cultuur", "gratis"),
    ("Levensboek schrijven", "Schrijf in drie stappen een herinnering op, samen met anderen.",
     time(13, 0), 120, "Senioren", "Creatief", 5),
    ("Film en nagesprek", "We kijken een film en drinken daarna nog iets.",
     time(19, 30), 150, "volwassenen", "film", "€ 6"),
    ("Mantelzorgtafel", "Even op adem komen, met anderen die voor iemand zorgen.",
     time(9, 30), 90, "Mantelzorgers", "Goed gesprek", "gratis"),
    ("Zingen met de buurt", "Bekende liedjes van vroeger en nu. Zingen kunnen is niet nodig.",
     time(15, 0), 60, "Iedereen", "Muziek en zang", "gratis"),
    ("Stekjes ruilen", "Neem een stekje mee en ga met een ander naar huis.",
     time(11, 0), 90, "iedereen", "Natuur en tuin", "gratis"),
    ("Gezinsochtend met prentenboeken", "Voor ouders en kinderen: lezen, knutselen en limonade.",
     time(10, 0), 90, "ouders en kinderen", "Creatief, Leren en lezingen", "gratis"),
    ("Rouwcafé", "Wie iemand mist, vindt hier mensen die luisteren.",
     time(19, 30), 120, "nabestaanden", "Goed gesprek", "gratis"),
)  # fmt: skip
LONG = (
    "Koffie, thee, limonade, cake en heel veel gezelligheid aan de lange leestafel met de krant "
    "en de buren"
)


@dataclass(frozen=True)
class Wrong:
    """A cell that is wrong: its row, the name of our column, its field and what is right."""

    row: int
    column: str
    field: str
    value: str


def build(first_day: date) -> bytes:
    """The workbook, for a week that begins on this day."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Programma"
    sheet.append([f"Programma Week tegen Eenzaamheid {first_day.year}, alle vestigingen"])
    sheet.append([])
    sheet.append(list(HEADER))
    spoiled = _spoiled(first_day)
    for number in range(ROWS):
        row = FIRST_ROW + number
        for column, value in enumerate(_cells(number, first_day), 1):
            sheet.cell(row, column).value = spoiled.get((row, HEADER[column - 1]), value)
    for letter, width in (("A", 34), ("B", 60), ("F", 30), ("G", 24)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    book.create_sheet("Contactpersonen").append(["Vestiging", "Collega"])
    return kept(book)


def wrong(first_day: date) -> list[Wrong]:
    """What is wrong in it, in the order of the rows, and what it has to be."""
    day = {row: _cells(row - FIRST_ROW, first_day) for row in range(FIRST_ROW, FIRST_ROW + ROWS)}
    return [
        Wrong(9, "Datum", "dates-0-day", day[9][2].isoformat()),
        Wrong(21, "Tot", "dates-0-ends", f"{day[21][4]:%H:%M}"),
        Wrong(34, "Postcode", "postcode", day[34][7]),
        Wrong(47, "Datum", "dates-0-day", day[47][2].isoformat()),
        Wrong(58, "E-mailadres", "contact_email", day[58][14]),
        Wrong(72, "Titel", "title", "Koffie aan de lange leestafel"),
        Wrong(85, "Voor wie", "audiences", "iedereen"),
        Wrong(99, "Titel", "title", day[99][0]),
        Wrong(113, "Thema", "themes", "koffie"),
    ]


def _spoiled(first_day: date) -> dict[tuple[int, str], Any]:
    """What stands in the nine cells instead; None for nothing."""
    return {
        (9, "Datum"): f"31-9-{first_day.year}",
        (21, "Einde"): time(8, 15),
        (34, "Postcode"): "1000 AB",
        (47, "Datum"): first_day - timedelta(days=364),
        (58, "E-mail"): "rhenen@bibliotheek",
        (72, "Activiteit"): LONG,
        (85, "Doelgroep"): "klas 6b",
        (99, "Activiteit"): None,
        (113, "Categorie"): "hygge",
    }


def _cells(number: int, first_day: date) -> list[Any]:
    """A right row; the types are what Excel makes of what people type."""
    branch, turn = divmod(number, ROWS // len(BRANCHES))
    title, summary, starts, lasts, audience, category, price = KINDS[(branch * 4 + turn) % 15]
    venue, street, postcode, place, name = BRANCHES[branch]
    minutes = starts.hour * 60 + starts.minute + lasts
    # Excel took the 0 of half of the telephone numbers.
    telephone: Any = 318612300 + branch if branch % 2 else f"0318 61 23 {branch:02}"
    return [
        title, summary, first_day + timedelta(days=turn % 7), starts,
        time(minutes // 60, minutes % 60), venue, street, postcode, place, audience, category,
        price, "niet nodig" if price == "gratis" else "telefonisch, mail", telephone,
        f"{name}@bibliotheek.voorbeeld.nl", "ja", "nee" if branch % 3 else "ja",
        "Marjolein" if turn % 2 else "Hans",
    ]  # fmt: skip
