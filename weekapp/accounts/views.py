"""The pages for signing in and out; no passwords, a letter is enough."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock, limits
from weekapp.accounts import access, browsers, desk, operations, queries
from weekapp.accounts.addresses import whom
from weekapp.accounts.forms import CodeForm, SignInForm
from weekapp.accounts.models import SignInCode
from weekapp.accounts.paths import own_path
from weekapp.database import db
from weekapp.security import client_network

LETTERS_PER_NETWORK = "30/hour"
# To one address. A network asks for less than that may get in all: it alone uses up nobody's day.
LETTERS_FROM_HERE, LETTERS_AN_HOUR, LETTERS_A_DAY = "8/day", "5/hour", "20/day"
TRIES_PER_NETWORK = "100/hour"

bp = Blueprint("accounts", __name__)

Answer = str | AnyResponse | tuple[str, int]


@bp.route("/inloggen", methods=("GET", "POST"))
@access.visitor
def sign_in() -> Answer:
    """The visitor gets one field, and then a letter with a link and a code."""
    next_path = own_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(next_path or desk.home())
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        refusal = _too_many_letters(form.address)
        if not refusal:
            session["ticket"] = operations.send_code(form.address, next_path, access.deed())
            db.session.commit()
            return redirect(url_for("accounts.sign_in_code"))
        db.session.commit()
        form.email.errors = [refusal]
        status = 429
    return render_template("accounts/sign_in.html", form=form, next_path=next_path), status


def _too_many_letters(address: str) -> str:
    """What to tell when too many letters were asked for from here or for an address; else nothing.

    In this order: a network that asks too much cannot use up the letters of an address.
    """
    network, them = client_network(), whom(address)
    in_an_hour, tomorrow = _("probeer het over een uur opnieuw"), _("probeer het morgen opnieuw")
    for rule, counted, later in (
        (LETTERS_PER_NETWORK, ("letters to network", network), in_an_hour),
        (LETTERS_FROM_HERE, ("letters from here", them, network), tomorrow),
        (LETTERS_AN_HOUR, ("letters to address", them), in_an_hour),
        (LETTERS_A_DAY, ("letters to address", them), tomorrow),
    ):
        if not limits.allows(rule, *counted):
            sentence: str = _(
                "Je vroeg te vaak een code aan. Gebruik de nieuwste e-mail die je kreeg, "
                "of %(later)s.",
                later=later,
            )
            return sentence
    return ""


@bp.route("/inloggen/code", methods=("GET", "POST"))
@access.visitor
def sign_in_code() -> Answer:
    """The visitor types the six digits of the letter, and is in."""
    form = CodeForm(data={"ticket": session.get("ticket", "")})
    ticket = form.ticket.data or ""
    asked = queries.asked_with(ticket)
    if asked is None:
        flash(_("Vraag hier een nieuwe code aan."), "info")
        return redirect(url_for("accounts.sign_in"))
    if form.validate_on_submit():
        spent, problem = _spend(ticket, form.digits)
        if spent:
            return _let_in(spent)
        db.session.commit()
        form.code.errors = [problem]
    return render_template("accounts/sign_in_code.html", form=form, asked=asked)


def _spend(ticket: str, digits: str) -> tuple[SignInCode | None, str]:
    if not limits.allows(TRIES_PER_NETWORK, "codes typed", client_network()):
        return None, _("Dit was te vaak achter elkaar. Probeer het over een uur opnieuw.")
    try:
        return operations.use_code(ticket, digits, clock.now()), ""
    except operations.WrongCode as wrong:
        left = wrong.tries_left
        return None, _(
            "Deze code klopt niet. Kijk in de nieuwste e-mail. "
            "Je kunt het nog %(left)s keer proberen.",
            left=left,
        )
    except operations.CodeRefused:
        return None, _("Deze code werkt niet meer. Vraag een nieuwe code aan.")


@bp.route("/inloggen/link/<secret>", methods=("GET", "POST"))
@access.visitor
def sign_in_link(secret: str) -> Answer:
    """The visitor gets a button to sign in with; opening the page alone spends nothing."""
    asked = queries.asked_by_link(secret, clock.now())
    if asked is None:
        return render_template("accounts/link_over.html"), 410
    if request.method == "POST":
        return _let_in(operations.use_link(secret, clock.now()))
    return render_template("accounts/sign_in_link.html", asked=asked)


def _let_in(asked: SignInCode) -> AnyResponse:
    """A new session for whoever proved to read this address, with nothing of the old one in it."""
    if current_user.is_authenticated:
        operations.sign_out(current_user.token)
    account = operations.welcome(asked.email, access.deed())
    browser = browsers.named(request.user_agent.string)
    token = operations.sign_in(account, browser, clock.now())
    next_path = asked.next_path
    db.session.commit()
    session.clear()
    session.permanent = True
    login_user(access.Visitor(account, token))
    return redirect(next_path or desk.home())


@bp.post("/uitloggen")
@access.signed_in
def sign_out() -> AnyResponse:
    """The visitor is signed out of this browser."""
    operations.sign_out(current_user.token)
    db.session.commit()
    session.clear()
    flash(_("Je bent uitgelogd."), "success")
    return redirect(url_for("accounts.sign_in"))
