"""Signing in and out, and who is put in charge of what; none of it commits."""

import hmac
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from weekapp import clock, jobs
from weekapp.accounts import mails, queries
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account, Coordinatorship, SignIn, SignInCode
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.places.gazetteer import KnownMunicipality

CODE_LASTS = timedelta(minutes=15)
SIGNED_IN_LASTS = timedelta(days=30)
TRIES = 5


class CodeRefused(Exception):
    """The code or link was used, is too old, was tried too often, or never was."""


class WrongCode(Exception):
    """Another code was sent; so many tries are left."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left


def send_code(email: str, next_path: str, deed: Deed) -> str:
    """Send a letter with a link and a code; the ticket with which the code is typed in later.

    Whether the address is known is not looked at: everybody gets the same letter. The code alone
    is short enough to be guessed from its hash, so it is hashed together with the ticket, and of
    that we keep a hash only.
    """
    ticket, secret = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    code = f"{secrets.randbelow(10**6):06}"
    db.session.add(
        SignInCode(
            email=email,
            ticket=digest(ticket),
            code_hash=digest(f"{ticket} {code}"),
            link_hash=digest(secret),
            next_path=next_path,
            created_at=deed.at,
            expires_at=deed.at + CODE_LASTS,
        )
    )
    mails.sign_in(email, code, secret, deed)
    return ticket


def use_code(ticket: str, typed: str, at: datetime) -> SignInCode:
    """Spend a code that somebody typed; WrongCode counts as a try, so commit that too."""
    asked = queries.asked_with(ticket)
    if asked is None or asked.used_at or asked.expires_at <= at or asked.tries >= TRIES:
        raise CodeRefused
    if not hmac.compare_digest(asked.code_hash, digest(f"{ticket} {typed}")):
        asked.tries += 1
        if asked.tries >= TRIES:
            raise CodeRefused
        raise WrongCode(TRIES - asked.tries)
    asked.used_at = at
    return asked


def use_link(secret: str, at: datetime) -> SignInCode:
    """Spend the link of a letter."""
    asked = queries.asked_by_link(secret, at)
    if asked is None:
        raise CodeRefused
    asked.used_at = at
    return asked


def welcome(email: str, deed: Deed) -> Account:
    """The account of an address; made here when somebody is here for the first time."""
    account = queries.with_address(email)
    if account is None:
        account = Account(email=email, created_at=deed.at)
        db.session.add(account)
        db.session.flush()
    return account


def sign_in(account: Account, browser: str, at: datetime) -> str:
    """Let an account in on one browser for 30 days; the token that browser keeps."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            token_hash=digest(token),
            account_id=account.id,
            browser=browser[:80],
            started_at=at,
            expires_at=at + SIGNED_IN_LASTS,
        )
    )
    return token


def sign_out(token: str) -> None:
    """End the session of one browser."""
    db.session.execute(delete(SignIn).where(SignIn.token_hash == digest(token)))


def end_sessions(account: Account) -> None:
    """End the sessions of an account in every browser, and the letters that are still under way."""
    db.session.execute(delete(SignIn).where(SignIn.account_id == account.id))
    db.session.execute(
        update(SignInCode)
        .where(SignInCode.email == account.email, SignInCode.used_at.is_(None))
        .values(used_at=clock.now())
    )


def forget(account: Account) -> None:
    """Drop somebody who asked for it: what they did stays, but not that it was them."""
    db.session.execute(delete(SignInCode).where(SignInCode.email == account.email))
    db.session.delete(account)


def rename(account: Account, name: str) -> None:
    """Call somebody by another name."""
    account.name = name


def renew_calendar_link(account: Account) -> None:
    """End the secret link to an account's own calendar; it has another one from now on."""
    account.calendar_turn += 1


def appoint(email: str, municipalities: Collection[KnownMunicipality], deed: Deed) -> Account:
    """Put municipalities in somebody's care, besides those they have; they get a letter."""
    account = welcome(email, deed)
    fresh = [one for one in municipalities if not queries.coordinatorship(account.id, one.code)]
    for municipality in fresh:
        db.session.add(
            Coordinatorship(
                account_id=account.id, municipality_code=municipality.code, since=deed.at
            )
        )
    if fresh:
        mails.appointed(account, [one.name for one in fresh], deed)
    return account


def dismiss(coordinatorship: Coordinatorship) -> None:
    """Take a municipality out of somebody's care."""
    db.session.delete(coordinatorship)


def join_national_team(email: str, deed: Deed) -> Account:
    """Make somebody part of the national team."""
    account = welcome(email, deed)
    account.is_national = True
    return account


@jobs.every_ten_minutes
def forget_what_is_over() -> None:
    """Drop letters and sessions that have expired."""
    for table in (SignInCode, SignIn):
        db.session.execute(delete(table).where(table.expires_at <= clock.now()))
