"""The command that fills a site with demonstration data."""

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from weekapp import clock
from weekapp.campaign import queries as campaign
from weekapp.database import db
from weekapp.demo import accounts, operations


@click.command("demo")
@click.option("--activities", default=2500, show_default=True, help="hoeveel activiteiten")
@with_appcontext
def demo(activities: int) -> None:
    """Vul de site met voorbeelden; nooit op een site met echte accounts."""
    edition = campaign.running_or_next(clock.today())
    if edition is None:
        raise click.ClickException("Er is geen volgende editie. Voeg die eerst toe.")
    week = (edition.first_day, edition.last_day)
    try:
        with tqdm(total=activities, desc="Voorbeelden maken", unit=" activiteiten") as bar:
            operations.fill(activities, clock.now(), week, bar.update)
            db.session.commit()
    except operations.RealAccounts as error:
        raise click.ClickException(
            "Op deze site zijn echte accounts. Voorbeelden maken doen we hier niet."
        ) from error
    except operations.AlreadyThere:
        click.echo("De voorbeelden staan er al.")
        return
    click.echo(f"{activities} voorbeelden gemaakt. Inloggen kan als:")
    for email, role in accounts.ROLES.items():
        click.echo(f"  {email:28} {role}")
