"""The coordinator's page about the calendar of a municipality."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.database import db
from weekapp.moderation import operations, queries
from weekapp.moderation.forms import MunicipalityForm
from weekapp.moderation.views import bp


@bp.route("/moderatie/gemeenten/<code>", methods=("GET", "POST"))
@access.coordinator
def municipality(code: str) -> str | AnyResponse:
    """The coordinator says what the calendar is called and tells, and whom people can talk to."""
    found = queries.municipality_in_care_of(me(), code, clock.today()) or abort(404)
    form = MunicipalityForm(obj=found)
    if form.validate_on_submit():
        operations.word_calendar(found, form.calendar_label.data, form.tells_next_week.data)
        operations.offer_help(
            found, form.help_name.data, form.help_phone.data, form.help_hours.data
        )
        db.session.commit()
        flash(_("Bewaard. Zo staat %(name)s nu op de site.", name=found.name), "success")
        return redirect(url_for("moderation.municipality", code=code))
    return render_template("moderation/municipality.html", form=form, municipality=found)
