"""What axe-core complains of: WCAG 2.2 at level AA, and what it calls best practice."""

from playwright.sync_api import Page

from weekapp.config import SITE

AXE = SITE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page is looked at with everything in it that folds, open.
OPEN_ALL = "document.querySelectorAll('details').forEach(one => {one.name = ''; one.open = true})"


def complaints(page: Page) -> list[tuple[str, str]]:
    """Each rule that a page breaks, with the first place where it does.

    Axe is put into the page as a script, so its context has to let scripts by (`bypass_csp`).
    """
    page.evaluate(OPEN_ALL)
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
