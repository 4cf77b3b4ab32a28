"""`weekapp doctor`: what is right and what is wrong with a site, in a line each."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from weekapp import assets, clock, formats, jobs
from weekapp.commands.migrating import current_version, newest_version
from weekapp.commands.moving.target import MOVING
from weekapp.commands.settings import command
from weekapp.config import Settings
from weekapp.database import db, is_postgresql
from weekapp.jobs import Job
from weekapp.paper import press
from weekapp.places.models import Municipality, Postcode

MUNICIPALITIES, POSTCODES = 342, 4000
LEAST_MEGABYTES = 200
LONGEST_SILENCE = timedelta(minutes=3)
LONGEST_WAIT = timedelta(minutes=15)


class Wrong(Exception):
    """Something has to be done; the message says what, in Dutch."""


@click.command("doctor")
@click.pass_context
@with_appcontext
def doctor(context: click.Context) -> None:
    """Kijk na of alles klopt; de uitgangscode is 1 als er iets mis is."""
    is_well = True
    for look in LOOKS:
        try:
            click.echo(f"✓ {look(current_app.extensions['settings'])}")
        except Wrong as wrong:
            click.echo(f"✗ {wrong}")
            is_well = False
        except SQLAlchemyError as error:
            click.echo(f"✗ De database antwoordt niet: {str(error).splitlines()[0]}")
            is_well = False
    click.echo("Alles is in orde." if is_well else "Er is iets mis: zie de regels met ✗.")
    context.exit(0 if is_well else 1)


def settings_fit(settings: Settings) -> str:
    """The settings were read, or there would be no site to ask."""
    return f"De instellingen kloppen; de site is {settings.base_url}"


def database_is_up_to_date(_: Settings) -> str:
    at, newest = current_version(), newest_version()
    if at == MOVING:
        raise Wrong(f"De verhuizing hierheen is niet af. Doe nog eens: {command()} move-to")
    if at is None:
        raise Wrong(f"De database is leeg. Doe: {command()} init")
    if at != newest:
        raise Wrong(f"De database is bij {at}, niet bij {newest}. Doe: {command()} init")
    return f"De database antwoordt en is bij ({at}, in {engine_in_words()})"


def engine_in_words() -> str:
    """Which engine keeps the database, and its version."""
    if not is_postgresql():
        return f"SQLite {sqlite3.sqlite_version}"
    version = db.session.scalar(select(func.current_setting("server_version"))) or ""
    postgis = db.session.scalar(select(func.postgis_lib_version()))
    return f"PostgreSQL {version.split()[0]} met PostGIS {postgis}"


def places_are_loaded(_: Settings) -> str:
    municipalities = db.session.scalar(select(func.count(Municipality.code))) or 0
    postcodes = db.session.scalar(select(func.count(Postcode.pc4))) or 0
    if municipalities < MUNICIPALITIES or postcodes < POSTCODES:
        raise Wrong(f"De plaatsen van Nederland zijn niet geladen. Doe: {command()} places load")
    return f"De plaatsen zijn geladen: {municipalities} gemeenten, {postcodes} postcodegebieden"


def assets_are_built(_: Settings) -> str:
    if not assets.built(assets.MANIFEST):
        raise Wrong("Opmaak en scripts zijn niet gebouwd. Doe: make assets")
    return "Opmaak en scripts zijn gebouwd"


def disk_takes_more(settings: Settings) -> str:
    try:
        with tempfile.NamedTemporaryFile(dir=settings.instance) as file:
            file.write(b"weekapp")
    except OSError as error:
        raise Wrong(f"In {settings.instance} kan niets worden geschreven: {error}") from None
    free = shutil.disk_usage(settings.instance).free // 2**20
    if free < LEAST_MEGABYTES:
        raise Wrong(f"De schijf van {settings.instance} is bijna vol: nog {free} MB")
    return f"In {settings.instance} kan worden geschreven; nog {free / 1024:.1f} GB vrij"


def no_job_is_dead(_: Settings) -> str:
    dead = db.session.scalar(select(func.count(Job.id)).where(Job.dead_at.is_not(None))) or 0
    if dead:
        some = formats.plural(dead, "taak is", "taken zijn")
        raise Wrong(f"{some} opgegeven; het landelijk team kan dat zien en herhalen")
    return "Geen taak is opgegeven"


def worker_is_alive(_: Settings) -> str:
    seen_at = jobs.last_seen()
    if seen_at is None:
        raise Wrong(f"De werker heeft nog nooit gedraaid. Doe: {command()} worker")
    if clock.now() - seen_at > LONGEST_SILENCE:
        raise Wrong(f"De werker draait niet; voor het laatst gezien {formats.moment(seen_at)}")
    return f"De werker draait; voor het laatst gezien om {formats.clock_time(seen_at)} uur"


def letters_leave(_: Settings) -> str:
    before = clock.now() - LONGEST_WAIT
    stuck = select(func.count(Job.id)).where(
        Job.kind == "letter", Job.done_at.is_(None), Job.created_at < before
    )
    waiting = db.session.scalar(stuck) or 0
    if waiting:
        some = formats.plural(waiting, "brief wacht", "brieven wachten")
        raise Wrong(f"{some} al langer dan een kwartier op verzending")
    return "Alle brieven zijn verstuurd"


def paper_can_be_made(_: Settings) -> str:
    """Never wrong: without it pages offer no PDF, and can still be printed."""
    if press.is_there():
        return "PDF’s kunnen worden gemaakt"
    return f"PDF’s worden niet aangeboden; wie ze wil: sudo apt install {press.PACKAGE}"


def visitors_can_write(settings: Settings) -> str:
    """Never wrong: without an address pages tell visitors to ring their municipality."""
    if settings.contact:
        return f"Bezoekers kunnen mailen naar {settings.contact}"
    return "Bezoekers zien geen mailadres, maar bellen hun gemeente; liever wel? WEEKAPP_CONTACT"


LOOKS: tuple[Callable[[Settings], str], ...] = (
    settings_fit,
    database_is_up_to_date,
    places_are_loaded,
    assets_are_built,
    disk_takes_more,
    no_job_is_dead,
    worker_is_alive,
    letters_leave,
    paper_can_be_made,
    visitors_can_write,
)
