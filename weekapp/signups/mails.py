"""The letters to who signs up, and to who organises, one function each."""

from typing import Any

from weekapp.accounts.deeds import Deed
from weekapp.database import db
from weekapp.languages import DUTCH, LANGUAGES
from weekapp.mail import letter, post
from weekapp.organisations import queries as organisations
from weekapp.signups.models import SignUp
from weekapp.translating import speaking


def asked(sign_up: SignUp, deed: Deed) -> None:
    """To who asked for a place: confirm it with this link, or with this code."""
    _send("asked", sign_up, deed)


def known(sign_up: SignUp, deed: Deed) -> None:
    """To who asked for a place and had one: you are on the list already."""
    _send("known", sign_up, deed)


def settled(sign_up: SignUp, deed: Deed) -> None:
    """To who confirmed: you have a place, or you wait for one."""
    _send(sign_up.status, sign_up, deed)


def moved_up(sign_up: SignUp, deed: Deed) -> None:
    """To who waited: there is a place for you now."""
    _send("moved_up", sign_up, deed)


def reminder(sign_up: SignUp, deed: Deed) -> None:
    """To who comes tomorrow."""
    _send("reminder", sign_up, deed)


def off(sign_up: SignUp, deed: Deed) -> None:
    """To who would come: it does not go on."""
    reason = sign_up.occurrence.note or sign_up.activity.status_reason
    _send("off", sign_up, deed, reason=reason)


def changed(sign_up: SignUp, is_time: bool, is_place: bool, deed: Deed) -> None:
    """To who comes: it is at another time, or somewhere else."""
    _send("changed", sign_up, deed, is_time=is_time, is_place=is_place)


def new_ones(sign_up: SignUp, deed: Deed) -> None:
    """To who organises, once a day for an activity: somebody signed up. It says not who."""
    activity = sign_up.activity
    page = deed.link("signups.of_activity", activity_id=activity.id)
    for address in organisations.addresses_of(activity.organisation_id):
        written = letter(address, "signups/mail/new_ones.txt", activity=activity, link=page)
        key = f"sign-ups {activity.id} {deed.at.date()} {address}"
        post(db.session(), written, dedupe_key=key[:200])


def _send(name: str, sign_up: SignUp, deed: Deed, **more: Any) -> None:
    if not sign_up.email:
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
    key = f"sign-up {name} {sign_up.id} {sign_up.ticket} {deed.at.isoformat()}"
    post(db.session(), written, dedupe_key=key)
