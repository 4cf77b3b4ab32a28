"""The pages on which a resident signs up, and later changes it: without account, without cookie."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.addresses import may_get_letter_of_guest, whom
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.security import client_network
from weekapp.signups import operations, queries
from weekapp.signups.forms import ChangeForm, CodeForm, SignUpForm
from weekapp.signups.models import SignUp
from weekapp.signups.operations import Closed, NoRoom, WrongCode

NUMBER = "<int(max=2147483647):number>"
# Whoever signs up is not known: what they send is counted by their network, and letters by address.
ASKED_PER_NETWORK, CALLS_PER_NETWORK = "60/hour", "20/day"
# Nobody takes all places of an activity, nor fills the mailbox of another with letters about it.
ASKED_FOR_ONE, LETTERS_FOR_ONE = "6/day", "3/day"
CHANGES_PER_SIGN_UP = "20/hour"

bp = Blueprint("signups", __name__)

Answer = str | Response | tuple[str, int]


@bp.route(f"/activiteiten/{NUMBER}/<slug>/aanmelden", methods=("GET", "POST"))
@access.guest
def ask(number: int, slug: str) -> Answer:
    """The resident says on which date they come, with how many, and how they can be reached."""
    activity = queries.public_activity(number)
    if activity is None:
        abort(404)
    if slug != activity.slug:
        return redirect(url_for("signups.ask", number=number, slug=activity.slug), 301)
    dates = operations.open_dates(activity, clock.now())
    if not dates:
        return render_template("signups/closed.html", activity=activity), 410
    form = SignUpForm()
    form.offer(dates, request.args.get("datum", ""))
    if not form.validate_on_submit():
        return _asking(form, activity, 422 if form.errors else 200)
    if refusal := _too_many((form.email.data or "").lower(), activity):
        db.session.commit()
        form.form_errors = [refusal]
        return _asking(form, activity, 429)
    return _asked(form, activity)


def _asked(form: SignUpForm, activity: Activity) -> Answer:
    date = form.chosen(activity)
    assert date is not None
    made = operations.ask(activity, date, form.wish(), access.deed())
    is_to_confirm, ticket, token = bool(made.email), made.ticket, made.token
    db.session.commit()
    if is_to_confirm:
        return redirect(url_for("signups.code", ticket=ticket), 303)
    return redirect(url_for("signups.mine", token=token), 303)


def _asking(form: SignUpForm, activity: Activity, status: int) -> Answer:
    return render_template("signups/ask.html", form=form, activity=activity), status


@bp.route("/aanmelding/code/<ticket>", methods=("GET", "POST"))
@access.secret
def code(ticket: str) -> Answer:
    """The resident hears that a letter is on its way, and may type the code in it here."""
    since = clock.now() - operations.UNCONFIRMED_KEPT
    found, form = queries.with_ticket(ticket, since), CodeForm()
    if found is None:
        return _gone()
    if not form.validate_on_submit():
        return _code_page(form, found, 422 if form.errors else 200)
    try:
        operations.type_code(found, form.digits)
    except WrongCode:
        is_over = found.tries >= operations.TRIES
        db.session.commit()
        form.code.errors = [_wrong(is_over)]
        return _code_page(form, found, 422)
    token = operations.confirm(found, access.deed()).token
    db.session.commit()
    return redirect(url_for("signups.mine", token=token), 303)


def _code_page(form: CodeForm, sign_up: SignUp, status: int) -> Answer:
    return render_template("signups/code.html", form=form, sign_up=sign_up), status


@bp.route("/aanmelding/<token>", methods=("GET", "POST"))
@access.secret
def mine(token: str) -> Answer:
    """The resident sees what they signed up for, and may change it, or leave."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    form = ChangeForm(obj=found)
    is_over = found.occurrence.starts_at <= clock.now()
    if not form.is_submitted() or not found.is_on_the_list or is_over:
        return _own_page(form, found)
    if not form.validate():
        return _own_page(form, found, 422)
    if not limits.allows(CHANGES_PER_SIGN_UP, "sign-up change", str(found.id)):
        db.session.commit()
        form.form_errors = [gettext("Je veranderde dit al vaak. Probeer het over een uur.")]
        return _own_page(form, found, 429)
    try:
        operations.change(found, form.wish(), access.deed())
    except NoRoom as refusal:
        db.session.rollback()
        form.refuse_people(refusal)
        return _own_page(form, found, 422)
    db.session.commit()
    return redirect(url_for("signups.mine", token=token, bewaard="ja"), 303)


def _own_page(form: ChangeForm, sign_up: SignUp, status: int = 200) -> Answer:
    is_kept = request.args.get("bewaard") == "ja" and status == 200
    at = clock.now()
    page = render_template(
        "signups/mine.html",
        form=form,
        sign_up=sign_up,
        state=queries.state_of(sign_up),
        is_kept=is_kept,
        at=at,
    )
    return page, status


@bp.post("/aanmelding/<token>/bevestigen")
@access.secret
def confirm(token: str) -> Answer:
    """The resident confirms, and hears whether there is a place."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    its_own = operations.confirm(found, access.deed()).token
    db.session.commit()
    return redirect(url_for("signups.mine", token=its_own), 303)


@bp.post("/aanmelding/<token>/afmelden")
@access.secret
def cancel(token: str) -> Answer:
    """The resident leaves the list."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    operations.cancel(found, access.deed())
    db.session.commit()
    return redirect(url_for("signups.mine", token=token), 303)


@bp.post("/aanmelding/<token>/vergeten")
@access.secret
def forget(token: str) -> Answer:
    """The resident is on no list any more, and nothing of them is kept."""
    found = queries.with_token(token)
    if found is None:
        return _gone()
    operations.forget(found, access.deed())
    db.session.commit()
    return render_template("signups/gone.html", is_forgotten=True)


@bp.errorhandler(Closed)
def closed(_error: Closed) -> Answer:
    """The resident hears that this date is over, or does not go on."""
    db.session.rollback()
    return render_template("signups/closed.html", activity=None), 410


def _gone() -> Answer:
    return render_template("signups/gone.html", is_forgotten=False), 410


def _wrong(is_over: bool) -> str:
    if is_over:
        return str(gettext("Deze code kun je niet meer gebruiken. Klik op de link in de mail."))
    return str(gettext("Deze code klopt niet. Kijk nog eens in de mail."))


def _too_many(email: str, activity: Activity) -> str:
    """What to tell when too much comes from here or goes to one address; else nothing."""
    network = client_network()
    is_right = limits.allows(ASKED_PER_NETWORK, "sign-up", network)
    is_right = is_right and limits.allows(ASKED_FOR_ONE, "sign-up for", network, str(activity.id))
    if is_right and not email:
        is_right = limits.allows(CALLS_PER_NETWORK, "sign-up call", network)
    if not is_right:
        return str(
            gettext("Er kwamen te veel aanmeldingen van hier. Bel de organisatie, dat kan ook.")
        )
    if email and not may_write_to(email, activity):
        return str(
            gettext("Naar dit adres gingen al een paar mails. Kijk in je mailbox, of bel even.")
        )
    return ""


def may_write_to(email: str, activity: Activity) -> bool:
    """Whether a letter about an activity may go to an address; that it will is counted."""
    is_right = limits.allows(LETTERS_FOR_ONE, "sign-up letter", whom(email), str(activity.id))
    return is_right and may_get_letter_of_guest(email)
