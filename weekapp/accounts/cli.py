"""`weekapp accounts`: put people in charge, end sessions and forget people, from the machine."""

import click
from flask.cli import AppGroup

from weekapp import clock
from weekapp.accounts import access, operations, queries
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.forms import normalised_address
from weekapp.places.gazetteer import gazetteer

accounts = AppGroup("accounts", help="Wie er mag inloggen, en als wat.")


class Address(click.ParamType[str]):
    """An e-mail address, as accounts are known by."""

    name = "e-mailadres"

    def convert(self, value: str, param: object, ctx: object) -> str:
        """The address in lower case, or a message on what is wrong."""
        address = normalised_address(value)
        if address is None:
            self.fail(f"{value!r} is geen e-mailadres.")
        return address.lower()


@accounts.command("national")
@click.argument("email", type=Address())
def national(email: str) -> None:
    """Maak iemand lid van het landelijke team."""
    operations.join_national_team(email, access.deed())
    db.session.commit()
    click.echo(f"{email} hoort bij het landelijke team en kan inloggen.")


@accounts.command("coordinator")
@click.argument("email", type=Address())
@click.argument("codes", nargs=-1, required=True)
def coordinator(email: str, codes: tuple[str, ...]) -> None:
    """Laat iemand meekijken voor gemeenten, met hun CBS-code (GM0228)."""
    there = {one.code: one for one in gazetteer().existing(clock.today())}
    unknown = [code for code in codes if code.upper() not in there]
    if unknown:
        raise click.ClickException(f"Deze gemeente bestaat niet: {', '.join(unknown)}")
    municipalities = [there[code.upper()] for code in codes]
    operations.appoint(email, municipalities, access.deed())
    db.session.commit()
    click.echo(f"{email} kijkt mee voor {', '.join(one.name for one in municipalities)}.")


@accounts.command("end-sessions")
@click.argument("email", type=Address())
def end_sessions(email: str) -> None:
    """Log iemand overal uit."""
    operations.end_sessions(_known(email))
    db.session.commit()
    click.echo(f"{email} is overal uitgelogd.")


@accounts.command("forget")
@click.argument("email", type=Address())
def forget(email: str) -> None:
    """Haal iemand weg die daarom vraagt: adres, naam, sessies en rollen."""
    operations.forget(_known(email))
    db.session.commit()
    click.echo(f"{email} is weg. Activiteiten haal je weg met: weekapp activities forget")


def _known(email: str) -> Account:
    account: Account | None = queries.with_address(email)
    if account is None:
        raise click.ClickException(f"Er is geen account voor {email}.")
    return account
