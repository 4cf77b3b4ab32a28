"""The page of one batch: how far it is, what is in it, what is wrong, what became of it."""

from collections.abc import Sequence

from flask import Response as Json, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.database import db
from weekapp.imports import following, operations, preview_forms, queries
from weekapp.imports.forms import NEW_ONES
from weekapp.imports.models import Batch, Entry
from weekapp.imports.operations import PICKABLE, NotNow
from weekapp.imports.views import Answer, bp

ONE = "/mijn/inlezen/<int(max=2147483647):batch_id>"
MOST_MADE = "3000/day"
WISHES = {"inlezen": "submit", "concept": "draft"}  # by the button that was pressed


@bp.route(ONE, methods=["GET", "POST"])
@access.member
def batch(batch_id: int) -> Answer:
    """The organiser sees what was found, mends what is wrong, chooses, and has it made."""
    found = mine(batch_id)
    if request.method == "POST":
        return _taken(found)
    if found.state in ("reading", "making"):
        return render_template("imports/under_way.html", batch=found)
    if found.state == "unreadable":
        return render_template("imports/unreadable.html", batch=found)
    if found.state == "done":
        return render_template("imports/done.html", batch=found, entries=queries.entries_of(found))
    return _preview(found)


@bp.get(f"{ONE}/stand")
@access.member
def progress(batch_id: int) -> Json:
    """The page hears how far the worker is."""
    found = mine(batch_id)
    return jsonify(state=found.state, total=found.total, done=found.done)


@bp.route(f"{ONE}/weggooien", methods=["GET", "POST"])
@access.member
def discard(batch_id: int) -> str | Response:
    """The organiser is asked whether what was read may go; what was made of it stays."""
    found = mine(batch_id)
    if request.method == "GET":
        return render_template("imports/discard.html", batch=found)
    operations.discard(found)
    db.session.commit()
    flash(_("Weggegooid. Er is niets veranderd aan je activiteiten."), "success")
    return redirect(url_for("imports.hub"))


def mine(batch_id: int) -> Batch:
    """The batch with this id if it is of an organisation of theirs; else it is not there."""
    found: Batch = db.first_or_404(queries.batches_of(me()).where(Batch.id == batch_id))
    return found


def _taken(found: Batch) -> Answer:
    """Keep what was typed, and then look again or make what was picked."""
    try:
        operations.ask_state(found, "ready")
    except NotNow:
        flash(_("Dit was al ingelezen. Zo staat het er nu voor."), "warning")
        return _back(found)
    entries = queries.entries_of(found)
    _keep_choices(entries)
    new_ones = request.form.get("nieuwe", "ask")
    wants_following = request.form.get("volgen") and new_ones in NEW_ONES
    found.follows = new_ones if wants_following else ""
    is_all_new = _keep_said_once(found)
    confirms = request.form.get("doe") == "kijk"
    mended = [one for one in entries if operations.correct(one, _typed(one), confirms)]
    if is_all_new or mended:
        if request.form.get("doe") in WISHES:
            flash(_("We keken eerst na wat je verbeterde. Klopt het? Lees het dan in."), "success")
        operations.look_again(found, entries if is_all_new else mended, clock.now())
        db.session.commit()
        return _back(found)
    if request.form.get("doe") in WISHES:
        return _made(found, entries)
    db.session.commit()
    return _back(found)


def _made(found: Batch, entries: Sequence[Entry]) -> Answer:
    picked = {one.id for one in entries if one.is_picked and not one.is_left_out}
    if not picked:
        flash(_("Kies eerst wat je wilt inlezen."), "warning")
        return _back(found)
    rule = limits.allows(MOST_MADE, "imported", str(found.organisation_id), cost=len(picked))
    if not rule:
        flash(_("Dit zijn er te veel op één dag. Probeer het morgen opnieuw."), "error")
        db.session.commit()
        return _back(found)
    if found.address and not found.source and found.follows:
        _follow(found)
    following.leave_out(found, entries, picked, clock.now())
    operations.confirm(found, picked, entries, WISHES[request.form["doe"]], clock.now())
    db.session.commit()
    return _back(found)


def _follow(found: Batch) -> None:
    if queries.is_following_enough(found.organisation_id):
        flash(_("We volgen al 20 agenda’s van je. Stop er eerst met een."), "warning")
        return
    following.follow(found, found.follows, clock.now())


def _keep_choices(entries: Sequence[Entry]) -> None:
    """Remember what was unticked, also when something else is looked at again first."""
    chosen = set(request.form.getlist("kies"))
    for one in entries:
        if is_choosable(one):
            one.is_left_out = str(one.id) not in chosen
            one.is_picked = not one.is_left_out


def _keep_said_once(found: Batch) -> bool:
    said = preview_forms.said_once(request.form)
    changed = {name: values for name, values in said.items() if found.defaults.get(name) != values}
    is_changed = any(any(values) or any(found.defaults.get(name, [])) for name, values in
                     changed.items())  # fmt: skip
    if is_changed:
        found.defaults = found.defaults | changed
    return is_changed


def _typed(entry: Entry) -> dict[str, list[str]]:
    return preview_forms.corrected(entry, request.form)


def is_choosable(entry: Entry) -> bool:
    """Whether an entry has a box to tick."""
    is_there = entry.state != "cancelled" or entry.activity_id is not None
    return entry.state in PICKABLE and is_there and not entry.faults and not entry.outcome


def _preview(found: Batch) -> str:
    entries = queries.entries_of(found)
    open_ones = [one for one in entries if not one.outcome]
    lacking = preview_forms.lacking_everywhere(open_ones)
    wrong = [one for one in open_ones if one.faults and not set(one.faults) <= set(lacking)]
    return render_template(
        "imports/preview.html",
        batch=found,
        entries=entries,
        choosable=[one for one in open_ones if is_choosable(one)],
        waiting=[one for one in open_ones if one.faults and set(one.faults) <= set(lacking)],
        wrong=wrong,
        shown_wrong=[
            (one, preview_forms.fields_to_mend(one, found))
            for one in wrong[: preview_forms.SHOWN_WRONG]
        ],
        rest=[one for one in open_ones if not one.faults and not is_choosable(one)],
        lacking=lacking,
        gone=queries.gone_at_source(found.source) if found.source else (),
        everywhere=preview_forms.fields_for_all(found),
        new_ones=NEW_ONES,
        facts=preview_forms.facts,
    )


def _back(found: Batch) -> Response:
    return redirect(url_for("imports.batch", batch_id=found.id))
