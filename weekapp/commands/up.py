"""`weekapp up`: everything at once on one machine, web and worker, until Ctrl-C."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import ScriptInfo
from sqlalchemy import exists, select

from weekapp import mail
from weekapp.accounts.models import Account
from weekapp.commands import settings
from weekapp.commands.preparation import init
from weekapp.database import db
from weekapp.demo.accounts import ROLES
from weekapp.demo.cli import demo

# A process that has not stopped by itself after so many seconds is killed.
PATIENCE = 8
NAMES = {"serve": "webserver", "worker": "werker"}


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="adres om op te luisteren")
@click.option("--port", default=5000, show_default=True, help="poort om op te luisteren")
@click.pass_context
def up(context: click.Context, host: str, port: int) -> None:
    """Zet alles klaar en start de site; Ctrl-C stopt hem."""
    refuse_taken(host, port)
    address = f"http://{host}:{port}"
    os.environ.setdefault("WEEKAPP_BASE_URL", address)
    with context.ensure_object(ScriptInfo).load_app().app_context():
        context.invoke(init)
        if not db.session.scalar(select(exists().where(Account.id > 0))):
            context.invoke(demo)
        welcome = words_of_welcome(address)
        db.session.remove()
        db.engine.dispose()
    click.echo("De webserver en de werker worden gestart ...")
    children = {
        "serve": start("serve", "--host", host, "--port", str(port)),
        "worker": start("worker"),
    }
    context.exit(keep_running(children, address, welcome))


def refuse_taken(host: str, port: int) -> None:
    """Say so before anything is done when something else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Poort {port} op {host} is niet vrij ({error.strerror}). "
                f"Kies een andere: make run PORT={port + 1}"
            ) from None


def words_of_welcome(address: str) -> str:
    """Where the site is, as whom one can sign in, and where the letters are."""
    lines = ["", f"De site staat klaar: {address}", ""]
    there = set(db.session.scalars(select(Account.email).where(Account.is_demo)))
    known = {email: role for email, role in ROLES.items() if email in there}
    if known:
        lines += [f"Inloggen gaat zonder wachtwoord. Ga naar {address}/inloggen en typ als adres:"]
        width = max(map(len, known))
        lines += [f"  {email:{width}}  {role}" for email, role in known.items()]
    given = current_app.extensions["settings"]
    if not given.smtp_url:
        lines += [
            "De brief met de code wordt niet verstuurd, maar neergelegd in",
            f"  {mail.folder(given)}",
            f"De nieuwste lees je met:  {settings.command()} mail --last",
        ]
    return "\n".join([*lines, "", "Stoppen: Ctrl-C"])


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start one of our commands, out of reach of the terminal's Ctrl-C: we tell it to stop.

    Its standard input closes when this process dies, however that happens; it stops then.
    """
    whole = [sys.executable, "-m", "weekapp", *command, "--child"]
    return subprocess.Popen(whole, stdin=subprocess.PIPE, start_new_session=True)


def keep_running(children: dict[str, subprocess.Popen[bytes]], address: str, welcome: str) -> int:
    """Wait until we are told to stop or a child dies, and end all; the status to exit with."""
    told_to_stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: told_to_stop.set())
    is_welcomed = False
    try:
        while not told_to_stop.wait(0.1):
            fallen = [name for name, child in children.items() if child.poll() is not None]
            if fallen:
                click.echo(f"De {NAMES[fallen[0]]} is gestopt, dus de site stopt.", err=True)
                return 1
            if not is_welcomed and answers(address):
                click.echo(welcome)
                is_welcomed = True
        click.echo("\nDe site stopt ...")
        return 0
    finally:
        end(children)


def answers(address: str) -> bool:
    """Whether the web server says anything at all."""
    server = urlsplit(address)
    connection = http.client.HTTPConnection(server.hostname or "", server.port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask the children to stop; kill those that have not after a while, and what they started."""
    for child in children.values():
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(until - time.monotonic(), 0.1))
        # Also what a web server that was killed left behind.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
