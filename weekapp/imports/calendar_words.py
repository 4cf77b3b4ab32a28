"""What we say to an organiser about a calendar, for each code that reading it gives."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

# Why nothing of a file can be read, and what to do.
REFUSED = {
    "empty": _("Er staat niets in dit bestand. Haal het opnieuw op uit je agenda."),
    "cut_off": _("Dit bestand houdt halverwege op. Haal het opnieuw op uit je agenda."),
    "too_big": _(
        "Deze agenda is te groot: er past hooguit 1 MB in. Zet de activiteiten die je wilt inlezen "
        "in een aparte agenda en probeer het daarmee."
    ),
    "many_events": _(
        "In deze agenda staan %(count)s afspraken. We lezen er hooguit 1.000. Zet de activiteiten "
        "die je wilt inlezen in een aparte agenda en probeer het daarmee."
    ),
    "too_deep": _(
        "Dit bestand is geen gewone agenda. Haal het opnieuw op uit het programma waar je agenda "
        "in staat."
    ),
    "no_calendar": _(
        "Dit is geen agenda. Een agendabestand eindigt op .ics. Kijk in je agenda bij Exporteren "
        "of Delen."
    ),
}
OTHER_KINDS = {
    "page": _(
        "Dit is een webpagina en geen agenda. Zoek op die pagina naar een link die op .ics eindigt."
    ),
    "zip": _(
        "Dit bestand is ingepakt, of het is een werkblad. Pak het uit en kies het bestand dat op "
        ".ics eindigt. Een werkblad lees je hierboven in."
    ),
    "gzip": _("Dit bestand is ingepakt. Pak het uit en kies het bestand dat op .ics eindigt."),
    "pdf": _(
        "Dit is een pdf en geen agenda. Kijk in je agenda bij Exporteren; zo’n bestand eindigt op "
        ".ics."
    ),
    "picture": _(
        "Dit is een plaatje en geen agenda. Kijk in je agenda bij Exporteren; zo’n bestand eindigt "
        "op .ics."
    ),
    "office": _(
        "Dit is een bestand van Office en geen agenda. Kijk in je agenda bij Exporteren; zo’n "
        "bestand eindigt op .ics."
    ),
}

# Why one event cannot be read.
UNREAD = {
    "private": _(
        "Dit staat als privé in je agenda, dus we nemen het niet over. Zet het daar op openbaar "
        "als je het hier wilt."
    ),
    "no_start": _("Er staat niet bij wanneer het begint."),
    "moment": _("De datum “%(value)s” bestaat niet."),
    "year": _("Het jaar %(year)s kan niet kloppen."),
    "length": _("Hoelang het duurt, “%(value)s”, kunnen we niet lezen."),
    "end_before_start": _("Het einde ligt voor het begin. Verbeter dat in je agenda."),
    "end_kind": _("Het begin heeft wel een tijd en het einde niet, of andersom."),
    "long": _("Dit duurt langer dan een jaar. Maak er losse datums van."),
    "rule_frequency": _(
        "Dit komt vaker terug dan één keer per dag, of op een manier die we niet kennen. Zet de "
        "datums los in je agenda, of vul de activiteit hier zelf in."
    ),
    "rule_interval": _("De herhaling kan niet: “om de %(value)s keer”."),
    "rule_count": _("Dit komt te vaak terug: %(value)s keer. We lezen er hooguit 366."),
    "rule_part": _(
        "De manier waarop dit terugkomt is te ingewikkeld. Zet de datums los in je agenda, of vul "
        "de activiteit hier zelf in."
    ),
    "exrule": _(
        "Er staat op een oude manier bij wanneer het níét is. Zet de datums los in je agenda, of "
        "vul de activiteit hier zelf in."
    ),
    "many_dates": _("Er staan meer dan 366 losse datums bij. Maak er meer activiteiten van."),
    "long_property": _("Er staat te veel tekst bij. Maak de tekst in je agenda korter."),
    "cut_off": _("Hier is het bestand beschadigd. Haal de agenda opnieuw op."),
    "broken": _("Hier is het bestand beschadigd. Haal de agenda opnieuw op."),
    "only_cancelled": _("In het bestand staat alleen dat een datum niet doorgaat."),
    "no_dates": _("Alle datums hiervan zijn afgelast."),
    "later": _("Dit is pas over meer dan twee jaar."),
}

# What the parts of a calendar are called that are no events.
OTHERS = {
    "VTODO": (_("taak"), _("taken")),
    "VJOURNAL": (_("notitie"), _("notities")),
    "VFREEBUSY": (_("blok bezet of vrij"), _("blokken bezet of vrij")),
}


def refused(problem: Mapping[str, Any]) -> str:
    """Why a file cannot be read, and what to do."""
    values = problem["values"]
    other = OTHER_KINDS.get(str(values.get("kind", "")))
    return _said(other or REFUSED[problem["code"]], values)


def unread(code: str, values: Mapping[str, Any]) -> str:
    """Why one event is not read."""
    return _said(UNREAD[code], values)


def _said(sentence: Any, values: Mapping[str, Any]) -> str:
    shown = {
        name: f"{value:,}".replace(",", ".") if name == "count" else value
        for name, value in values.items()
    }
    return str(sentence) % shown
