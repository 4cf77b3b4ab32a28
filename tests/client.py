"""A visitor of the site in tests: asks for pages, reads them, fills in forms as they are."""

from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from weekapp.database import db
from weekapp.security import is_sessionless

UNLABELLED = ("hidden", "submit", "button", "image", "reset")


class Page:
    """An answer of the site, and the page in it if it is one."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.path = urlsplit(response.request.url).path
        body = response.get_data()
        is_page = response.mimetype == "text/html" and not response.content_encoding
        self.soup = BeautifulSoup(body.decode() if is_page else "", "html.parser")

    @property
    def text(self) -> str:
        """All words of the page, white space folded."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def main(self) -> str:
        """The words of the main part."""
        found = self.soup.find("main")
        return " ".join(found.get_text(" ").split()) if found else ""

    @property
    def json(self) -> Any:
        return self.response.get_json()

    def one(self, selector: str) -> Tag:
        """The one element that fits a CSS selector."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} elements fit {selector} on {self.path}"
        return found[0]

    def all(self, selector: str) -> list[str]:
        """The words of each element that fits a CSS selector."""
        return [" ".join(tag.get_text(" ").split()) for tag in self.soup.select(selector)]

    def error_beside(self, name: str) -> str:
        """The words in the error element that the field describes itself by."""
        field = self.soup.select(f'main [name="{name}"]')[0]
        group = field.find_parent("fieldset") if "aria-describedby" not in field.attrs else None
        described = (group or field).get("aria-describedby", "")
        assert isinstance(described, str)
        marked = [self.soup.find(id=one) for one in described.split() if one.endswith("-error")]
        return " ".join(" ".join(tag.get_text(" ").split()) for tag in marked if tag)


class Client:
    """A browser without JavaScript. Every page it gets is checked for the basics."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()

    def get(self, path: str, follow: bool = True, **more: Any) -> Page:
        return self._read(self.browser.get(path, follow_redirects=follow, **more))

    def post(self, path: str, follow: bool = True, **more: Any) -> Page:
        return self._read(self.browser.post(path, follow_redirects=follow, **more))

    def head(self, path: str, **more: Any) -> Page:
        return self._read(self.browser.head(path, **more))

    def submit(
        self,
        page: Page,
        form: str = "main form",
        press: str = "",
        follow: bool = True,
        **typed: Any,
    ) -> Page:
        """Fill in a form of the page and send it; `press` is the button as "name=value".

        What is not typed keeps the value it has on the page, as in a browser.
        """
        tag = page.one(form)
        fields = filled_in(tag)
        for name, value in typed.items():
            fields[name] = value if isinstance(value, list) else [value]
        if press:
            name, _, value = press.partition("=")
            fields[name] = [value]
        path = urljoin(page.response.request.url, str(tag.get("action") or ""))
        where = urlsplit(path)
        target = where.path + (f"?{where.query}" if where.query else "")
        if str(tag.get("method", "get")).lower() == "get":
            return self.get(where.path, follow, query_string=fields)
        return self.post(target, follow, data=fields, headers={"Referer": path})

    def _read(self, response: TestResponse) -> Page:
        db.session.rollback()
        page = Page(response)
        for answer in (*response.history, response):
            check_cookies(self.app, answer)
        if response.mimetype == "text/html" and response.data:
            check_page(page)
        response.close()
        return page

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        db.session.rollback()


def filled_in(form: Tag) -> dict[str, list[Any]]:
    """The fields a browser would send for a form as it stands there."""
    fields: dict[str, list[Any]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), field.get("type")
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            if field.has_attr("multiple"):
                chosen = field.select("option[selected]")
            fields.setdefault(name, []).extend(str(o.get("value", o.text)) for o in chosen)
        elif field.name == "textarea":
            fields.setdefault(name, []).append(field.get_text().removeprefix("\n"))
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                fields.setdefault(name, []).append(str(field.get("value", "on")))
        elif kind not in ("submit", "button", "file", "image", "reset"):
            fields.setdefault(name, []).append(str(field.get("value", "")))
    return fields


def check_cookies(app: Flask, response: TestResponse) -> None:
    """A public or secret answer sets no cookie and does not vary by one."""
    with app.app_context():
        if is_sessionless(endpoint_of(app, response)):
            assert "Set-Cookie" not in response.headers, response.request.path
            assert "Cookie" not in response.headers.get("Vary", ""), response.request.path


def endpoint_of(app: Flask, response: TestResponse) -> str | None:
    """Which view answers at the address of an answer, if any."""
    try:
        asked = response.request
        return str(app.url_map.bind("").match(asked.path, asked.method)[0])
    except HTTPException:
        return None


def check_page(page: Page) -> None:
    """What must hold on every page: one h1, a title, unique ids, a label for every field."""
    soup, path = page.soup, page.path
    assert len(soup.find_all("h1")) == 1, f"{path} has {len(soup.find_all('h1'))} h1"
    assert soup.title and soup.title.get_text(strip=True), f"{path} has no title"
    assert soup.html and soup.html.get("lang"), f"{path} has no language"
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), (
        f"{path} repeats ids {sorted({i for i in ids if ids.count(i) > 1})}"
    )
    for field in soup.select("input, textarea, select"):
        if field.get("type") in UNLABELLED:
            continue
        is_labelled = (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or field.find_parent("label")
            or (field.get("id") and soup.find("label", attrs={"for": field["id"]}))
        )
        assert is_labelled, f"{path}: field {field.get('name')} has no label"
    assert not soup.select(
        "[style], [onclick], script:not([src]):not([type='application/ld+json'])"
    ), path
