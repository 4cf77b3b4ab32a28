"""The pages of whoever is signed in: where they start, and the bar between them."""

from typing import cast

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_login import current_user

from weekapp.accounts.access import Visitor


def home() -> str:
    """Where somebody starts after signing in; who has nothing yet registers an organisation."""
    visitor = cast(Visitor, current_user)
    if visitor.account.is_national:
        return "/landelijk"
    if visitor.is_coordinator:
        return "/moderatie"
    return "/mijn" if visitor.is_member else url_for("organisations.register")


def nav() -> list[tuple[str, str, str]]:
    """The desk bar: name, words and address of each page for the roles of who is signed in."""
    if not current_user.is_authenticated:
        return []
    visitor = cast(Visitor, current_user)
    is_national = visitor.account.is_national
    items = [
        (is_national, "landelijk", _("Landelijk"), "/landelijk"),
        (is_national, "coordinatoren", _("Coördinatoren"), "/landelijk/coordinatoren"),
        (is_national or visitor.is_coordinator, "moderatie", _("Controleren"), "/moderatie"),
        (visitor.is_member, "mijn", _("Mijn activiteiten"), "/mijn"),
        (visitor.is_member, "organisatie", _("Mijn organisatie"), "/mijn/organisatie"),
        (True, "account", _("Mijn account"), "/mijn/account"),
    ]
    return [(name, label, address) for is_for, name, label, address in items if is_for]


def init_app(app: Flask) -> None:
    """Give the bar to the templates."""
    app.jinja_env.globals["desk_nav"] = nav
