"""Why an address was not read, in words for whoever gave it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

TEMPORARY = {"unavailable", "slow", "busy", "broken", "occupied", "unknown"}
SAYS = {
    "address": _("Dit webadres klopt niet. Een voorbeeld: https://www.voorbeeld.nl/agenda.ics."),
    "scheme": _("Dit adres kunnen wij niet lezen. Het begint met https:// of webcal://."),
    "credentials": _(
        "In dit adres staat een naam of wachtwoord. Gebruik het openbare adres van de agenda."
    ),
    "port": _("In dit adres staat een poort (het getal achter de :). Gebruik een adres zonder."),
    "number": _("Dit adres is een nummer. Gebruik een adres met een naam, zoals voorbeeld.nl."),
    "private": _(
        "Dit adres is niet op het open internet te bereiken. "
        "Gebruik het openbare adres van de agenda."
    ),
    "unknown": _("We kunnen deze website niet vinden. Klopt het adres?"),
    "unavailable": _("Deze website antwoordt nu niet. Probeer het later nog eens."),
    "slow": _("Deze website antwoordt te langzaam. Probeer het later nog eens."),
    "busy": _("Deze website vraagt ons om later terug te komen."),
    "occupied": _("Er worden nu veel agenda’s gelezen. Probeer het over een paar minuten."),
    "broken": _("Het antwoord van deze website kwam niet heel over. Probeer het later nog eens."),
    "insecure": _(
        "De beveiligde verbinding met deze website klopt niet. Vraag de beheerder om hulp."
    ),
    "downgrade": _(
        "Deze website stuurt ons door naar een adres zonder beveiliging (http). "
        "Zoek een adres dat met https begint."
    ),
    "redirects": _(
        "Deze website stuurt ons te vaak door. Open het adres in je browser, en gebruik het "
        "adres waar je uitkomt."
    ),
    "locked": _(
        "Deze agenda is niet openbaar. Maak hem openbaar, of gebruik de geheime link ervan."
    ),
    "gone": _("Op dit adres staat geen agenda (meer). Klopt het adres?"),
    "odd": _("Deze website geeft een antwoord dat wij niet begrijpen."),
    "large": _("Wat op dit adres staat, is te groot om over te nemen."),
}


class CannotFetch(Exception):
    """An address was not read; `why` is a key of SAYS, and in no case is the address in it."""

    def __init__(self, why: str, retry_after: timedelta | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after

    @property
    def is_temporary(self) -> bool:
        """Whether the same address may well be read later."""
        return self.why in TEMPORARY

    @property
    def reason(self) -> str:
        """Why, and what the organiser can do about it."""
        return str(SAYS[self.why])
