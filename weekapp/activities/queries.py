"""Questions about activities, asked by those who write them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from weekapp.accounts import queries as accounts
from weekapp.accounts.models import Account
from weekapp.activities.models import (
    IS_SEEN,
    Activity,
    HistoryEntry,
    Occurrence,
    Picture,
)
from weekapp.database import db
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation

MOST_AT_DESK = 500


def editable_by(account: Account) -> Select[Activity]:
    """The activities an account may change: those of its organisations."""
    return select(Activity).where(Activity.organisation_id.in_(organisations.ids_of(account)))


def handed_in_to(account: Account, on: date) -> Select[Activity]:
    """Whatever was ever handed in where an account has the care on a day; all of it nationally."""
    handed_in = select(Activity).where(Activity.submitted_at.is_not(None))
    if account.is_national:
        return handed_in
    return handed_in.where(Activity.municipality_code.in_(accounts.in_care_of(account, on)))


def history_of(activity: Activity) -> Sequence[HistoryEntry]:
    """What happened to an activity, newest first."""
    return db.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.activity_id == activity.id)
        .options(joinedload(HistoryEntry.account))
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
    ).all()


def date_of(activity: Activity, occurrence_id: int) -> Occurrence | None:
    """One date of this activity."""
    return next((date for date in activity.occurrences if date.id == occurrence_id), None)


def last_of(organisation_id: int) -> Activity | None:
    """The activity an organisation made last."""
    return db.session.scalar(
        select(Activity)
        .where(Activity.organisation_id == organisation_id)
        .order_by(Activity.id.desc())
        .limit(1)
    )


def at_the_desk(account: Account) -> list[Activity]:
    """The activities of an account's organisations, with what the desk tells of them."""
    wanted = editable_by(account).options(
        joinedload(Activity.organisation).lazyload(Organisation.municipality),
        joinedload(Activity.municipality),
        selectinload(Activity.occurrences),
        selectinload(Activity.audience_rows),
        selectinload(Activity.theme_rows),
    )
    return list(db.session.scalars(wanted.order_by(Activity.id.desc()).limit(MOST_AT_DESK)))


def begun_with(account: Account, form_token: str) -> Activity | None:
    """The activity that a form with this token made."""
    return db.session.scalar(editable_by(account).where(Activity.form_token == form_token))


def is_taken(form_token: str | None) -> bool:
    """Whether an activity of anybody was made by a form with this token."""
    made = exists().where(Activity.form_token == form_token)
    return form_token is not None and bool(db.session.scalar(select(made)))


def picture_content(name: str) -> bytes | None:
    """The JPEG with this name."""
    return db.session.scalar(select(Picture.content).where(Picture.name == name))


def public_picture(name: str) -> bytes | None:
    """The JPEG with this name, if an activity that the public sees shows it."""
    seen = exists().where(Activity.picture_id == Picture.id, *IS_SEEN)
    return db.session.scalar(select(Picture.content).where(Picture.name == name, seen))


def picture_shown_to(name: str, account: Account, on: date) -> bytes | None:
    """The JPEG with this name, if an account belongs to whom it is of, or checks what shows it."""
    checked = handed_in_to(account, on).where(
        Activity.status != "draft", Activity.picture_id == Picture.id
    )
    is_own = Picture.organisation_id.in_(organisations.ids_of(account))
    wanted = select(Picture.content).where(Picture.name == name, or_(is_own, checked.exists()))
    return db.session.scalar(wanted) or public_picture(name)


def picture_named(name: str, organisation_id: int) -> Picture | None:
    """The picture with this name, if this organisation uploaded it."""
    return db.session.scalar(
        select(Picture).where(Picture.name == name, Picture.organisation_id == organisation_id)
    )
