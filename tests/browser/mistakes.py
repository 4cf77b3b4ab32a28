"""The forms of residents, filled in wrong: what they answer is a page like any other."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Mistake:
    """What somebody types wrong in the form that an endpoint shows."""

    endpoint: str
    typed: dict[str, str]


MISTAKES = (
    Mistake("signups.ask", {"name": "www.voorbeeld.nl", "email": "riet", "people": "99"}),
    Mistake("signups.code", {"code": "123"}),
    Mistake("signups.mine", {"name": "", "people": "0"}),
    Mistake("weekly.ask", {"email": "", "area": "nergenshuizen"}),
)


def make(page: Page, path: str, typed: dict[str, str]) -> None:
    """Go to a form, fill it in like this, and send it."""
    page.goto(path)
    form = page.locator("main form.form")
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    with page.expect_navigation() as answer:
        form.locator("button[type=submit]").click()
    assert answer.value and answer.value.status == 422, path
    assert page.locator(".error-summary").is_visible()
