"""What makes a file a backup of this site: its tables, and a version this program knows."""

from weekapp.commands.migrating import known_versions

OURS = {"activity", "account", "municipality", "job", "alembic_version"}


class NotOurs(Exception):
    """A file is not a sound database of this site; the message says why, in Dutch."""


def refuse_others(tables: set[str]) -> None:
    """NotOurs unless these are tables of this site."""
    if not tables >= OURS:
        raise NotOurs("het is geen database van deze site")


def refuse_newer(version: str) -> None:
    """NotOurs when a migration is one this program does not know."""
    if version not in known_versions():
        raise NotOurs(f"versie {version} is nieuwer dan dit programma")
