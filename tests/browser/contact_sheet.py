"""Pictures of every page side by side: one file to look at, build/contact-sheet/index.html."""

import re
import shutil
from collections import defaultdict
from html import escape
from pathlib import Path

from weekapp.config import SITE

FOLDER = SITE / "build" / "contact-sheet"
STYLE = """
body { margin: 1rem; font: 1rem sans-serif; background: #777; color: #fff }
section { display: flex; gap: 1rem; align-items: start; overflow-x: auto }
img { flex: none; width: auto; height: 36rem; background: #fff }
"""


def begin() -> None:
    """Throw away what an earlier run left."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)


def picture(path: str, width: int, scheme: str) -> Path:
    """Where the picture of a page goes."""
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    return FOLDER / f"{name[:90]}--{width}-{scheme}.jpg"


def write(titles: dict[str, str]) -> Path:
    """The sheet of all pictures there are, a row for each page in the order given."""
    rows = defaultdict(list)
    for file in sorted(FOLDER.glob("*.jpg")):
        rows[file.name.partition("--")[0]].append(file.name)
    parts = [
        f"<!doctype html><meta charset=utf-8><title>Contact sheet</title><style>{STYLE}</style>"
    ]
    for path, title in titles.items():
        names = rows[picture(path, 0, "").name.partition("--")[0]]
        shown = "".join(f'<img loading=lazy src="{one}" alt="{one}">' for one in names)
        parts.append(
            f"<h2>{escape(title)} <code>{escape(path)}</code></h2><section>{shown}</section>"
        )
    sheet = FOLDER / "index.html"
    sheet.write_text("\n".join(parts))
    return sheet
