"""The words of templates: safe on pages, as they are in letters."""

import pytest
from flask import Flask

SENTENCE = """{{ _("Ja & %(name)s", name=name) }}"""


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ('{{ _("100%% & meer") }}', "100% & meer"),
        (SENTENCE, "Ja & &lt;b&gt;"),
        ('{{ _("%(n)s keer", n=3) }}', "3 keer"),
    ],
)
def test_what_is_filled_in_on_a_page_is_made_safe(app: Flask, template: str, told: str) -> None:
    pages = app.jinja_env.overlay(autoescape=True)
    for _ in range(2):
        assert pages.from_string(template).render(name="<b>") == told


def test_a_letter_is_not_a_page(app: Flask) -> None:
    letters = app.jinja_env.overlay(autoescape=False)
    assert letters.from_string(SENTENCE).render(name="<b>") == "Ja & <b>"
    assert letters.from_string('{{ _("100%% & meer") }}').render() == "100% & meer"
