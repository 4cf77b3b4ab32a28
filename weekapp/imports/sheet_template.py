"""The sheet to fill in: our columns with their choices, the organisation's own venues, and help."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext, lazy_gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from weekapp import tables, xlsx
from weekapp.activities.vocabulary import FACILITIES
from weekapp.imports.dutch_words import CHOICES
from weekapp.imports.headings import LABELS
from weekapp.imports.line_texts import FLAGS
from weekapp.imports.sheet_limits import MOST_ROWS
from weekapp.imports.venues import Venue
from weekapp.xlsx import Sheet

ACTIVITIES, VENUES, HELP, CHOICE = "Activiteiten", "Plekken", "Uitleg", "Keuzes"
WIDTHS = {"title": 34, "summary": 50, "description": 50, "first_visit": 40, "street": 28}
# Without these an activity cannot be handed in.
NEEDED = ("title", "summary", "day", "starts", "ends", "street", "postcode", "place", "themes",
          "audiences", "join_ways", "contact_phone")  # fmt: skip
_MORE = _("Meer dan één mag. Zet er een komma tussen.")
# What to fill in, and an example that stands in the help only: nobody has to take it out again.
HINTS = {
    "key": (_("Alleen nodig als één activiteit meer datums heeft: geef die rijen hetzelfde "
              "kenmerk."), "A1"),
    "title": (_("Hoe de activiteit heet. Hooguit 80 tekens."), "Koffie met de buren"),
    "summary": (_("In één zin: wat gaan jullie doen? Hooguit 160 tekens."),
                "Samen koffie drinken aan de lange tafel."),
    "description": (_("Meer vertellen. Hoeft niet."), "Er zijn kranten en spelletjes."),
    "day": (_("De datum. Meer datums: maak een rij voor elke datum."), ""),
    "starts": (_("Hoe laat het begint. Duurt het de hele dag? Vul dan in: hele dag."), "14:00"),
    "ends": (_("Hoe laat het eindigt."), "16:00"),
    "last_day": (_("Alleen als het op een andere dag eindigt."), ""),
    "note": (_("Iets dat alleen op deze datum zo is."), "Met livemuziek"),
    "weekly_until": (_("Elke week op dezelfde dag en tijd? Vul de laatste datum in."), ""),
    "attendance": (_("Kies uit de lijst."), "Op een plek"),
    "venue_name": (_("Hoe de plek heet. Kies een plek van het blad Plekken: dan hoef je het adres "
                     "niet in te vullen."), "Buurthuis De Brug"),
    "street": (_("Het adres."), "Dorpsstraat 1"),
    "postcode": (_("Vier cijfers en twee letters."), "6711 AB"),
    "place": (_("De woonplaats."), "Ede"),
    "municipality_code": (_("Alleen nodig als de activiteit online is."), "Ede"),
    "themes": (_MORE, "Koffie en ontmoeting, Spel"),
    "audiences": (_MORE, "Iedereen"),
    "price": (_("Schrijf gratis, of wat het kost."), "€ 3,50"),
    "join_ways": (_MORE, "Gewoon binnenlopen, Bellen"),
    "contact_phone": (_("Het nummer dat mensen kunnen bellen."), "0318 12 34 56"),
    "contact_hours": (_("Wanneer iemand de telefoon opneemt."), "ma t/m vr, 9.00 tot 12.00 uur"),
    "contact_email": (_("Waar mensen naartoe kunnen mailen."), "info@voorbeeld.nl"),
    "host_name": (_("De voornaam van wie mensen ontvangt."), "Ineke"),
    "first_visit": (_("Wat er gebeurt als je voor het eerst komt."),
                    "Je loopt naar binnen. Ineke zegt je gedag."),
    "group_size": (_("Hoeveel mensen er ongeveer komen. Alleen een getal."), "12"),
    "languages": (_MORE, "Nederlands, Engels"),
}  # fmt: skip


def workbook(venues: Sequence[Venue], today: date) -> bytes:
    """The sheet as XLSX, with these venues to choose from."""
    choices = _choices(venues)
    made = xlsx.workbook(
        [
            Sheet(ACTIVITIES, [list(LABELS.values())], [WIDTHS.get(n, 18) for n in LABELS]),
            Sheet(VENUES, [_venue_header(), *_venue_rows(venues)], [34, 34, 12, 24]),
            Sheet(HELP, _help(today), [32, 12, 60, 42]),
            Sheet(CHOICE, _as_columns(choices), is_hidden=True),
        ]
    )
    _prepare(made, choices)
    return xlsx.saved(made)


def csv() -> bytes:
    """The sheet as CSV: only the names of the columns."""
    return tables.csv_of([list(LABELS.values())])


def _choices(venues: Sequence[Venue]) -> dict[str, list[str]]:
    """The words to choose from in each column that has them."""
    yes_or_no = [gettext("ja"), gettext("nee")]
    found = {name: [str(label) for label in labels.values()]
             for name, (labels, _others) in CHOICES.items()}  # fmt: skip
    found |= dict.fromkeys((*FACILITIES, *FLAGS), yes_or_no)
    names = list(dict.fromkeys(venue.name for venue in venues))
    return found | ({"venue_name": names} if names else {})


def _as_columns(choices: dict[str, list[str]]) -> list[list[str]]:
    longest = max(map(len, choices.values()))
    padded = [words + [""] * (longest - len(words)) for words in choices.values()]
    return [[LABELS[name] for name in choices], *map(list, zip(*padded, strict=True))]


def _prepare(made: Workbook, choices: dict[str, list[str]]) -> None:
    """Let columns hold text, with a list to choose from and a note on what to fill in.

    All columns are text: what is typed stays as it is typed, dates and telephone numbers too.
    """
    sheet = made[ACTIVITIES]
    for at, name in enumerate(LABELS, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].number_format = "@"
        if name in HINTS:
            note = Comment(str(HINTS[name][0]), "Week tegen Eenzaamheid", height=110, width=240)
            sheet.cell(1, at).comment = note
        if name in choices:
            words = get_column_letter(list(choices).index(name) + 1)
            listed = DataValidation(
                type="list",
                formula1=f"{CHOICE}!${words}$2:${words}${len(choices[name]) + 1}",
                allow_blank=True,
                showErrorMessage=False,  # more than one may be typed
            )
            listed.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.add_data_validation(listed)


def _venue_header() -> list[str]:
    return [LABELS[name] for name in ("venue_name", "street", "postcode", "place")]


def _venue_rows(venues: Sequence[Venue]) -> list[list[str]]:
    return [[one.name, one.street, one.postcode, one.place] for one in venues]


def _help(today: date) -> list[list[str]]:
    """What each column is for; one to a row, so that nothing of it looks like an activity."""
    example = f"{today + timedelta(days=30):%d-%m-%Y}"
    rows = [[gettext("Kolom"), gettext("Nodig"), gettext("Wat vul je in?"), gettext("Voorbeeld")]]
    for name, label in LABELS.items():
        says, shown = HINTS.get(name, ("", ""))
        if name in (*FACILITIES, *FLAGS):
            says = gettext("Vul ja of nee in. Weet je het niet? Laat het dan leeg.")
        shown = example if name == "day" else shown
        rows.append([label, gettext("ja") if name in NEEDED else "", str(says), shown])
    return rows
