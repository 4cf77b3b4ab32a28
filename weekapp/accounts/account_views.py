"""The page on which somebody sees their own account."""

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access, operations, queries
from weekapp.accounts.forms import NameForm
from weekapp.accounts.views import bp
from weekapp.database import db


@bp.route("/mijn/account", methods=("GET", "POST"))
@access.signed_in
def account() -> str | AnyResponse:
    """Somebody sees their name and where they are signed in, and can change both."""
    me = access.me()
    form = NameForm(formdata=access.typed(), obj=me)
    if form.validate_on_submit():
        operations.rename(me, form.name.data or "")
        db.session.commit()
        flash(_("Je naam is bewaard."), "success")
        return redirect(url_for("accounts.account"))
    return render_template(
        "accounts/account.html",
        form=form,
        me=me,
        places=queries.signed_in_places(me, clock.now()),
        this_browser=queries.digest(current_user.token),
    )


@bp.post("/mijn/account/overal-uitloggen")
@access.signed_in
def end_sessions() -> AnyResponse:
    """Somebody is signed out in every browser, this one too."""
    operations.end_sessions(access.me())
    db.session.commit()
    session.clear()
    flash(_("Je bent nu overal uitgelogd."), "success")
    return redirect(url_for("accounts.sign_in"))
