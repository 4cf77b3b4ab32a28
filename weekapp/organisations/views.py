"""The pages on which members register and change their organisations."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import limits
from weekapp.accounts import access
from weekapp.database import db
from weekapp.organisations import operations, queries
from weekapp.organisations.forms import OrganisationForm
from weekapp.organisations.models import ROLES, Organisation

REGISTERED_PER_ACCOUNT = "10/day"

bp = Blueprint("organisations", __name__)

Answer = str | AnyResponse | tuple[str, int]


@bp.route("/mijn/organisatie/nieuw", methods=("GET", "POST"))
@access.signed_in
def register() -> Answer:
    """Whoever signed in gets a form to register an organisation with."""
    form = OrganisationForm(formdata=access.typed())
    if not form.validate_on_submit():
        return _register_page(form)
    profile = form.profile()
    if not form.is_sure.data and queries.has_namesake(profile.name, profile.municipality_code):
        form.is_sure.data = "1"
        return _register_page(form, has_namesake=True)
    if not limits.allows(REGISTERED_PER_ACCOUNT, "register", str(access.me().id)):
        db.session.commit()
        form.name.errors = [_("Je meldde vandaag al veel organisaties aan. Probeer het morgen.")]
        return _register_page(form), 429
    operations.register(profile, access.deed())
    db.session.commit()
    flash(_("Je organisatie staat erop. Nu je eerste activiteit nog."), "success")
    return redirect(url_for("activities.desk"))


def _register_page(form: OrganisationForm, has_namesake: bool = False) -> str:
    is_first = not queries.is_member(access.me())
    return render_template(
        "organisations/register.html", form=form, has_namesake=has_namesake, is_first=is_first
    )


@bp.get("/mijn/organisatie")
@access.member
def mine() -> str:
    """A member sees the organisations they belong to, and chooses what to do for which."""
    memberships = queries.memberships_of(access.me())
    return render_template("organisations/mine.html", memberships=memberships, roles=ROLES)


@bp.route("/mijn/organisatie/<int:organisation_id>", methods=("GET", "POST"))
@access.member
def edit(organisation_id: int) -> Answer:
    """A member changes what their organisation says of itself."""
    organisation = db.first_or_404(
        queries.editable_by(access.me()).where(Organisation.id == organisation_id)
    )
    form = OrganisationForm(formdata=access.typed(), obj=organisation)
    if form.validate_on_submit():
        operations.revise(organisation, form.profile(), access.deed())
        db.session.commit()
        flash(_("Bewaard. Zo staat het nu op de site."), "success")
        return redirect(url_for("organisations.mine"))
    return render_template("organisations/edit.html", form=form, organisation=organisation)
