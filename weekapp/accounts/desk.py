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
        return url_for("moderation.national")
    if visitor.is_coordinator:
        return url_for("moderation.queue")
    return url_for("activities.desk" if visitor.is_member else "organisations.register")


def nav() -> list[tuple[str, str, str]]:
    """The desk bar: name, words and address of each page for the roles of who is signed in."""
    if not current_user.is_authenticated:
        return []
    visitor = cast(Visitor, current_user)
    is_national = visitor.account.is_national
    items = [
        (is_national, "landelijk", _("Landelijk"), "moderation.national"),
        (is_national, "coordinatoren", _("Coördinatoren"), "accounts.coordinators"),
        (is_national or visitor.is_coordinator, "moderatie", _("Controleren"), "moderation.queue"),
        (visitor.is_member, "mijn", _("Mijn activiteiten"), "activities.desk"),
        (visitor.is_member, "organisatie", _("Mijn organisatie"), "organisations.mine"),
        (True, "account", _("Mijn account"), "accounts.account"),
    ]
    return [(name, label, url_for(page)) for is_for, name, label, page in items if is_for]


def init_app(app: Flask) -> None:
    """Give the bar to the templates."""
    app.jinja_env.globals["desk_nav"] = nav
