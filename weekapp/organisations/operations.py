"""Registering and changing an organisation, and who belongs to it; none of it commits."""

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import chain, count

from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.organisations import mails, queries
from weekapp.organisations.models import Invitation, Membership, Organisation, OrganisationSlug
from weekapp.places.models import Municipality
from weekapp.slugs import slug_of

INVITATION_LASTS = timedelta(days=14)


class LastOwner(Exception):
    """Without this owner nobody could manage the organisation any more."""


class AlreadyMember(Exception):
    """Whoever was invited belongs to the organisation."""


@dataclass(frozen=True)
class Profile:
    """What an organisation says of itself, all of it public."""

    name: str
    kind: str
    municipality_code: str
    website: str
    description: str
    contact_name: str
    contact_email: str
    contact_phone: str


def register(profile: Profile, deed: Deed) -> Organisation:
    """A new organisation, with whoever registers it as its first owner."""
    organisation = Organisation(**asdict(profile), created_at=deed.at, changed_at=deed.at)
    organisation.slug = _free_slug(profile)
    db.session.add(organisation)
    db.session.flush()
    if deed.by:
        _join(deed.by, organisation, "owner", deed)
    return organisation


def revise(organisation: Organisation, profile: Profile, deed: Deed) -> None:
    """Change what an organisation says of itself; its old address keeps leading to it."""
    if profile.name != organisation.name:
        _change_slug(organisation, profile)
    for name, value in asdict(profile).items():
        setattr(organisation, name, value)
    organisation.changed_at = deed.at


def _change_slug(organisation: Organisation, profile: Profile) -> None:
    slug = _free_slug(profile, organisation)
    if slug == organisation.slug:
        return
    db.session.add(OrganisationSlug(slug=organisation.slug, organisation_id=organisation.id))
    db.session.execute(delete(OrganisationSlug).where(OrganisationSlug.slug == slug))
    organisation.slug = slug


def _free_slug(profile: Profile, owner: Organisation | None = None) -> str:
    """A slug that no other organisation has or ever had."""
    municipality = db.session.get_one(Municipality, profile.municipality_code)
    short = slug_of(profile.name)
    longer = slug_of(f"{profile.name} {municipality.slug}", 90)
    candidates = chain((short, longer), (f"{longer}-{number}" for number in count(2)))
    return next(slug for slug in candidates if not queries.is_taken(slug, owner))


def invite(organisation: Organisation, email: str, role: str, deed: Deed) -> None:
    """Ask somebody by letter to join; a new invitation takes the place of an older one."""
    if queries.has_member_with(organisation.id, email):
        raise AlreadyMember
    token = secrets.token_urlsafe(24)
    db.session.execute(
        delete(Invitation).where(
            Invitation.organisation_id == organisation.id,
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
        )
    )
    db.session.add(
        Invitation(
            organisation_id=organisation.id,
            email=email,
            role=role,
            token_hash=digest(token),
            invited_by_id=deed.by.id if deed.by else None,
            created_at=deed.at,
            expires_at=deed.at + INVITATION_LASTS,
        )
    )
    mails.invited(organisation, email, role, token, deed)


def withdraw(invitation: Invitation) -> None:
    """Take an invitation back; its link works no more."""
    db.session.delete(invitation)


def accept(invitation: Invitation, account: Account, deed: Deed) -> None:
    """Join as invited."""
    invitation.accepted_at = deed.at
    if queries.membership(account.id, invitation.organisation_id) is None:
        _join(account, invitation.organisation, invitation.role, deed)


def change_role(member: Membership, role: str) -> None:
    """Make a member owner or editor."""
    if role != "owner":
        _ask_other_owner(member)
    member.role = role


def remove(member: Membership) -> None:
    """Take somebody out of the organisation."""
    _ask_other_owner(member)
    db.session.delete(member)


def _ask_other_owner(member: Membership) -> None:
    if member.role == "owner" and queries.owners_of(member.organisation_id) == 1:
        raise LastOwner


def _join(account: Account, organisation: Organisation, role: str, deed: Deed) -> None:
    db.session.add(
        Membership(account_id=account.id, organisation_id=organisation.id, role=role, since=deed.at)
    )


@jobs.every_ten_minutes
def forget_old_invitations() -> None:
    """Drop the invitations nobody accepted in time: they hold addresses."""
    db.session.execute(delete(Invitation).where(Invitation.expires_at <= clock.now()))
