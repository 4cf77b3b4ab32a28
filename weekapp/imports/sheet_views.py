"""The sheets we give out: an empty one to fill in, and the organiser's own activities."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, request
from werkzeug.exceptions import NotFound

from weekapp import clock, tables
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.activities.models import Activity
from weekapp.imports import queries, sheet_export
from weekapp.imports.views import bp
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation


@bp.get("/mijn/inlezen/voorbeeld.xlsx")
@access.member
def template() -> Response:
    """The organiser gets a workbook to fill in, with their own places to choose from."""
    from weekapp.imports import sheet_template

    venues = queries.venues_of(_organisation().id)
    return _file(sheet_template.workbook(venues, clock.today()), "activiteiten.xlsx", tables.XLSX)


@bp.get("/mijn/inlezen/voorbeeld.csv")
@access.member
def template_csv() -> Response:
    """The organiser gets the names of the columns, for another program."""
    from weekapp.imports import sheet_template

    return _file(sheet_template.csv(), "activiteiten.csv", tables.CSV)


@bp.get("/mijn/inlezen/activiteiten.xlsx")
@access.member
def own_activities() -> Response:
    """The organiser gets their activities as a workbook, to change there and bring back."""
    content = sheet_export.as_xlsx(*_given_out())
    return _file(content, "mijn-activiteiten.xlsx", tables.XLSX)


@bp.get("/mijn/inlezen/activiteiten.csv")
@access.member
def own_activities_csv() -> Response:
    """The organiser gets their activities as CSV, to change elsewhere and bring back."""
    return _file(sheet_export.as_csv(*_given_out()), "mijn-activiteiten.csv", tables.CSV)


def _given_out() -> tuple[Sequence[Activity], datetime, dict[int, str]]:
    organisation, at = _organisation(), clock.now()
    activities = queries.to_give_out(organisation.id, at)
    return activities, at, queries.sheet_keys(organisation.id)


def _organisation() -> Organisation:
    """The one that is asked for among their own, or their first."""
    own = organisations.organisations_of(me())
    asked = request.args.get("organisatie", "")
    found = next((one for one in own if not asked or str(one.id) == asked), None)
    if found is None:
        raise NotFound
    return found


def _file(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
