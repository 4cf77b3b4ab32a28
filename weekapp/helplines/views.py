"""The pages of the national team about helplines."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp.accounts import access
from weekapp.database import db
from weekapp.helplines import operations, queries
from weekapp.helplines.forms import HelplineForm
from weekapp.helplines.models import Helpline

# What both databases can keep as a number: a larger one is no helpline of ours.
ONE = "/landelijk/hulp/<int(max=2147483647):helpline_id>"

bp = Blueprint("helplines", __name__)

Answer = str | AnyResponse


@bp.get("/landelijk/hulp")
@access.national
def helplines() -> str:
    """The national team gets whom people can ring, in their order, and who changed what."""
    return render_template(
        "helplines/helplines.html",
        helplines=queries.helplines(),
        changes=queries.latest_changes(),
        labels={field.name: field.label.text for field in HelplineForm()},
        most=operations.MOST,
    )


@bp.route("/landelijk/hulp/nieuw", methods=("GET", "POST"))
@access.national
def new_helpline() -> Answer:
    """The national team adds somebody whom people can ring."""
    form = HelplineForm()
    if form.validate_on_submit():
        try:
            made = operations.add(form.words, access.deed())
            db.session.commit()
            return _back(_("%(name)s staat erbij.", name=made.name))
        except operations.TooMany:
            form.name.errors = [
                _("Er staan er al %(most)s. Haal er eerst een weg.", most=operations.MOST)
            ]
    return render_template("helplines/edit.html", form=form, helpline=None)


@bp.route(ONE, methods=("GET", "POST"))
@access.national
def helpline(helpline_id: int) -> Answer:
    """The national team changes what is said of a helpline; the site follows at once."""
    known = _known(helpline_id)
    form = HelplineForm(obj=known)
    if form.validate_on_submit():
        operations.change(known, form.words, access.deed())
        db.session.commit()
        return _back(_("%(name)s is bewaard.", name=known.name))
    return render_template("helplines/edit.html", form=form, helpline=known)


@bp.post(f"{ONE}/omhoog")
@access.national
def raise_helpline(helpline_id: int) -> AnyResponse:
    """The national team puts a helpline above its neighbour."""
    known = _known(helpline_id)
    operations.move_up(known, access.deed())
    db.session.commit()
    return _back(_("%(name)s staat nu hoger.", name=known.name))


@bp.post(f"{ONE}/verwijderen")
@access.national
def remove_helpline(helpline_id: int) -> AnyResponse:
    """The national team takes a helpline off the site."""
    known = _known(helpline_id)
    words = _("%(name)s is weg.", name=known.name)
    operations.remove(known, access.deed())
    db.session.commit()
    return _back(words)


def _known(number: int) -> Helpline:
    return queries.helpline(number) or abort(404)


def _back(words: str) -> AnyResponse:
    flash(words, "success")
    return redirect(url_for("helplines.helplines"))
