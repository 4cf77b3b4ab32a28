"""Somebody who gets about a page at 360 pixels: by touch without script, or by keyboard alone."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
HAS_FOCUS = "(element) => element === document.activeElement"
# Whether what has the focus shows it, by itself or by what it is in, and nothing lies over it.
IS_SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect()
  const around = [one, one.parentElement, one.closest('article, li, label, .choice')]
  const styles = around.filter(Boolean).map((it) => getComputedStyle(it))
  styles.push(getComputedStyle(one, '::after'), getComputedStyle(one, '::before'))
  const isMarked = styles.some((it) => it.outlineStyle !== 'none' || it.boxShadow !== 'none')
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const isFree = !over || one.contains(over) || over.contains(one) || over.htmlFor === one.id
  return isMarked && (isFree || over.closest('article') === one.closest('article'))
}"""


class Walker:
    """Does with a page what a person does who cannot do it another way."""

    def __init__(self, page: Page, by_keyboard: bool) -> None:
        self.page = page
        self.by_keyboard = by_keyboard

    def press(self, what: Locator) -> None:
        """Follow a link or push a button."""
        if self.by_keyboard:
            self._tab_to(what)
            self.page.keyboard.press("Enter")
        else:
            what.click()

    def tick(self, what: Locator) -> None:
        """Tick a box."""
        if self.by_keyboard:
            self._tab_to(what)
            self.page.keyboard.press("Space")
        else:
            what.check()
        expect(what).to_be_checked()

    def type(self, what: Locator, text: str) -> None:
        """Write in a field."""
        if self.by_keyboard:
            self._tab_to(what)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            what.fill(text)

    def _tab_to(self, what: Locator) -> None:
        for _ in range(MOST_TABS):
            if what.evaluate(HAS_FOCUS):
                assert self.page.evaluate(IS_SEEN), f"nobody sees that {what} has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {what} with the tab key")
