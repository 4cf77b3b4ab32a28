"""Residents' pages in other languages: the language is the first part of the address, no cookie.

Templates and views link to the Dutch pages; what goes out in another language gets links to pages
in that language here, where those exist. What is not translated is one page, in Dutch.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from flask import Flask, abort, current_app, redirect, request
from flask_babel import Babel, force_locale
from jinja2 import Template
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from weekapp.config import SITE, Settings
from weekapp.languages import DUTCH, LANGUAGES, Language, code, spoken

Environ = dict[str, Any]
Site = Callable[[Environ, Any], Iterable[bytes]]

READING = ("GET", "HEAD")
CATALOGUES = SITE / "translations"
TRANSLATED = frozenset((
    "agenda.home", "agenda.activities", "agenda.activity", "agenda.activity_by_number",
    "agenda.along", "agenda.map_page", "agenda.all_municipalities", "agenda.municipality",
    "agenda.organisation", "agenda.information", "agenda.reading", "agenda.together",
    "agenda.privacy", "agenda.accessibility", "signups.ask", "signups.code", "signups.mine",
    "paper.near", "paper.near_as_pdf", "paper.municipality", "paper.municipality_as_pdf",
    "paper.together", "signups.confirm", "signups.cancel", "signups.forget",
    "weekly.ask", "weekly.mine", "weekly.confirm", "weekly.stop",
))  # fmt: skip
# What an address holds of somebody's own.
SECRETS = frozenset(("token", "ticket"))
# A link that says it is to the Dutch page stays one.
_LINK = re.compile(r'(?<!hreflang="nl" )\b(href|action)="(/|/[^"/][^"]*)"')


class Prefixed:
    """The site, with the language at the head of an address taken for what it is."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        _, first, rest = [*environ["PATH_INFO"].split("/", 2), "", ""][:3]
        language = LANGUAGES.get(first, DUTCH)
        if language is not DUTCH:
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + language.prefix
            environ["PATH_INFO"] = f"/{rest}"
        before = spoken.set(language)
        try:
            return self.site(environ, start_response)
        finally:
            spoken.reset(before)


class Translated(Template):
    """A page, with its links in the language in which it is read."""

    def render(self, *args: Any, **values: Any) -> str:
        page = super().render(*args, **values)
        return page if spoken.get() is DUTCH else linked(page, spoken.get())


def linked(page: str, language: Language) -> str:
    """HTML with each link to a page that is translated as a link to it in a language."""
    adapter = current_app.url_map.bind("")

    def in_language(found: re.Match[str]) -> str:
        name, address = found.groups()
        path = re.split("[?#]", address)[0]
        methods = ("GET", "POST") if name == "action" else ("GET",)
        is_there = any(_is_translated(adapter, path, method) for method in methods)
        return f'{name}="{language.prefix}{address}"' if is_there else found[0]

    return _LINK.sub(in_language, page)


def _is_translated(adapter: MapAdapter, path: str, method: str) -> bool:
    try:
        return adapter.match(path, method)[0] in TRANSLATED
    except HTTPException:
        return False


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while: what is written here is read elsewhere."""
    before = spoken.set(language)
    try:
        with force_locale(language.code):
            yield
    finally:
        spoken.reset(before)


def stay_in_dutch() -> Response | None:
    """Send whoever asks for another language to the Dutch page where there is no other."""
    if spoken.get() is DUTCH or request.endpoint is None or request.endpoint in TRANSLATED:
        return None
    if request.method not in READING:
        abort(404)
    return redirect(_asked())


def elsewhere() -> list[tuple[Language, str]]:
    """This page in each language, its own included; nothing where there is no other."""
    if not request or request.endpoint not in TRANSLATED or request.method not in READING:
        return []
    return [(language, language.prefix + _asked()) for language in LANGUAGES.values()]


def alternates(canonical: str, codes: Iterable[str]) -> list[tuple[Language, str]]:
    """The full address of this page in each language, for search engines.

    Those of its canonical address, which is the one that others name; nothing for who has a page
    of their own, which only they and their letter know.
    """
    settings: Settings = current_app.extensions["settings"]
    there = elsewhere()
    if not there or not SECRETS.isdisjoint(request.view_args or {}):
        return []
    path = canonical.removeprefix(settings.base_url).removeprefix(spoken.get().prefix) or _asked()
    return [
        (language, settings.base_url + language.prefix + path)
        for language, _ in there
        if language.code in codes
    ]


def _asked() -> str:
    """The address of this page without its language."""
    path, query = quote(request.path), request.query_string.decode("latin-1")
    return f"{path}?{query}" if query else path


def _about() -> dict[str, Any]:
    """What pages know of the language."""
    settings: Settings = current_app.extensions["settings"]
    told = {"language": spoken.get(), "base_url": settings.base_url}
    return told | {"elsewhere": elsewhere, "alternates": alternates, "every_language": LANGUAGES}


def dutch() -> Markup:
    """Marks what people wrote, which stays Dutch on a page in another language."""
    return Markup("" if spoken.get() is DUTCH else ' lang="nl" dir="ltr"')


def in_dutch(text: str) -> Markup:
    """What people wrote, as a part of a sentence in another language."""
    return Markup("<span{}>{}</span>").format(dutch(), text) if dutch() else escape(text)


def init_app(app: Flask) -> None:
    """Let the address say the language."""
    Babel(
        app,
        default_locale=DUTCH.code,
        default_timezone="Europe/Amsterdam",
        default_translation_directories=str(CATALOGUES),
        locale_selector=code,
    )
    app.wsgi_app = Prefixed(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(stay_in_dutch)
    app.context_processor(_about)
    app.jinja_env.template_class = Translated
    app.jinja_env.globals["dutch"] = dutch
    app.jinja_env.filters["in_dutch"] = in_dutch
