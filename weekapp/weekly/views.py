"""The pages on which a resident asks for a weekly letter, confirms it and ends it: no cookie."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.addresses import may_get_letter_of_guest, whom
from weekapp.database import db
from weekapp.forms import clean_line
from weekapp.security import client_network
from weekapp.weekly import operations, queries, weeks
from weekapp.weekly.areas import Area
from weekapp.weekly.forms import AskForm

# Whoever asks is not known: that is counted by their network, and letters by address.
ASKED_PER_NETWORK, LETTERS_FOR_ONE = "60/hour", "3/day"

bp = Blueprint("weekly", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/weekbrief", methods=("GET", "POST"))
@access.guest
def ask() -> Answer:
    """The resident leaves an address and a postcode, and hears that a letter is on its way."""
    if request.method == "GET" and request.args.get("gevraagd") == "ja":
        return render_template("weekly/asked.html")
    form = AskForm()
    if not form.is_submitted():
        form.area.data = clean_line(request.args.get("waar", "")[:100])
    if not form.validate_on_submit():
        return _asking(form, 422 if form.errors else 200)
    if refusal := _too_many(form.address, form.found):
        db.session.commit()
        form.form_errors = [refusal]
        return _asking(form, 429)
    operations.ask(form.address, form.found, int(form.kilometres.data), access.deed())
    db.session.commit()
    return redirect(url_for("weekly.ask", gevraagd="ja"), 303)


def _asking(form: AskForm, status: int) -> Answer:
    return render_template("weekly/ask.html", form=form), status


@bp.get("/weekbrief/<token>")
@access.secret
def mine(token: str) -> Answer:
    """The resident sees which letter it is, and may confirm or end it."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    label, next_on = Area(found.pc4).label, weeks.next_on(clock.now())
    return render_template("weekly/mine.html", weekly=found, area=label, next_on=next_on)


@bp.post("/weekbrief/<token>/bevestigen")
@access.secret
def confirm(token: str) -> Answer:
    """The resident confirms, and hears when the first letter comes."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    operations.confirm(found, access.deed())
    db.session.commit()
    return redirect(url_for("weekly.mine", token=token), 303)


@bp.route("/weekbrief/<token>/stoppen", methods=("GET", "POST"))
@access.secret
def stop(token: str) -> Answer:
    """The resident ends it with one button; a mail program does with one click (RFC 8058)."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    if request.method != "POST":
        return render_template("weekly/stop.html", weekly=found, area=Area(found.pc4).label)
    operations.stop(found)
    db.session.commit()
    return render_template("weekly/gone.html", is_stopped=True)


def _gone() -> Answer:
    return render_template("weekly/gone.html", is_stopped=False), 410


def _too_many(email: str, area: Area) -> str:
    """What to tell when too much comes from here or goes to one address; else nothing."""
    if not limits.allows(ASKED_PER_NETWORK, "weekly letter", client_network()):
        return str(gettext("Er kwamen te veel aanvragen van hier. Probeer het over een uur."))
    is_right = limits.allows(LETTERS_FOR_ONE, "weekly letter", whom(email), area.pc4)
    if not (is_right and may_get_letter_of_guest(email)):
        return str(gettext("Naar dit adres gingen al een paar mails. Kijk in je mailbox."))
    return ""
