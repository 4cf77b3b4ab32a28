"""Puts Lighthouse, which judges pages in the tests, in a folder of its own.

It is large, and who runs the site does not need it: `make test` asks for it, `make run` never.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.assets import NODE, NPM, ROOT, digest, kept, only_one

FOLDER = ROOT / "tests" / "lighthouse"
LOCK = FOLDER / "package-lock.json"
STAMP = FOLDER / "node_modules" / ".stamp"
COMMAND = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
MISSING = "Lighthouse ontbreekt voor de browsertests; make test haalt het op"


def is_installed() -> bool:
    """Whether what the lock names is there."""
    return kept(STAMP) == digest(LOCK)


def install() -> None:
    """Put what the lock names in its folder, unless it is there; with CI=true it has to be."""
    with only_one():
        if is_installed():
            return
        print("Lighthouse wordt opgehaald ...", flush=True)
        told = subprocess.run([NODE, NPM, "ci", "--loglevel=error"], cwd=FOLDER, check=False)
        if told.returncode == 0:
            STAMP.write_text(digest(LOCK))
        elif os.environ.get("CI") == "true":
            raise SystemExit(MISSING)
        else:
            print(f"{MISSING}. Tot dan worden ze overgeslagen, en geteld.")


if __name__ == "__main__":
    install()
