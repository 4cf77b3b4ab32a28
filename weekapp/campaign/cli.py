"""The commands about editions."""

from datetime import date, datetime

import click
from flask.cli import AppGroup

from weekapp import clock
from weekapp.campaign import operations, queries, rules
from weekapp.database import db

editions = AppGroup("editions", help="De week van elk jaar.")
DAY = click.DateTime(["%Y-%m-%d"])


@editions.command("list")
def show() -> None:
    """Toon alle edities, de nieuwste eerst."""
    now = queries.running_or_next(clock.today())
    for one in queries.editions():
        marks = [
            *(["voorlopig"] if one.is_provisional else []),
            *(["nu of straks"] if one == now else []),
        ]
        line = f"{one.year}  {one.first_day} t/m {one.last_day}  {', '.join(marks):24} {one.source}"
        click.echo(line.rstrip())


@editions.command("set")
@click.argument("year", type=int)
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@click.option("--provisional", is_flag=True, help="De datums kunnen nog veranderen.")
@click.option("--source", default="", help="Waar dit staat.")
def set_days(year: int, first: datetime, last: datetime, provisional: bool, source: str) -> None:
    """Zet de eerste en laatste dag van de editie van YEAR, zoals 2026-09-24 2026-09-30."""
    fault = _fault(year, first.date(), last.date())
    if fault:
        raise click.ClickException(fault)
    days = operations.Days(first.date(), last.date(), provisional, source[:200])
    operations.set_days(year, days)
    db.session.commit()
    click.echo(f"Editie {year}: {first.date()} t/m {last.date()}")


def _fault(year: int, first_day: date, last_day: date) -> str:
    return (
        rules.year_fault(year, clock.today())
        or rules.first_day_fault(year, first_day)
        or rules.last_day_fault(year, first_day, last_day)
    )
