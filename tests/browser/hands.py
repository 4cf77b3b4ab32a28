"""Somebody at a browser, and how long it takes them: the keystroke-level model.

Card, Moran & Newell, The keystroke-level model for user performance time with interactive systems,
CACM 23(7), 1980: a slow typist, who thinks before each deed and reads each page.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page

THINK, POINT, PRESS, HOME, KEY = 1.35, 1.1, 0.2, 0.4, 0.5
READ_A_PAGE = 10.0


class Hands:
    """Does things on a page and counts the seconds a person would need for them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds = 0.0

    def go(self, path: str) -> None:
        """Open a page, and read it."""
        self.page.goto(path)
        self.seconds += READ_A_PAGE

    def read(self) -> None:
        """Read a page that came by itself."""
        self.seconds += READ_A_PAGE

    def click(self, what: Locator) -> None:
        """Press a button, follow a link, tick a box."""
        what.click()
        self.seconds += THINK + POINT + PRESS

    def fill(self, what: Locator, text: str) -> None:
        """Click in a field and type."""
        what.fill(text)
        self.seconds += THINK + POINT + PRESS + HOME + KEY * len(text)

    def choose(self, what: Locator, file: Path) -> None:
        """Choose a file: find it in the window that opens, twice a click."""
        what.set_input_files(file)
        self.seconds += 4 * (THINK + POINT + PRESS)
