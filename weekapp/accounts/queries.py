"""Questions about accounts."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from weekapp.accounts.models import Account, Coordinatorship, SignIn, SignInCode
from weekapp.database import db
from weekapp.places.successors import current


def digest(secret: str) -> str:
    """How secrets are kept: SHA-256, enough for what is random and long."""
    return hashlib.sha256(secret.encode()).hexdigest()


def signed_in_by(token: str, at: datetime) -> tuple[Account, bool] | None:
    """Whose browser this is, and whether they are a coordinator; None when that session ended."""
    coordinates = exists().where(Coordinatorship.account_id == SignIn.account_id)
    valid = select(SignIn, coordinates).where(
        SignIn.token_hash == digest(token), SignIn.expires_at > at
    )
    found = db.session.execute(valid).one_or_none()
    return (found[0].account, found[1]) if found else None


def is_coordinator(account: Account) -> bool:
    """Whether any municipality is in this account's care."""
    return bool(db.session.scalar(select(exists().where(Coordinatorship.account_id == account.id))))


def in_care_of(account: Account, on: date) -> Select[tuple[str]]:
    """The codes of the municipalities in the care of an account on a day, as a subquery.

    Those that were merged into one of them are among them from the day of the merger on.
    """
    stands_for = current(on)
    return (
        select(stands_for.c.code)
        .join(Coordinatorship, Coordinatorship.municipality_code == stands_for.c.current_code)
        .where(Coordinatorship.account_id == account.id)
    )


def coordinators_of(municipality_code: str, on: date) -> Sequence[Account]:
    """Who looks after a municipality, or after the one it was merged into, on a day."""
    stands_for = current(on)
    return db.session.scalars(
        select(Account)
        .join(Coordinatorship, Coordinatorship.account_id == Account.id)
        .join(stands_for, stands_for.c.current_code == Coordinatorship.municipality_code)
        .where(stands_for.c.code == municipality_code)
        .order_by(Account.id)
    ).all()


def national_team() -> Sequence[Account]:
    """Everybody in the national team."""
    return db.session.scalars(select(Account).where(Account.is_national).order_by(Account.id)).all()


def with_address(email: str) -> Account | None:
    """The account of an address, if there is one."""
    return db.session.scalar(select(Account).where(Account.email == email))


def asked_with(ticket: str) -> SignInCode | None:
    """The letter that was asked for with this ticket."""
    return db.session.scalar(select(SignInCode).where(SignInCode.ticket == digest(ticket)))


def asked_by_link(secret: str, at: datetime) -> SignInCode | None:
    """The letter with this link, while the link can be used."""
    return db.session.scalar(
        select(SignInCode).where(
            SignInCode.link_hash == digest(secret),
            SignInCode.used_at.is_(None),
            SignInCode.expires_at > at,
        )
    )


def signed_in_places(account: Account, at: datetime) -> Sequence[SignIn]:
    """Where an account is signed in, newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.account_id == account.id, SignIn.expires_at > at)
        .order_by(SignIn.started_at.desc(), SignIn.id.desc())
    ).all()


def coordinatorship(account_id: int, municipality_code: str) -> Coordinatorship | None:
    """One municipality in the care of one account."""
    return db.session.get(Coordinatorship, (account_id, municipality_code))


def care() -> dict[str, list[Coordinatorship]]:
    """Who looks after what, by the code of the municipality, who did so longest first."""
    found = db.session.scalars(
        select(Coordinatorship)
        .options(joinedload(Coordinatorship.account))
        .order_by(Coordinatorship.since, Coordinatorship.account_id)
    )
    keepers: dict[str, list[Coordinatorship]] = {}
    for one in found:
        keepers.setdefault(one.municipality_code, []).append(one)
    return keepers
