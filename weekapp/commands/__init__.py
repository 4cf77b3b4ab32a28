"""The `weekapp` command: what whoever runs the site can ask of it, besides what slices offer."""

import flask_migrate.cli
from flask import Flask
from flask.cli import AppGroup, ScriptInfo

from weekapp import create_app
from weekapp.accounts.cli import accounts
from weekapp.campaign.cli import editions
from weekapp.commands.backup import backup, restore
from weekapp.commands.doctor import doctor
from weekapp.commands.letters import mail
from weekapp.commands.moving import move_to
from weekapp.commands.preparation import init
from weekapp.commands.processes import serve, worker
from weekapp.commands.settings import or_say_what_is_wrong
from weekapp.commands.up import up
from weekapp.demo.cli import demo
from weekapp.places.cli import places


def site() -> Flask:
    """The site with the settings of the environment; a wrong one ends the command in one line."""
    with or_say_what_is_wrong():
        return create_app()


weekapp = AppGroup(
    "weekapp",
    help="De site van de Week tegen Eenzaamheid: klaarzetten, draaien en verzorgen.",
    context_settings={"obj": ScriptInfo(create_app=site), "help_option_names": ["-h", "--help"]},
)
for command in (
    *(up, init, serve, worker, mail, doctor, backup, restore, move_to, demo),
    *(places, editions, accounts),
    flask_migrate.cli.db,
):
    weekapp.add_command(command)
