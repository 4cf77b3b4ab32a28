"""Who may do what: every route, in every role, with every method, on what is another's."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.client import Client, Page, check_cookies
from tests.world import ROLES, World, build, routes
from weekapp.accounts.access import MARKS
from weekapp.accounts.models import Account
from weekapp.database import Model, db
from weekapp.security import SESSIONLESS

READING = {"GET"}
OF_A_MEMBER = {"organisation_id", "activity_id", "batch_id", "source_id"}
OF_A_COORDINATOR = {"activity_id", "code"}
MAY_COME: dict[str, set[str]] = {
    "public": set(ROLES),
    "secret": set(ROLES),
    "guest": set(ROLES),
    "visitor": set(ROLES),
    "signed_in": set(ROLES) - {"nobody"},
    "member": {"outsider", "member"},
    "coordinator": {"elsewhere", "coordinator", "national"},
    "national": {"national"},
}
OFF = {"agenda.tile"}  # what is only there when a setting says so
# What a machine asks to know how the site is now.
PROBES = {"agenda.health", "agenda.readiness"}
OF_WHO_ASKS = {"paper.near_as_pdf", "paper.together"}
# What nobody but the parked text of an ended session, the counts of a limit and calendars that are
# kept as they went out may change.
KEPT_OUT = {"parked_form", "rate_window", "kept_calendar"}
LOOK = "sign-ups seen"  # in the history: it is written down when somebody looks


@pytest.fixture
def world(app: Flask) -> World:
    """One of everything."""
    return build()


@pytest.fixture
def browser_of(
    world: World, signed_in: Callable[[Account], Client], client: Client
) -> Callable[[str], Client]:
    """The browser of a role."""
    return lambda role: signed_in(world.people[role]) if role in world.people else client


def outcome(page: Page) -> str:
    """What came of a visit, in a word."""
    where = page.headers.get("Location", "")
    if where.startswith("/inloggen?") or where == "/inloggen":
        return "sign in"
    if "teruggezet=" in where:
        return "stale form"
    if where == "/mijn/organisatie/nieuw":
        return "register"
    return {404: "not there", 400: "bad request"}.get(page.status) or (
        "page" if page.status < 400 else str(page.status)
    )


def expected(rule: Rule, method: str, mark: str, role: str) -> set[str]:
    """What should come of a visit: a reader's page, or a form that lacks its token."""
    if role not in MAY_COME[mark]:
        closed = "register" if mark == "member" else "not there"
        return {"sign in" if role == "nobody" else closed}
    if is_anothers(rule, mark, role):
        return {"not there"}
    if rule.endpoint in OFF:
        return {"not there"}
    if method not in READING:
        return {"bad request", "stale form"}
    if mark == "visitor":
        return {"page", "register", "sign in"}
    return (
        {"403"} if rule.endpoint == "organisations.invitation" and role != "newcomer" else {"page"}
    )


def is_anothers(rule: Rule, mark: str, role: str) -> bool:
    """Whether what is in the address belongs to somebody else than this role."""
    if mark == "member":
        return role == "outsider" and not OF_A_MEMBER.isdisjoint(rule.arguments)
    is_of_one = mark == "coordinator" and not OF_A_COORDINATOR.isdisjoint(rule.arguments)
    return is_of_one and role == "elsewhere"


def visits(
    app: Flask, world: World, client: Client, role: str
) -> Iterator[tuple[str, set[str], str]]:
    """Each route and method: its name, what should come of it and what did.

    A form goes without its token, except for what is another's: that must be closed with one too.
    Where nobody is known and forms have none, it comes from another site.
    """
    for rule, method, mark in routes(app):
        fields = {}
        if method not in READING and is_anothers(rule, mark, role):
            token = client.get("/mijn/account").one("#naam [name=csrf_token]")
            fields = {"csrf_token": str(token["value"]), "name": "Gekaapt", "role": "owner"}
        visit = client.get if method in READING else client.post
        more: dict[str, Any] = {"data": fields} if fields else {}
        if method not in READING and mark in SESSIONLESS:
            more = {"headers": {"Origin": "https://elders.example"}}
        page = visit(world.path(rule), follow=False, **more)
        yield f"{method} {rule.rule}", expected(rule, method, mark, role), outcome(page)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that a visit without token may not change."""
    db.session.rollback()
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table)) if LOOK not in row]
        for table in Model.metadata.sorted_tables
        if table.name not in KEPT_OUT
    }


def test_every_route_has_a_mark(app: Flask) -> None:
    assert [rule.rule for rule, _method, mark in routes(app) if mark not in MARKS] == []


def test_public_routes_only_read(app: Flask) -> None:
    open_to_all = {method for _rule, method, mark in routes(app) if mark == "public"}
    assert open_to_all == READING


@pytest.mark.parametrize("role", ROLES)
def test_every_route_lets_in_whom_its_mark_names_and_nobody_else(
    app: Flask, world: World, browser_of: Callable[[str], Client], role: str
) -> None:
    client = browser_of(role)
    before = everything()
    wrong = [
        f"{route} is {found!r} and should be {' or '.join(sorted(right))}"
        for route, right, found in visits(app, world, client, role)
        if found not in right
    ]
    assert wrong == []
    assert everything() == before


def test_a_public_page_is_the_same_for_everybody(
    app: Flask, world: World, browser_of: Callable[[str], Client]
) -> None:
    nobody, team = browser_of("nobody"), browser_of("national")
    for rule, _method, mark in routes(app):
        if mark == "public" and rule.endpoint not in OFF:
            path = world.path(rule)
            pages = [who.get(path, follow=False) for who in (nobody, team)]
            assert pages[0].response.data == pages[1].response.data, path
            is_fleeting = rule.endpoint in PROBES | OF_WHO_ASKS
            assert ("no-store" in pages[0].headers["Cache-Control"]) == is_fleeting, path


def test_a_secret_page_asks_only_for_its_link_and_no_cache_shares_it(
    app: Flask, world: World, browser_of: Callable[[str], Client]
) -> None:
    nobody, team = browser_of("nobody"), browser_of("national")
    for rule, method, mark in routes(app):
        if mark == "secret" and method in READING:
            path = world.path(rule)
            pages = [who.get(path, follow=False) for who in (nobody, team)]
            assert pages[0].response.data == pages[1].response.data, path
            assert pages[0].headers["Cache-Control"].startswith(("private", "no-store")), path
            assert pages[0].headers["Referrer-Policy"] == "no-referrer", path
            assert "Set-Cookie" not in pages[1].headers, path


def test_whoever_signs_in_gets_pages_that_nobody_keeps(
    app: Flask, world: World, browser_of: Callable[[str], Client]
) -> None:
    for role in ("member", "national"):
        client = browser_of(role)
        for rule, method, mark in routes(app):
            if mark not in SESSIONLESS and method in READING:
                page = client.get(world.path(rule), follow=False)
                assert page.headers["Cache-Control"] == "no-store", rule.rule


def test_a_view_without_mark_is_closed(app: Flask, browser_of: Callable[[str], Client]) -> None:
    view = app.view_functions["accounts.account"]
    app.view_functions["accounts.account"] = lambda: "open"
    try:
        assert browser_of("national").get("/mijn/account").status == 404
    finally:
        app.view_functions["accounts.account"] = view


def test_a_cookie_on_a_public_page_would_be_noticed(client: Client) -> None:
    answer = client.browser.get("/privacy")
    check_cookies(client.app, answer)
    answer.headers["Set-Cookie"] = "who=you"
    with pytest.raises(AssertionError):
        check_cookies(client.app, answer)
