"""Whatever is put in an address, a public page answers in words and never fails."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.counting import MOST_FOR_WORDS, MOST_QUERIES, queries_of
from tests.factories import activity, organisation
from weekapp.agenda.filters import PARAMETERS
from weekapp.security import is_public

PART = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
ANSWERS = {200, 301, 302, 304, 308, 400, 404, 414}
NASTY = (
    "0000ZZ",
    "3511AB",
    "Bergen",
    "<script>alert(1)</script>",
    "\x00",
    "\u202eomgekeerd",
    "😀" * 50,
    "a" * 10_000,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "53.5,4.0",
    "50.85,4.35",
    '"; DROP TABLE activity; --',
    'title:"x" OR NEAR(a, b)',
    "%00%ff",
    "-1",
    "1e9",
    "99999999999999999999999",
    "NaN",
    "²",
    "../../etc/passwd",
    "{{ 7 * 7 }}",
    "%(name)s",
    "ja",
    "koffie",
    "vandaag",
)
FILTERED = (
    "/activiteiten", "/agenda.ics", "/kaart", "/kaart/punten.json", "/gemeenten/<slug>",
    "/zoek-samen",
)  # fmt: skip
OTHERS = ("naam", "datum", "bbox", "zoom", "lat", "lon", "q", "v", "nr")

values = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.integers().map(str))
names = st.one_of(st.sampled_from(PARAMETERS + OTHERS), st.text(max_size=8))
queries = st.lists(st.tuples(names, values), max_size=6)


def public_rules(app: Flask) -> list[Rule]:
    """Every public page, whichever slice it is of."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return [rule for rule in rules if is_public(rule.endpoint) and rule.endpoint != "static"]


def path_of(rule: Rule, fill: Callable[[str], str]) -> str:
    """An address of a page with something put in each of its parts."""
    return PART.sub(lambda part: quote(fill(part[1]), safe=""), rule.rule)


def check(answer: TestResponse, asked: str) -> None:
    """An answer of a kind a visitor can do something with."""
    assert answer.status_code in ANSWERS, (answer.status_code, asked)
    assert "Set-Cookie" not in answer.headers
    if answer.status_code in (400, 404) and answer.mimetype == "text/html":
        assert "<h1" in answer.get_data(as_text=True)


@pytest.fixture(autouse=True)
def something(session: Session) -> None:
    organisation(slug="de-brug")
    activity()


def real(rule: Rule) -> Callable[[str], str]:
    """What makes the address of a page one that exists."""
    slug = "de-brug" if rule.rule.startswith("/organisaties") else "ede"
    slug = "koffie-in-de-brug" if rule.rule.startswith("/activiteiten") else slug
    return lambda name: {"number": "1", "slug": slug}.get(name, "1")


def test_garbage_in_any_address_gives_an_answer_in_words(app: Flask) -> None:
    rules = public_rules(app)
    assert len(rules) > 20
    with_filters = [rule for rule in rules if rule.rule in FILTERED]
    browser: FlaskClient = app.test_client()

    @settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        rule=st.one_of(st.sampled_from(rules), st.sampled_from(with_filters)),
        query=queries,
        raw=st.sampled_from(("", "", "&q=%ff%fe", "&waar=%00", "&van&tot", "&&=;")),
        part=st.one_of(st.none(), values),
    )
    def ask(rule: Rule, query: list[tuple[str, str]], raw: str, part: str | None) -> None:
        path = path_of(rule, real(rule) if part is None else lambda _name: part)
        asked = f"{path}?{urlencode(query)}{raw}"
        made = queries_of(lambda: check(browser.get(asked), asked))
        most = MOST_QUERIES + (MOST_FOR_WORDS if "q=" in asked else 0)
        assert len(made) <= most, (asked, made)

    ask()


@pytest.mark.parametrize("nasty", NASTY)
def test_garbage_in_any_filter_gives_the_list_with_a_sentence(app: Flask, nasty: str) -> None:
    browser = app.test_client()
    for name in PARAMETERS:
        answer = browser.get("/activiteiten", query_string={name: nasty})
        assert answer.status_code == 200, name
        assert b'class="sentence"' in answer.data
