"""The `weekapp` command: what whoever runs the site can ask of it, besides what slices offer."""

from pkgutil import resolve_name

import click
from flask import Flask
from flask.cli import ScriptInfo

from weekapp import create_app
from weekapp.commands.settings import or_say_what_is_wrong

# Where each is. It is read when it is asked for: what serves needs nothing of what moves.
WHERE = {
    "up": "weekapp.commands.up:up",
    "init": "weekapp.commands.preparation:init",
    "serve": "weekapp.commands.processes:serve",
    "worker": "weekapp.commands.processes:worker",
    "mail": "weekapp.commands.letters:mail",
    "doctor": "weekapp.commands.doctor:doctor",
    "backup": "weekapp.commands.backup:backup",
    "restore": "weekapp.commands.backup:restore",
    "move-to": "weekapp.commands.moving:move_to",
    "demo": "weekapp.demo.cli:demo",
    "places": "weekapp.places.cli:places",
    "editions": "weekapp.campaign.cli:editions",
    "accounts": "weekapp.accounts.cli:accounts",
    "activities": "weekapp.activities.cli:activities",
    "db": "weekapp.commands.migrating:db_",
}


class Commands(click.Group):
    """The commands of WHERE."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = WHERE.get(cmd_name)
        found: click.Command | None = resolve_name(where) if where else None
        return found


def site() -> Flask:
    """The site with the settings of the environment; a wrong one ends the command in one line."""
    with or_say_what_is_wrong():
        return create_app()


weekapp = Commands(
    "weekapp",
    help="De site van de Week tegen Eenzaamheid: klaarzetten, draaien en verzorgen.",
    context_settings={"obj": ScriptInfo(create_app=site), "help_option_names": ["-h", "--help"]},
)
