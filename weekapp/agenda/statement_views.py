"""The pages that say how a visitor is treated: what is kept, and who can use the site."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import gettext as _

from weekapp import jobs
from weekapp.accounts import access, operations, parked
from weekapp.agenda.views import bp
from weekapp.config import Settings
from weekapp.signups.operations import UNCONFIRMED_KEPT
from weekapp.signups.rounds import KEPT

GEOCODERS = {"pdok": "PDOK", "nominatim": "Nominatim", "photon": "Photon"}


@bp.get("/privacy")
@access.public
def privacy() -> str:
    """The visitor gets what we keep, why, and for how long."""
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "agenda/privacy.html",
        tiles_host=urlsplit(settings.tiles_url).netloc,
        geocoder=GEOCODERS.get(settings.geocoder, ""),
        kept=kept(),
        kept_of_guests=kept_of_guests(),
        contact=contact(settings),
    )


@bp.get("/toegankelijkheid")
@access.public
def accessibility() -> str:
    """The visitor gets what was done so that everybody can use this site, and what was not."""
    settings: Settings = current_app.extensions["settings"]
    return render_template("agenda/accessibility.html", contact=contact(settings))


def kept_of_guests() -> list[tuple[str, str, str]]:
    """What is kept of who signs up for an activity."""
    return [
        (
            _("Je naam, en je e-mailadres of telefoonnummer"),
            _("Zodat de organisatie weet wie er komen. Alleen zij ziet ze."),
            _("Tot %(days)s dagen na de activiteit, of tot jij ze weggooit.", days=KEPT.days),
        ),
        (
            _("Een aanmelding die je niet bevestigt"),
            _("Zodat je tijd hebt om op de link te klikken."),
            _("%(days)s dagen.", days=UNCONFIRMED_KEPT.days),
        ),
    ]


def kept() -> list[tuple[str, str, str]]:
    """What is kept of organisers, what for, and how long, as the code does it."""
    minutes = int(operations.CODE_LASTS.total_seconds() // 60)
    return [
        (
            _("Je e-mailadres en je naam"),
            _("Om je te laten inloggen en je te schrijven over je activiteiten."),
            _("Tot je vraagt om ze weg te halen."),
        ),
        (
            _("De code om in te loggen"),
            _("Om zeker te weten dat jij het bent."),
            _("%(minutes)s minuten.", minutes=minutes),
        ),
        (
            _("Waar je bent ingelogd"),
            _("Zodat je niet elke keer een code nodig hebt."),
            _("%(days)s dagen, of tot je uitlogt.", days=operations.SIGNED_IN_LASTS.days),
        ),
        (
            _("Wat je typte toen je sessie voorbij was"),
            _("Zodat je niets kwijt bent."),
            _("%(hours)s uur.", hours=int(parked.KEPT.total_seconds() // 3600)),
        ),
        (
            _("Brieven die wij sturen"),
            _("Om ze opnieuw te proberen als de post hapert."),
            _("%(days)s dagen nadat ze weg zijn.", days=jobs.KEPT.days),
        ),
        (
            _("Het internetadres waarvan iemand inlogt"),
            _("Om misbruik te stoppen: wij tellen hoe vaak iemand het probeert."),
            _("Ten hoogste een dag."),
        ),
        (
            _("Je activiteiten en wie ze veranderde"),
            _("Om ze te laten zien en te controleren."),
            _("Tot je vraagt om ze weg te halen."),
        ),
    ]


def contact(settings: Settings) -> str:
    """The address people can write to."""
    given = settings.security_contact.removeprefix("mailto:")
    return given if "@" in given else parseaddr(settings.mail_from)[1]
