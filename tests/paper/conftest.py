"""Paper is made with a library of Debian; with CI=true a missing one is a failure."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from tests.machine import need
from tools.debian import PANGO


@pytest.fixture(autouse=True)
def pango() -> None:
    need(PANGO)


@pytest.fixture(autouse=True)
def empty_shelf(app: Flask) -> None:
    """What another test printed is not there; elsewhere that saves making the same again."""
    shutil.rmtree(Path(app.instance_path) / "paper", ignore_errors=True)
