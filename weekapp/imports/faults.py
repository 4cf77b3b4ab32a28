"""Why a whole sheet is not read, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from weekapp.imports.found import CannotRead

_SAVE_AS = _(
    "Open het bestand in je rekenprogramma, kies Opslaan als, en kies Excel-werkmap (.xlsx) of CSV."
)
SAYS = {
    "bytes": _(
        "Dit bestand is te groot: er past hooguit 2 MB in. Haal plaatjes en bladen weg die niet "
        "nodig zijn, of verdeel het over meer bestanden."
    ),
    "empty": _("Dit bestand is leeg. Heb je het goede bestand gekozen?"),
    "rows": _(
        "In dit bestand staan %(rows)s rijen. Er passen er hooguit 1.000 in. Verdeel ze over meer "
        "bestanden."
    ),
    "columns": _(
        "Dit blad heeft %(columns)s kolommen. Er passen er hooguit 40 in. Haal de kolommen weg die "
        "niet nodig zijn."
    ),
    "cell": _(
        "In rij %(row)s staat een vakje met meer dan 20.000 tekens. Staat daar een "
        "aanhalingsteken te veel? Maak de tekst korter."
    ),
    "quote": _(
        "In rij %(row)s begint een tekst met een aanhalingsteken (\") dat nergens eindigt. Haal "
        "het weg en probeer het opnieuw."
    ),
    "header": _(
        "We vinden geen rij met de namen van de kolommen. Die moet boven de activiteiten staan, "
        "met in ieder geval Titel en Datum."
    ),
    "letters": _(
        "De letters met accenten in dit bestand zijn door elkaar geraakt. Bewaar het opnieuw als "
        "Excel-werkmap (.xlsx), of als CSV UTF-8."
    ),
    "binary": _("Dit is geen blad met tekst dat we kunnen lezen. %(save_as)s"),
    "broken": _("Dit bestand is beschadigd of beveiligd. %(save_as)s"),
    "unpacked": _(
        "In dit bestand zit veel meer dan in een lijst met activiteiten. Kopieer alleen de rijen "
        "met activiteiten naar een nieuw bestand en bewaar dat."
    ),
    "too_much": _(
        "Dit bestand kost te veel tijd om te lezen. Kopieer alleen de rijen met activiteiten naar "
        "een nieuw bestand en bewaar dat."
    ),
    "old_excel": _(
        "Dit is een oud Excel-bestand (.xls), of een bestand met een wachtwoord. %(save_as)s"
    ),
    "binary_excel": _("Dit is een Excel-bestand dat we niet lezen (.xlsb). %(save_as)s"),
    "open_document": _("Dit is een bestand van LibreOffice of OpenOffice (.ods). %(save_as)s"),
    "numbers": _(
        "Dit is een bestand van Numbers. Kies in Numbers: Archief, Exporteer naar, Excel."
    ),
    "word": _(
        "Dit is een tekst of een presentatie, geen lijst. Kopieer de tabel naar een leeg blad in "
        "Excel en bewaar dat als Excel-werkmap (.xlsx)."
    ),
    "pdf": _(
        "Dit is een PDF. Daar kunnen we geen activiteiten uit halen. Vraag om het bestand waarvan "
        "de PDF is gemaakt, en bewaar dat als Excel-werkmap (.xlsx) of CSV."
    ),
    "page": _("Dit is een webpagina, geen blad. %(save_as)s"),
    "picture": _(
        "Dit is een plaatje. Typ de activiteiten over in ons voorbeeldbestand, en kies dat."
    ),
    "packed": _("Dit is een ingepakt bestand. Pak het eerst uit en kies dan het blad zelf."),
    "calendar": _(
        "Dit is een agenda (.ics), geen blad. Kies bij het overnemen: Uit een agenda."
    ),
}  # fmt: skip


def cannot_read(fault: str, about: Mapping[str, Any]) -> CannotRead:
    """The fact that a sheet cannot be read, with why and what to do."""
    says = SAYS.get(fault, SAYS["broken"])
    numbers = {name: f"{value:,}".replace(",", ".") for name, value in about.items()
               if isinstance(value, int)}  # fmt: skip
    words = {"rows": "", "columns": "", "row": "", **numbers, "save_as": str(_SAVE_AS)}
    told = str(says) % words if "%(" in str(says) else str(says)
    if fault == "header" and about.get("seen"):
        told += " " + str(_("We lazen: %(seen)s.", seen=about["seen"]))
    return CannotRead(told)
