"""The pages of the national team about editions."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access
from weekapp.campaign import operations, queries
from weekapp.campaign.forms import EditionForm, NewEditionForm
from weekapp.campaign.models import Edition
from weekapp.database import db

bp = Blueprint("campaign", __name__)

Answer = str | AnyResponse


@bp.get("/landelijk/edities")
@access.national
def editions() -> str:
    """The national team gets every edition, with the one that lists are about now."""
    return render_template(
        "campaign/editions.html",
        editions=queries.editions(),
        now=queries.running_or_next(clock.today()),
    )


@bp.route("/landelijk/edities/nieuw", methods=("GET", "POST"))
@access.national
def new_edition() -> Answer:
    """The national team adds the edition of a year."""
    form = NewEditionForm()
    if form.validate_on_submit():
        try:
            made = operations.add(form.year.data, form.days)
            db.session.commit()
            return _saved(made)
        except operations.AlreadyThere:
            form.year.errors = [_("Dit jaar heeft al een editie. Verander die in de lijst.")]
    return render_template("campaign/new_edition.html", form=form)


@bp.route("/landelijk/edities/<int:year>", methods=("GET", "POST"))
@access.national
def edition(year: int) -> Answer:
    """The national team changes the days of an edition; the site follows at once."""
    known = queries.edition_of(year) if year < 10_000 else None
    if known is None:
        abort(404)
    form = EditionForm(year, obj=known)
    if form.validate_on_submit():
        changed = operations.set_days(year, form.days)
        db.session.commit()
        return _saved(changed)
    return render_template("campaign/edition.html", form=form, year=year)


def _saved(saved: Edition) -> AnyResponse:
    flash(_("De editie van %(year)s is bewaard.", year=saved.year), "success")
    return redirect(url_for("campaign.editions"))
