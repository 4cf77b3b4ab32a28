"""Sees to it that the browser tests have a Chromium: found, installed, or said to be missing."""

import os
import shutil
import subprocess
from pathlib import Path

# Where Debian puts it, and tests/browser/conftest.py looks for it.
CHROMIUM = Path("/usr/bin/chromium")
ADVICE = "Installeer Chromium voor de browsertests: sudo apt install chromium"


def found() -> bool:
    return CHROMIUM.exists()


def install() -> None:
    """Install Debian's chromium, as root."""
    print("Chromium ontbreekt en wordt geïnstalleerd met apt ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if not found() and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    if not found():
        if os.environ.get("CI") == "true":
            raise SystemExit(ADVICE)
        print(f"{ADVICE}. Tot dan worden ze overgeslagen, en geteld.")
