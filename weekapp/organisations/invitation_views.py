"""The page on which somebody who was invited says yes."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access
from weekapp.database import db
from weekapp.organisations import operations, queries
from weekapp.organisations.models import ROLES, Invitation
from weekapp.organisations.views import Answer, bp


@bp.route("/mijn/uitnodiging/<token>", methods=("GET", "POST"))
@access.signed_in
def invitation(token: str) -> Answer:
    """Whoever was invited, and signed in with that address, gets a button to join with."""
    me = access.me()
    found = queries.invitation_with(token, clock.now())
    if found is None:
        return render_template("organisations/invitation_over.html"), 410
    if found.email != me.email:
        # The link was passed on: it says neither who was invited nor by whom.
        return render_template("organisations/invitation_other.html", me=me), 403
    if request.method == "POST":
        return _accept(found)
    return render_template("organisations/invitation.html", invitation=found, roles=ROLES)


def _accept(found: Invitation) -> AnyResponse:
    operations.accept(found, access.me(), access.deed())
    name = found.organisation.name
    db.session.commit()
    flash(_("Welkom bij %(name)s.", name=name), "success")
    return redirect(url_for("activities.desk"))
