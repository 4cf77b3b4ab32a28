"""The page of a calendar that is followed: how it does, and what is gone from it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.database import db
from weekapp.imports import following, queries
from weekapp.imports.forms import SourceForm
from weekapp.imports.models import Source
from weekapp.imports.views import MOST_FILES, Answer, bp

ONE = "/mijn/inlezen/agendas/<int(max=2147483647):source_id>"


@bp.route(ONE, methods=["GET", "POST"])
@access.member
def source(source_id: int) -> Answer:
    """The organiser sees how a followed calendar does, and says what happens to what is new."""
    found = mine(source_id)
    form = SourceForm(obj=found)
    if request.method == "POST" and form.validate():
        found.new_ones = form.new_ones.data
        db.session.commit()
        flash(_("Bewaard."), "success")
        return redirect(url_for("imports.source", source_id=found.id))
    return render_template(
        "imports/source.html",
        source=found,
        form=form,
        gone=queries.gone_at_source(found),
        waiting=queries.waiting_for(found),
        at=clock.now(),
    )


@bp.post(f"{ONE}/nu")
@access.member
def read_now(source_id: int) -> Response:
    """The organiser has a followed calendar read at once."""
    found = mine(source_id)
    if limits.allows(MOST_FILES, "import", str(me().id)):
        following.read_now(found, clock.now())
        flash(_("We lezen je agenda. Dat duurt even."), "success")
    else:
        flash(_("Dit is te vaak achter elkaar. Probeer het over een uur opnieuw."), "warning")
    db.session.commit()
    return redirect(url_for("imports.source", source_id=source_id))


@bp.post(f"{ONE}/stoppen")
@access.member
def stop(source_id: int) -> Response:
    """The organiser has a calendar followed no longer; what came from it stays."""
    following.stop(mine(source_id))
    db.session.commit()
    flash(_("We volgen deze agenda niet meer. Wat erin stond, blijft staan."), "success")
    return redirect(url_for("imports.hub"))


def mine(source_id: int) -> Source:
    """The calendar with this id if an organisation of theirs follows it; else it is not there."""
    found: Source = db.first_or_404(queries.sources_of(me()).where(Source.id == source_id))
    return found
