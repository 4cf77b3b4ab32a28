"""The gate: every page is marked with who may see it, and what has no mark is closed."""

from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import queries
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.config import Settings

View = TypeVar("View", bound=Callable[..., object])
MARKS = ("public", "visitor", "signed_in", "member", "coordinator", "national")


def _mark(name: str) -> Callable[[View], View]:
    def marked(view: View) -> View:
        view.mark = name  # type: ignore[attr-defined]
        return view

    return marked


public = _mark("public")  # everybody, the same answer: no cookie, may be cached
visitor = _mark("visitor")  # everybody, with a form: a cookie may be set, never cached
signed_in = _mark("signed_in")  # whoever signed in
member = _mark("member")  # whoever signed in and belongs to an organisation
coordinator = _mark("coordinator")  # municipalities in their care, or national team
national = _mark("national")  # national team

login = LoginManager()


class Visitor(UserMixin):  # type: ignore[misc]
    """Who is signed in, as Flask-Login wants it: known by the token of this one browser."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        return self.token


def me() -> Account:
    """The account that is signed in; only for pages with a mark that says somebody is."""
    return cast(Visitor, current_user).account


def deed() -> Deed:
    """What the person at this page does, now."""
    return Deed(by=me(), at=clock.now(), link=link)


def link(endpoint: str, /, **values: str | int) -> str:
    """The absolute address of a page, always under the site's own address."""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url + current_app.url_for(endpoint, _external=False, **values)


def asks_membership(check: Callable[[Account], bool]) -> None:
    """Tell the gate how to see that an account belongs to an organisation (their slice knows)."""
    login.is_member = check


def gate() -> AnyResponse | None:
    """Let through whoever the page is for; send others to sign in, or say it is not there."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    mark = getattr(view, "mark", None)
    if mark in ("public", "visitor"):
        return None
    if mark not in MARKS:
        abort(404)
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    account = me()
    if mark == "national" and not account.is_national:
        abort(404)
    if mark == "coordinator" and not (
        account.is_national or queries.is_coordinator(account)
    ):
        abort(404)
    if mark == "member" and not login.is_member(account):
        return redirect(url_for("organisations.register"))
    return None


def ask_to_sign_in() -> AnyResponse:
    """Send somebody to the sign-in page, and back here afterwards."""
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def init_app(app: Flask) -> None:
    """Set Flask-Login up, and put the gate before every page."""
    login.init_app(app)
    login.session_protection = None
    login.user_loader(_visitor)
    app.before_request(gate)


def _visitor(token: str) -> Visitor | None:
    account = queries.signed_in_by(token, clock.now())
    return Visitor(account, token) if account else None
