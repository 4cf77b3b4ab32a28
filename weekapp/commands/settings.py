"""What commands need to know of the settings before there is a site."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from weekapp import config


@contextmanager
def or_say_what_is_wrong() -> Iterator[None]:
    """End the command with one line when a setting cannot be used."""
    try:
        yield
    except config.WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from None


def read() -> config.Settings:
    """The settings of the environment."""
    with or_say_what_is_wrong():
        return config.read()


def command() -> str:
    """What to type to run this program here."""
    installed = Path(sys.prefix) / "bin" / "weekapp"
    if installed.is_relative_to(Path.cwd()):
        return str(installed.relative_to(Path.cwd()))
    return "weekapp"
