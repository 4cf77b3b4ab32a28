"""Where an organiser brings in what they have: a calendar, a sheet, or last year."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.activities import drafts, queries as activity_queries
from weekapp.activities.rows import Typed
from weekapp.activities.typed import typed_of
from weekapp.campaign import queries as campaign
from weekapp.database import db
from weekapp.imports import operations, queries
from weekapp.imports.forms import CalendarForm, ComingIn, SheetForm
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation

MOST_FILES = "30/hour"
# What an organisation mostly has in common with its last activity, for what a source leaves out.
SAME_AS_LAST_TIME = ("venue_name", "street", "postcode", "place", "join_ways",
                     "contact_name", "contact_phone", "contact_hours", "contact_email")  # fmt: skip

Answer = str | Response | tuple[str, int]

bp = Blueprint("imports", __name__)


@bp.get("/mijn/inlezen")
@access.member
def hub() -> str:
    """The organiser sees the three ways to bring things in, and what came in before."""
    return _hub()


@bp.post("/mijn/inlezen/blad")
@access.member
def sheet() -> Answer:
    """The organiser sends a sheet, and gets the page where it is looked at."""
    form = SheetForm()
    organisation = _organisation(form)
    if not form.is_right() or not _may_more(form):
        return _hub(sheet_form=form), 422
    return _begun(organisation, "sheet", name=_name(form.file.data), content=form.content)


@bp.post("/mijn/inlezen/agenda")
@access.member
def calendar() -> Answer:
    """The organiser sends a calendar or says where it is, and gets the page to look at it."""
    form = CalendarForm()
    organisation = _organisation(form)
    if not form.is_right() or not _may_more(form):
        return _hub(calendar_form=form), 422
    if form.content:
        return _begun(organisation, "calendar", name=_name(form.file.data), content=form.content)
    address = at_home(form.address.data)
    source = queries.followed_at(organisation.id, address)
    return _begun(organisation, "calendar", name=address, address=address, source=source)


@bp.post("/mijn/inlezen/eerder")
@access.member
def earlier() -> Answer:
    """The organiser gets everything they did before, on the days of the next edition."""
    form = ComingIn()
    organisation = _organisation(form)
    week = campaign.running_or_next(clock.today())
    if week is None:
        flash(_("De dagen van de volgende week zijn nog niet bekend."), "warning")
        return redirect(url_for("imports.hub"))
    return _begun(organisation, "earlier", name=str(week.year))


def _hub(**refused: ComingIn) -> str:
    own = organisations.organisations_of(me())
    forms = {
        "earlier_form": ComingIn(formdata=None),
        "sheet_form": SheetForm(formdata=None),
        "calendar_form": CalendarForm(formdata=None),
    } | refused
    for form in forms.values():
        form.offer([(one.id, one.name) for one in own])
    return render_template(
        "imports/hub.html",
        **forms,
        organisations=own,
        batches=queries.last_batches(me()),
        sources=queries.followed(me()),
        week=campaign.running_or_next(clock.today()),
    )


def _organisation(form: ComingIn) -> Organisation:
    """The organisation this is for, always one of their own whatever was sent."""
    own = organisations.organisations_of(me())
    form.offer([(one.id, one.name) for one in own])
    found = next((one for one in own if one.id == form.organisation_id.data), None)
    if found is None:
        raise NotFound
    return found


def _may_more(form: Any) -> bool:
    is_allowed = limits.allows(MOST_FILES, "import", str(me().id))
    if not is_allowed:
        db.session.commit()
        refused = form.address if form.address.data else form.file
        refused.errors = [_("Dit is te vaak achter elkaar. Probeer het over een uur opnieuw.")]
    return is_allowed


def _begun(organisation: Organisation, kind: str, **what: Any) -> Response:
    batch = operations.begin(
        organisation, me(), kind, clock.now(), defaults=_defaults(organisation), **what
    )
    db.session.commit()
    return redirect(url_for("imports.batch", batch_id=batch.id))


def _defaults(organisation: Organisation) -> Typed:
    last = activity_queries.last_of(organisation.id)
    typed = typed_of(drafts.blank(organisation, last), clock.now())
    typed |= {"join_ways": list(last.join_ways)} if last else {}
    return {name: typed[name] for name in SAME_AS_LAST_TIME if name in typed}


def at_home(typed: str) -> str:
    """An address as it is kept: a calendar known by webcal:// is the one at https://."""
    scheme, dots, rest = typed.strip().partition("://")
    return f"https://{rest}" if dots and scheme.lower() in ("webcal", "webcals", "http") else typed


def _name(file: FileStorage) -> str:
    return (file.filename or _("bestand")).replace("\\", "/").rpartition("/")[2][:80]


def is_asked(button: str) -> bool:
    """Whether this button of the page was pressed."""
    return request.form.get("doe") == button
