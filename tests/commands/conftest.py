"""Runs `weekapp` commands as somebody at the machine would."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests import engines
from tests.browser.site import LiveSite
from weekapp.commands import weekapp


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command against the site of the test."""
    monkeypatch.setenv("WEEKAPP_INSTANCE", app.instance_path)
    for name, value in engines.variables(Path(app.instance_path)).items():
        monkeypatch.setenv(name, value)
    runner = app.test_cli_runner()
    return lambda *arguments, **more: runner.invoke(weekapp, list(arguments), **more)


@pytest.fixture
def elsewhere(built: Path, tmp_path: Path) -> LiveSite:
    """A site in a folder of its own, for commands that run on; nothing is started yet."""
    engines.copy(built, tmp_path)
    site = LiveSite(tmp_path)
    site.run("accounts", "national", "baas@example.org")
    return site
