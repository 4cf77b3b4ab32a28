"""Who may import whom: the contracts of pyproject.toml, and what they cannot say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from weekapp.config import SITE

SLICES = (
    "accounts",
    "activities",
    "agenda",
    "campaign",
    "helplines",
    "imports",
    "moderation",
    "organisations",
    "paper",
    "places",
    "weekly",
)
MODULES = sorted(one for name in SLICES for one in (SITE / "weekapp" / name).glob("*.py"))
# The modules of a slice that may know of a request or of the command line.
OUTSIDE = ("views", "cli", "forms", "access")
# Parts of those that got a name of their own.
PARTS = {
    "accounts/desk.py",  # what stands beside each page of somebody who is signed in
    "activities/filling.py",  # takes what was typed out of the request
    "activities/uploads.py",  # takes a picture out of it
    "agenda/answers.py",  # sends what is ready
    "agenda/subscriptions.py",  # knows the addresses of pages and calendars
    "agenda/kept_pages.py",  # answers with a page that was made before
    "paper/press.py",  # sends what it printed
    "places/geocoding.py",  # picks the geocoder that the settings name
}
WEB = {"flask", "flask_login", "flask_wtf", "wtforms"}


def imported(path: Path) -> set[str]:
    """The packages a module imports from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
    return found


def test_the_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    told = subprocess.run(command, cwd=SITE, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_the_outside_of_a_slice_knows_of_a_request(path: Path) -> None:
    is_outside = path.stem.removeprefix("_").split("_")[-1] in OUTSIDE
    if not is_outside and f"{path.parent.name}/{path.name}" not in PARTS:
        assert not imported(path) & WEB
