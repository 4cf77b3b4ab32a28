"""The letters to who signs up, and to who organises, one function each."""

from datetime import timedelta
from typing import Any

from weekapp.accounts.deeds import Deed
from weekapp.database import db
from weekapp.languages import DUTCH, LANGUAGES
from weekapp.mail import letter, post
from weekapp.organisations import queries as organisations
from weekapp.signups.models import SignUp
from weekapp.translating import speaking

SOON = timedelta(hours=36)


def asked(sign_up: SignUp, deed: Deed) -> None:
    """To who asked for a place: confirm it with this link, or with this code."""
    _send("asked", sign_up, deed)


def known(sign_up: SignUp, code: str, deed: Deed) -> None:
    """To who asked for a place and had one: you are on the list already; a code leads there too."""
    _send("known", sign_up, deed, code=code)


def settled(sign_up: SignUp, deed: Deed) -> None:
    """To who confirmed: you have a place, or you wait for one."""
    _send(sign_up.status, sign_up, deed, is_of_their_own=True)


def moved_up(sign_up: SignUp, deed: Deed) -> None:
    """To who waited: there is a place for you now."""
    _send("moved_up", sign_up, deed)


def reminder(sign_up: SignUp, deed: Deed) -> None:
    """To who comes tomorrow."""
    _send("reminder", sign_up, deed)


def how_it_is(sign_up: SignUp, state: str, deed: Deed) -> None:
    """To who would come: it is called off, is off the site for now, or goes on after all."""
    activity = sign_up.activity
    is_whole = activity.status == "cancelled"
    reason = activity.status_reason if is_whole else sign_up.occurrence.note
    _send(state, sign_up, deed, reason=reason)


def changed(sign_up: SignUp, is_time: bool, is_place: bool, deed: Deed) -> None:
    """To who comes: it is at another time, or somewhere else."""
    _send("changed", sign_up, deed, is_time=is_time, is_place=is_place)


def new_ones(sign_up: SignUp, deed: Deed) -> None:
    """To who organises: somebody signed up. It says not who.

    Once a day for an activity, and once an hour for a date that is nearly there.
    """
    is_soon = sign_up.occurrence.starts_at - deed.at < SOON
    since = f"{sign_up.occurrence_id} {deed.at:%Y%m%d%H}" if is_soon else f"{deed.at:%Y%m%d}"
    _tell("new_ones", sign_up, since, deed)


def _ring(about: str, sign_up: SignUp, deed: Deed) -> None:
    """To who organises: ring somebody who has no e-mail address, for something changed."""
    sign_up.ring_about = about
    _tell("ring", sign_up, f"{deed.at:%Y%m%d%H}", deed)


def _tell(name: str, sign_up: SignUp, since: str, deed: Deed) -> None:
    activity = sign_up.activity
    page = deed.link("signups.of_activity", activity_id=activity.id)
    with speaking(DUTCH):
        for address in organisations.addresses_of(activity.organisation_id):
            written = letter(address, f"signups/mail/{name}.txt", activity=activity, link=page)
            key = f"sign-ups {name} {activity.id} {since} {address}"
            post(db.session(), written, dedupe_key=key[:200])


def _send(
    name: str, sign_up: SignUp, deed: Deed, is_of_their_own: bool = False, **more: Any
) -> None:
    if not sign_up.email:
        if sign_up.confirmed_at and not is_of_their_own:
            _ring(name, sign_up, deed)
        return
    activity = sign_up.activity
    with speaking(LANGUAGES.get(sign_up.language, DUTCH)):
        written = letter(
            sign_up.email,
            f"signups/mail/{name}.txt",
            sign_up=sign_up,
            activity=activity,
            date=sign_up.occurrence,
            link=deed.link("signups.mine", token=sign_up.token),
            page=deed.link("agenda.activity", number=activity.id, slug=activity.slug),
            **more,
        )
    code = more.get("code", sign_up.code)
    key = f"sign-up {name} {sign_up.id} {sign_up.ticket} {code} {deed.at.isoformat()}"
    post(db.session(), written, dedupe_key=key)
