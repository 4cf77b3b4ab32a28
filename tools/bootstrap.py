"""Makes .venv from hash-pinned requirements, with nothing but Python itself.

`bootstrap.py run` installs what the site needs, `bootstrap.py dev` what its tests need as well.
Nothing is done when nothing changed since the last time.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = VENV / "bin" / "weekapp"
CELLS = 30
# How pip begins the line that says it turns to the next package.
BEGUN = ("Collecting ", "Processing ", "Requirement already satisfied")


def bootstrap(kind: str) -> None:
    """Bring .venv up to date with requirements/<kind>.txt."""
    if not version():
        make_environment()
    # dev.txt holds everything in run.txt, at the same versions: tests/test_packaging.py.
    if not is_installed("dev") and not is_installed(kind):
        install(requirements(kind))
        stamp(kind).write_text(fingerprint(kind))
    link_the_site()


def version() -> str:
    """The version of the Python in .venv as "3.11"; empty if there is none that will do."""
    if not PYTHON.exists():
        return ""
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2] * (sys.version_info >= (3, 11)))"
    told = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return told.stdout.strip()


def requirements(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def stamp(kind: str) -> Path:
    return VENV / f".installed-{kind}"


def fingerprint(kind: str) -> str:
    return f"{version()} {hashlib.sha256(requirements(kind).read_bytes()).hexdigest()}"


def is_installed(kind: str) -> bool:
    return stamp(kind).is_file() and stamp(kind).read_text() == fingerprint(kind)


def make_environment() -> None:
    """Make .venv; on Debian the module that does it may have to be installed first."""
    if importlib.util.find_spec("ensurepip") is None:
        install_venv()
    print("Er wordt een eigen Python-omgeving gemaakt in .venv ...", flush=True)
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(make, check=False).returncode:
        venv_is_missing()


def install_venv() -> None:
    """Install what Debian leaves out of Python, as root; otherwise say what is missing."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        venv_is_missing()
    name = f"python3.{sys.version_info.minor}-venv"
    print(f"{name} ontbreekt en wordt geïnstalleerd met apt ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name]
    if subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
        venv_is_missing()


def venv_is_missing() -> None:
    name = f"python3.{sys.version_info.minor}-venv"
    raise SystemExit(f"Python kan geen omgeving maken. Installeer {name}: sudo apt install {name}")


def install(wanted: Path) -> None:
    """Let pip install the requirements, and show how far it is."""
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--progress-bar=off"]
    pip += ["--disable-pip-version-check", "--no-input", "-r", str(wanted)]
    print("De Python-pakketten worden geïnstalleerd ...", flush=True)
    total = sum(line.endswith(" \\") and "==" in line for line in wanted.read_text().splitlines())
    fetched, said = 0, []
    with subprocess.Popen(
        pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout
        for line in running.stdout:
            said.append(line)
            total -= line.startswith("Ignoring ")
            fetched += line.startswith(BEGUN)
            show_progress(line, fetched, total)
    if running.returncode:
        print("".join(said[-20:]), file=sys.stderr)
        raise SystemExit("De Python-pakketten konden niet worden geïnstalleerd; zie hierboven.")


def show_progress(line: str, fetched: int, total: int) -> None:
    """A bar in a terminal; elsewhere a line for every ten packages."""
    is_last_step = line.startswith("Installing collected")
    ending = " uitpakken ..." if is_last_step else ""
    if sys.stdout.isatty():
        done = min(fetched, total) * CELLS // max(total, 1)
        bar = "█" * done + "░" * (CELLS - done)
        print(f"\r  {bar} {fetched}/{total}{ending}", end="", flush=True)
        if line.startswith("Successfully"):
            print()
    elif is_last_step or (line.startswith(BEGUN) and fetched % 10 == 0):
        print(f"  {fetched}/{total}{ending}", flush=True)


def link_the_site() -> None:
    """Let .venv know the checkout: a path to it, and the `weekapp` command."""
    packages = VENV / "lib" / f"python{version()}" / "site-packages"
    write(packages / "weekapp.pth", f"{ROOT}\n")
    write(COMMAND, '#!/bin/sh\nexec "$(dirname "$0")/python" -m weekapp "$@"\n')
    COMMAND.chmod(0o755)


def write(file: Path, content: str) -> None:
    """Write a file unless that is what it says."""
    if not file.is_file() or file.read_text() != content:
        file.write_text(content)


if __name__ == "__main__":
    bootstrap(sys.argv[1])
