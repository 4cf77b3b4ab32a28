"""The organiser's desk: my activities, and what to do next for each."""

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.activities import queries
from weekapp.activities.models import Activity
from weekapp.activities.nextsteps import next_step
from weekapp.activities.welcome import wondered
from weekapp.database import db
from weekapp.organisations import queries as organisations

ONE = "/mijn/activiteiten/<int(max=2147483647):activity_id>"

bp = Blueprint("activities", __name__)


@bp.get("/mijn")
@access.member
def desk() -> str:
    """The organiser gets their activities, with what is to be done on top."""
    at = clock.now()
    mine = queries.at_the_desk(me())
    steps = {activity.id: next_step(activity, at) for activity in mine}
    mine.sort(key=lambda activity: (steps[activity.id].rank, -activity.id))
    return render_template(
        "activities/desk.html",
        activities=mine,
        steps=steps,
        wondered=wondered,
        organisations=organisations.organisations_of(me()),
        at=at,
    )


def mine(activity_id: int) -> Activity:
    """The activity with this id if this account may change it; else it is not there."""
    found = db.session.scalar(queries.editable_by(me()).where(Activity.id == activity_id))
    if found is None:
        raise NotFound
    return found
