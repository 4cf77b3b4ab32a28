"""What is shipped: a wheel that runs by itself, and locks that name versions but no registry."""

import json
import re
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.site import LiveSite
from weekapp.config import SITE

NOT_OURS = re.compile(r"https?://|file:|--(extra-)?index-url|--find-links")
STARTS_WITHIN = 30


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a wheel that was built from this tree and installed far from it.

    Only the packages it needs come from here; the checkout itself cannot be seen.
    """
    made = tmp_path_factory.mktemp("wheel")
    python = [sys.executable, "-m"]
    build = [*python, "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=SITE, check=True, capture_output=True)
    (wheel,) = made.glob("*.whl")
    venv.create(made / "env", with_pip=False, symlinks=True)
    install = ["install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run([*python, "pip", "--python", str(made / "env"), *install], check=True)
    return made / "env" / "bin" / "weekapp"


@contextmanager
def served(command: Path, folder: Path) -> Iterator[LiveSite]:
    """A site that the installed command made and serves."""
    site = LiveSite(folder)
    site.environment["PYTHONPATH"] = sysconfig.get_path("purelib")
    where = [str(command.with_name("python")), "-c", "import weekapp; print(weekapp.__file__)"]
    told = subprocess.check_output(where, cwd=folder, env=site.environment, text=True)
    assert Path(told.strip()).is_relative_to(command.parent.parent)
    subprocess.run([command, "init"], cwd=folder, env=site.environment, check=True)
    serve = [str(command), "serve", "--port", str(site.port)]
    with subprocess.Popen(serve, cwd=folder, env=site.environment) as process:
        wait_for(site)
        yield site
        process.terminate()


def wait_for(site: LiveSite) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            urlopen(f"{site.url}/healthz", timeout=2).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the site does not start")


def test_a_wheel_holds_all_it_needs_and_runs(installed: Path, tmp_path: Path) -> None:
    with served(installed, tmp_path) as site:
        page = site.read("/gemeenten/ede")[0].decode()
        style = re.search(r'href="(/static/vendor/css/site-\w+\.css)"', page)
        assert style
        assert b"@font-face" in site.read(style[1])[0]


def pins(name: str) -> dict[str, str]:
    """The hashes of each requirement of a lock, by name and version."""
    text = (SITE / "requirements" / name).read_text()
    entries = re.findall(r"^(\S+==.*?)\\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
    return {pin.split()[0]: hashes for pin, hashes in entries}


def test_the_tests_run_on_what_the_site_runs_on() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert len(run) > 40
    assert run.items() <= dev.items()


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_each_requirement_is_pinned_by_hash_and_names_no_registry(name: str) -> None:
    text = (SITE / "requirements" / name).read_text()
    assert len(pins(name)) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
    assert not NOT_OURS.search(text)


def test_each_npm_package_is_pinned_by_hash_and_names_no_registry() -> None:
    lock = json.loads((SITE / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 20
    for one in packages.values():
        assert one["integrity"].startswith("sha512-")
        assert "resolved" not in one


def test_each_npm_version_is_exact() -> None:
    wanted = json.loads((SITE / "package.json").read_text())
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
