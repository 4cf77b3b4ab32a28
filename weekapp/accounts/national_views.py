"""The pages on which the national team puts coordinators in charge of municipalities."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access, operations, queries
from weekapp.accounts.forms import AppointForm
from weekapp.accounts.views import bp
from weekapp.database import db
from weekapp.places.gazetteer import KnownMunicipality, gazetteer


@bp.route("/landelijk/coordinatoren", methods=("GET", "POST"))
@access.national
def coordinators() -> str | AnyResponse:
    """The national team sees who looks after which municipality, and puts somebody in charge."""
    there = gazetteer().existing(clock.today())
    form = AppointForm(there)
    if form.validate_on_submit():
        operations.appoint(form.address, form.chosen, access.deed())
        db.session.commit()
        names = ", ".join(one.name for one in form.chosen)
        flash(_("%(who)s kijkt nu mee voor %(names)s.", who=form.address, names=names), "success")
        return redirect(url_for("accounts.coordinators"))
    if request.method == "GET":
        form.municipalities.data = request.args.get("gemeente", "")[:80]
    return _page(form, there)


def _page(form: AppointForm, there: list[KnownMunicipality]) -> str:
    care = queries.care()
    bare = [one for one in there if one.code not in care]
    only_bare = request.args.get("toon") == "zonder"
    return render_template(
        "accounts/coordinators.html",
        form=form,
        rows=[(one, care.get(one.code, [])) for one in (bare if only_bare else there)],
        bare=bare,
        only_bare=only_bare,
    )


@bp.post("/landelijk/coordinatoren/<int:account_id>/<code>/verwijderen")
@access.national
def dismiss(account_id: int, code: str) -> AnyResponse:
    """The national team takes a municipality out of somebody's care."""
    held = queries.coordinatorship(account_id, code)
    if held is None:
        abort(404)
    words = _("%(who)s kijkt niet meer mee.", who=held.account.email)
    operations.dismiss(held)
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("accounts.coordinators"))
