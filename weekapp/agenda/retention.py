"""What is kept of people, what for, and how long, as the code does it.

Each line has a code: by that a test holds the site to it, the clock just before and after.
"""

from dataclasses import dataclass

from flask_babel import gettext as _

from weekapp import jobs
from weekapp.accounts import operations as accounts, parked
from weekapp.organisations.operations import INVITATION_LASTS
from weekapp.signups.operations import UNCONFIRMED_KEPT
from weekapp.signups.rounds import KEPT

# What imports says itself; pages know nothing of it, and the test of that line holds both together.
IMPORTED_KEPT = 14


@dataclass(frozen=True)
class Line:
    """One thing that is kept."""

    code: str
    what: str
    why: str
    how_long: str


def of_guests() -> list[Line]:
    """What is kept of who signs up for an activity."""
    return [
        Line(
            "sign-up",
            _("Je naam, en je e-mailadres of telefoonnummer"),
            _("Zodat de organisatie weet wie er komen. Alleen zij ziet ze."),
            _("Tot %(days)s dagen na de activiteit, of tot jij ze weggooit.", days=KEPT.days),
        ),
        Line(
            "unconfirmed",
            _("Een aanmelding die je niet bevestigt"),
            _("Zodat je tijd hebt om op de link te klikken."),
            _("%(days)s dagen.", days=UNCONFIRMED_KEPT.days),
        ),
        Line(
            "guest-network",
            _("Het internetadres waarvan je je aanmeldt"),
            _("Om misbruik te stoppen: wij tellen hoe vaak iemand het probeert."),
            _("Ten hoogste een dag."),
        ),
    ]


def of_readers() -> list[Line]:
    """What is kept of who gets the weekly letter."""
    return [
        Line(
            "weekly",
            _("Je e-mailadres, de vier cijfers van je postcode en hoe ver je wilt gaan"),
            _("Om je elke week te schrijven wat er in de buurt is."),
            _("Tot je op de link klikt om te stoppen."),
        ),
        Line(
            "weekly-unconfirmed",
            _("Een weekbrief die je vroeg en niet bevestigt"),
            _("Zodat je tijd hebt om op de link te klikken."),
            _("%(days)s dagen.", days=UNCONFIRMED_KEPT.days),
        ),
    ]


def of_organisers() -> list[Line]:
    """What is kept of who organises something."""
    return [*_of_signing_in(), *_of_organising()]


def _of_signing_in() -> list[Line]:
    return [
        Line(
            "account",
            _("Je e-mailadres en je naam"),
            _("Om je te laten inloggen en je te schrijven over je activiteiten."),
            _("Tot je vraagt om ze weg te halen."),
        ),
        Line(
            "code",
            _("De code om in te loggen"),
            _("Om zeker te weten dat jij het bent."),
            _("%(minutes)s minuten.", minutes=int(accounts.CODE_LASTS.total_seconds() // 60)),
        ),
        Line(
            "session",
            _("Waar je bent ingelogd"),
            _("Zodat je niet elke keer een code nodig hebt."),
            _("%(days)s dagen, of tot je uitlogt.", days=accounts.SIGNED_IN_LASTS.days),
        ),
        Line(
            "parked",
            _("Wat je typte toen je sessie voorbij was"),
            _("Zodat je niets kwijt bent."),
            _("%(hours)s uur.", hours=int(parked.KEPT.total_seconds() // 3600)),
        ),
        Line(
            "network",
            _("Het internetadres waarvan iemand inlogt"),
            _("Om misbruik te stoppen: wij tellen hoe vaak iemand het probeert."),
            _("Ten hoogste een dag."),
        ),
    ]


def _of_organising() -> list[Line]:
    return [
        Line(
            "letter",
            _("Brieven die wij sturen"),
            _("Om ze opnieuw te proberen als de post hapert."),
            _("%(days)s dagen nadat ze weg zijn.", days=jobs.KEPT.days),
        ),
        Line(
            "dead-letter",
            _("Een brief die niet aankwam"),
            _("Zodat wij kunnen zien wat er misging."),
            _("%(days)s dagen.", days=jobs.DEAD_KEPT.days),
        ),
        Line(
            "invitation",
            _("Het e-mailadres van een collega die je uitnodigt"),
            _("Zodat die tijd heeft om mee te doen."),
            _("%(days)s dagen.", days=INVITATION_LASTS.days),
        ),
        Line(
            "import",
            _("Een bestand dat je inleest, en wat erin staat"),
            _("Zodat je het rustig kunt nakijken."),
            _("%(days)s dagen nadat je er voor het laatst aan werkte.", days=IMPORTED_KEPT),
        ),
        Line(
            "activities",
            _("Je activiteiten en wie ze veranderde"),
            _("Om ze te laten zien en te controleren."),
            _("Tot je vraagt om ze weg te halen."),
        ),
    ]
