"""Headers on every answer, cookies only where needed, and whom a request comes from."""

import ipaddress
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError

from weekapp.config import Settings

MEGABYTE = 1024 * 1024
MOST_BODY = 10 * MEGABYTE
PUBLIC_SECONDS = 60
SESSIONLESS = ("public", "secret", "guest")

View = TypeVar("View", bound=Callable[..., object])

csrf = CSRFProtect()


def public(view: View) -> View:
    """Mark a page as the same for everybody: no cookie, may be cached, the gate stays open."""
    view.mark = "public"  # type: ignore[attr-defined]
    return view


def is_public(endpoint: str | None) -> bool:
    """Whether an endpoint was marked @public: the same answer for everybody."""
    return _mark_of(endpoint) == "public"


def is_sessionless(endpoint: str | None) -> bool:
    """Whether an endpoint never looks at who is signed in: @public, @secret or @guest."""
    return _mark_of(endpoint) in SESSIONLESS


def _mark_of(endpoint: str | None) -> str:
    view = current_app.view_functions.get(endpoint or "")
    return "public" if endpoint == "static" else getattr(view, "mark", "")


class SessionOutsidePublicPages(SecureCookieSessionInterface):
    """A signed cookie, except on pages for whoever comes: there it is not read or set."""

    def open_session(self, app: Flask, request: Any) -> Any:
        if is_sessionless(request.endpoint):
            return self.make_null_session(app)
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not is_sessionless(request.endpoint):
            super().save_session(app, session, response)


def client_network() -> str:
    """The visitor's network, for rate limits: an IPv4 address or an IPv6 /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


LARGEST_NUMBER = 2**31 - 1


class RowNumber(IntegerConverter):
    """A number in an address, never larger than both databases can hold: larger is not found."""

    regex = r"\d{1,18}"

    def to_python(self, value: str) -> int:
        number: int = super().to_python(value)
        if number > LARGEST_NUMBER:
            raise ValidationError
        return number


def shown(content: bytes, kind: str, cache: str, name: str = "") -> Response:
    """A picture or a document of this media type that a browser shows, and does nothing else with;
    with a name to save it under.
    """
    response = make_response(content)
    response.mimetype = kind
    response.headers["Cache-Control"] = cache
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"' if name else "inline"
    return response


class Words(UnicodeConverter):
    """Text in an address; with a zero byte in it there is no such address: no database can hold
    one, and PostgreSQL cannot even be asked for it.
    """

    def __init__(self, *args: Any, **limits: Any) -> None:
        super().__init__(*args, **limits)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


def init_app(app: Flask, settings: Settings) -> None:
    """Set limits, cookies and headers for the whole site."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        MAX_CONTENT_LENGTH=MOST_BODY,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=1000,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # the gate does, once it knows who is there
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # the gate looks at Origin, which all browsers send
    )
    app.url_map.converters["int"] = RowNumber
    app.url_map.converters["default"] = Words
    app.session_interface = SessionOutsidePublicPages()
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    csrf.init_app(app)
    app.extensions["csp"] = content_security_policy(settings)
    app.context_processor(lambda: {"is_public": not request or is_sessionless(request.endpoint)})
    app.after_request(add_headers)


def content_security_policy(settings: Settings) -> str:
    """Only our own scripts, styles and pictures; map tiles from the one host of the settings."""
    tiles = urlsplit(settings.tiles_url)
    is_theirs = tiles.netloc and not settings.tiles_cache
    tile_host = f" {tiles.scheme}://{tiles.netloc}" if is_theirs else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{tile_host}",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def add_headers(response: Response) -> Response:
    """Give every answer its security headers, and a Cache-Control that is right for its page."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", current_app.extensions["csp"])
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    is_secret = _mark_of(request.endpoint) == "secret"
    headers["Referrer-Policy"] = "no-referrer" if is_secret else "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(), payment=()"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if is_secret:
        headers["X-Robots-Tag"] = "noindex"
        headers.setdefault("Cache-Control", "no-store")
    elif not is_public(request.endpoint) or response.status_code >= 500:
        headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in headers:
        headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return response
