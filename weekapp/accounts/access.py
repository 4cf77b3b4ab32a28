"""The gate: every page is marked with who may see it, and what has no mark is closed."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock, limits
from weekapp.accounts import parked, queries
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.accounts.paths import own_path
from weekapp.config import Settings
from weekapp.database import SAFE_METHODS, db
from weekapp.languages import spoken
from weekapp.security import SESSIONLESS, client_network, csrf
from weekapp.translating import TRANSLATED

View = TypeVar("View", bound=Callable[..., object])
RESTORED = "teruggezet"
PARKED_PER_NETWORK = "60/hour"
MARKS = ("public", "secret", "guest", "visitor", "signed_in", "member", "coordinator", "national")


def _mark(name: str) -> Callable[[View], View]:
    def marked(view: View) -> View:
        view.mark = name  # type: ignore[attr-defined]
        return view

    return marked


public = _mark("public")  # everybody, the same answer: no cookie, may be cached
secret = _mark("secret")  # whoever has the link: no session is read, only they may keep the answer
guest = _mark("guest")  # everybody, with a form and without a cookie: nobody is known there
visitor = _mark("visitor")  # everybody, with a form: a cookie may be set, never cached
signed_in = _mark("signed_in")  # whoever signed in
member = _mark("member")  # whoever signed in and belongs to an organisation
coordinator = _mark("coordinator")  # municipalities in their care, or national team
national = _mark("national")  # national team

login = LoginManager()


class Visitor(UserMixin):
    """Who is signed in, as Flask-Login wants it: known by the token of this one browser."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        return self.token

    @cached_property
    def is_coordinator(self) -> bool:
        return queries.is_coordinator(self.account)

    @cached_property
    def is_member(self) -> bool:
        return bool(login.is_member(self.account))


def me() -> Account:
    """The account that is signed in; only for pages with a mark that says somebody is."""
    return cast(Visitor, current_user).account


def deed() -> Deed:
    """What the person at this page does, now; `by` is None when nobody is signed in."""
    return Deed(
        by=me() if current_user and current_user.is_authenticated else None,
        at=clock.now(),
        link=link,
    )


def link(endpoint: str, /, **values: str | int) -> str:
    """The absolute address of a page, always under the site's own address; a worker asks too.

    In the language that is spoken, where the page is there in it.
    """
    settings: Settings = current_app.extensions["settings"]
    prefix = spoken.get().prefix if endpoint in TRANSLATED else ""
    return settings.base_url + prefix + current_app.url_map.bind("").build(endpoint, values)


def typed() -> MultiDict[str, Any] | CombinedMultiDict[str, Any] | None:
    """What a form starts from: what is posted now, or what was parked when a session had ended.

    For forms under /mijn: `Form(formdata=access.typed(), obj=...)`; None leaves it to `obj`.
    """
    if request.method == "POST":
        return CombinedMultiDict[str, Any]((request.files, request.form))
    token = request.args.get(RESTORED)
    fields = parked.take(token, request.path) if token else None
    return MultiDict(fields) if fields is not None else None


def asks_membership(check: Callable[[Account], bool]) -> None:
    """Tell the gate how to see that an account belongs to an organisation (their slice knows)."""
    login.is_member = check


def gate() -> AnyResponse | None:
    """Let through whoever the page is for; send others to sign in, or say it is not there.

    The token of a form is checked here, and not before: a form of somebody whose session ended
    has no good token, and what it says must not be lost.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    mark = getattr(view, "mark", None)
    if mark in SESSIONLESS:
        _receive_of_anybody(mark)
        return None
    if mark not in MARKS:
        abort(404)
    _receive()
    if mark == "visitor":
        _check_form()
        return None
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    return _refusal(mark) or _stale_form()


def _receive_of_anybody(mark: str) -> None:
    """Take a form of somebody who is not known: it has no token, but it comes from our own page.

    From a page without referrer the origin is "null": then browsers say otherwise where it is from.
    Those that are too old to say so are taken at a secret address only: whoever knows that could
    send its form themselves, and no other page of ours is without referrer.
    """
    if request.method not in SAFE_METHODS:
        unless_told = "same-origin" if mark == "secret" else "unknown"
        site = request.headers.get("Sec-Fetch-Site", unless_told)
        is_unsaid = request.headers.get("Origin") == "null" and site == "same-origin"
        if not is_unsaid and not _is_from_here():
            raise CSRFError("the form came from another site")
        _receive()


def _receive() -> None:
    """Take the whole form in before the database is asked anything.

    A request that writes holds the lock from its first question on, and its sender may be slow.
    """
    if request.method not in SAFE_METHODS:
        request.get_data(parse_form_data=True)


def _refusal(mark: str) -> AnyResponse | None:
    visitor = cast(Visitor, current_user)
    is_national = visitor.account.is_national
    if mark == "national" and not is_national:
        abort(404)
    if mark == "coordinator" and not (is_national or visitor.is_coordinator):
        abort(404)
    if mark == "member" and not visitor.is_member:
        return redirect(url_for("organisations.register"))
    return None


def _check_form() -> None:
    """Refuse a form that another site sent, or that carries no token of this session."""
    if request.method not in SAFE_METHODS and not _is_from_here():
        raise CSRFError("the form came from another site")
    csrf.protect(apply_exemptions=True)


def _stale_form() -> AnyResponse | None:
    try:
        _check_form()
    except CSRFError:
        # Somebody signed in anew in another tab: their form is from the session before.
        page = _page_of_form()
        token = _park(page.path)
        if token is None:
            raise
        return redirect(_way_back(page, token))
    return None


def ask_to_sign_in() -> AnyResponse:
    """Send somebody to the sign-in page, and back here afterwards with what they typed.

    A script that asks for JSON gets a 401 instead, and keeps what it has.
    """
    accepts = request.accept_mimetypes
    if accepts.accept_json and not accepts.accept_html:
        abort(401)
    page = _page_of_form()
    return redirect(url_for("accounts.sign_in", next=_way_back(page, _park(page.path)) or None))


def _page_of_form() -> SplitResult:
    """This page, or the page a form was on when it is sent to an address that shows nothing."""
    rule = request.url_rule
    if rule is not None and "GET" in (rule.methods or ()):
        return urlsplit(request.full_path)
    page = urlsplit(request.referrer or "")
    return page if page.netloc == request.host else urlsplit("")


def _way_back(page: SplitResult, token: str | None) -> str:
    pairs = parse_qsl(page.query, keep_blank_values=True)
    if token:
        pairs = [(name, value) for name, value in pairs if name != RESTORED]
        pairs.append((RESTORED, token))
    return own_path(page.path + ("?" + urlencode(pairs) if pairs else ""))


def _park(path: str) -> str | None:
    """Park the form of this request for a page under /mijn; the token, or None if it may not be.

    A form that another site sent is not kept: it would come back as if our visitor had typed it.
    """
    is_kept = path.startswith("/mijn/") and own_path(path)
    if request.method != "POST" or not is_kept or not _is_from_here():
        return None
    token = None
    if limits.allows(PARKED_PER_NETWORK, "parked", client_network()):
        token = parked.park(path, request.form.to_dict(flat=False))
    db.session.commit()
    return token


def _is_from_here() -> bool:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    here = (request.host, urlsplit(link("agenda.home")).netloc)
    return site in ("same-origin", "none") and (origin is None or urlsplit(origin).netloc in here)


def init_app(app: Flask) -> None:
    """Set Flask-Login up, and put the gate before every page."""
    # No template asks who is there by itself: an error page must not need the database for it.
    login.init_app(app, add_context_processor=False)
    login.session_protection = None
    login.user_loader(_visitor)
    app.before_request(gate)


def _visitor(token: str) -> Visitor | None:
    found = queries.signed_in_by(token, clock.now())
    if found is None:
        return None
    visitor = Visitor(found[0], token)
    visitor.is_coordinator = found[1]  # known already; else it is asked for
    return visitor
