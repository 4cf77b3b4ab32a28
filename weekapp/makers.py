"""Tells processes apart that would make another page of the same database."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from weekapp.assets import MANIFEST
from weekapp.config import SITE, Settings

CODE = Path(__file__).resolve().parent
# What a page does not show, and what may be another on each machine.
UNSEEN = {"secret_key", "instance", "database_url", "database_replica_url", "redis_url"}
READ = {".py", ".html", ".txt", ".md", ".po", ".mo", ".json", ".svg"}


def maker(settings: Settings) -> str:
    """The same for the same code, templates, words, built assets and settings, on any machine."""
    shown = {name: value for name, value in asdict(settings).items() if name not in UNSEEN}
    made_of = hashlib.sha256(repr(shown).encode())
    for name, content in _parts():
        made_of.update(f"{name} {len(content)} ".encode() + content)
    return made_of.hexdigest()


def _parts() -> Iterator[tuple[str, bytes]]:
    for folder in (CODE, SITE / "templates", SITE / "translations"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in READ and path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()
    if MANIFEST.is_file():
        yield MANIFEST.name, MANIFEST.read_bytes()
