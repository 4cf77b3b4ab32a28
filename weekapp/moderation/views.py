"""The coordinator's pages: the queue, one activity, what is published."""

from datetime import datetime

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.activities import changes
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.moderation import looks, queries
from weekapp.moderation.forms import ReasonForm, ReturnForm, TakeDownForm
from weekapp.moderation.queries import Queue, Waiting

MOST_ID = 2**53 - 1  # what JSON and SQLite both can hold
ACTIVITY = f"/moderatie/<int(max={MOST_ID}):activity_id>"

bp = Blueprint("moderation", __name__)

Answer = str | AnyResponse | tuple[str, int]


@bp.get("/moderatie")
@access.coordinator
def queue() -> Answer:
    """The coordinator gets what waits in one municipality, with the oldest opened beside it."""
    at = clock.now()
    queues = _queues(at)
    chosen = _chosen(queues, request.args.get("gemeente"), at)
    waiting = queries.waiting(chosen.code, local(at).date()) if chosen else []
    return render_template(
        "moderation/queue.html",
        **_around(queues, chosen, waiting, at),
        look=looks.look_at(*waiting[0]) if waiting else None,
        form=ReturnForm(),
    )


@bp.get(ACTIVITY)
@access.coordinator
def activity(activity_id: int) -> Answer:
    """The coordinator gets one activity as the public will see it, and decides below it."""
    return opened(activity_id)


def opened(activity_id: int, form: ReasonForm | None = None) -> str:
    """The page of one activity, in its queue when it waits; 404 where it is not in one's care."""
    at = clock.now()
    queues = _queues(at, activity_id)
    chosen = next((one for one in queues if one.holds), None)
    waiting = queries.waiting(chosen.code, local(at).date(), activity_id) if chosen else []
    found = next((one for one in waiting if one.activity.id == activity_id), None)
    found = found or Waiting(_decided(activity_id, at), is_first=False)
    return render_template(
        "moderation/activity.html",
        **_around(queues, chosen, waiting, at),
        look=looks.look_at(*found),
        form=form or (ReturnForm() if found.activity.queued_at else TakeDownForm()),
    )


@bp.get("/moderatie/gepubliceerd")
@access.coordinator
def published() -> Answer:
    """The coordinator gets what the public can find in a municipality from now on."""
    at = clock.now()
    queues = _queues(at)
    chosen = _chosen(queues, request.args.get("gemeente"), at)
    page = min(max(request.args.get("pagina", 1, int), 1), 10_000)
    found, total = queries.coming(chosen.code if chosen else queries.NOWHERE, at, page)
    return render_template(
        "moderation/published.html",
        queues=queues,
        chosen=chosen,
        found=found,
        total=total,
        page=page,
        pages=-(-total // queries.PER_PAGE),
    )


def _queues(at: datetime, sought: int | None = None) -> list[Queue]:
    """Every queue this account may look into."""
    if me().is_national:
        return queries.all_queues(at, sought)
    return queries.queues_of(me(), at, sought)


def _chosen(queues: list[Queue], code: str | None, at: datetime) -> Queue | None:
    """The queue that was asked for, or else the one in which somebody waits longest."""
    if code:
        return next((one for one in queues if one.code == code), None) or abort(404)
    own = _own(queues, at)
    return min(own, key=lambda one: (one.oldest_at or at, one.name), default=None)


def _own(queues: list[Queue], at: datetime) -> list[Queue]:
    """Of what an account may look into, what it should: the national team what nobody else does."""
    if not me().is_national:
        return queues
    return [one for one in queues if one.falls_to_national(at)]


def _decided(activity_id: int, at: datetime) -> Activity:
    asked = queries.visible_to(me(), at).where(Activity.id == activity_id)
    return queries.whole(asked) or abort(404)


def _around(
    queues: list[Queue], chosen: Queue | None, waiting: list[Waiting], at: datetime
) -> dict[str, object]:
    """What the pages with a queue show around the activity."""
    own = _own(queues, at)
    return {
        "queues": own if chosen in (None, *own) else [chosen, *own],
        "chosen": chosen,
        "waiting": waiting,
        "changed": {one.activity.id: looks.changed_labels(one.activity) for one in waiting},
        "labels": changes.LABELS,
        "at": at,
    }


def queue_url(code: str) -> str:
    """The address of the queue of a municipality."""
    return url_for("moderation.queue", gemeente=code)
