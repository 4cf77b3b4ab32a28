"""Questions about organisations and their members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from weekapp.accounts.models import Account
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.organisations.models import Invitation, Membership, Organisation, OrganisationSlug
from weekapp.places.spelling import key


def is_member(account: Account) -> bool:
    """Whether an account belongs to any organisation."""
    return bool(db.session.scalar(select(exists().where(Membership.account_id == account.id))))


def ids_of(account: Account) -> Select[int]:
    """The ids of the organisations an account belongs to, as a subquery."""
    return select(Membership.organisation_id).where(Membership.account_id == account.id)


def organisations_of(account: Account) -> Sequence[Organisation]:
    """The organisations an account belongs to, by name."""
    return db.session.scalars(
        select(Organisation).where(Organisation.id.in_(ids_of(account))).order_by(Organisation.name)
    ).all()


def members_of(organisation_id: int) -> Sequence[Membership]:
    """Who belongs to an organisation, owners first."""
    return db.session.scalars(
        select(Membership)
        .options(joinedload(Membership.account))
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.role.desc(), Membership.account_id)
    ).all()


def addresses_of(organisation_id: int) -> Sequence[str]:
    """The e-mail addresses of everybody in an organisation."""
    return db.session.scalars(
        select(Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Account.id)
    ).all()


def editable_by(account: Account) -> Select[Organisation]:
    """The organisations of which an account may change the profile: all it belongs to."""
    return select(Organisation).where(Organisation.id.in_(ids_of(account)))


def owned_by(account: Account) -> Select[Organisation]:
    """The organisations of which an account manages the members."""
    return editable_by(account).where(
        Organisation.id.in_(ids_of(account).where(Membership.role == "owner"))
    )


def memberships_of(account: Account) -> Sequence[Membership]:
    """What an account belongs to and as what, by name of the organisation."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .options(contains_eager(Membership.organisation))
        .where(Membership.account_id == account.id)
        .order_by(Organisation.name, Organisation.id)
    ).all()


def membership(account_id: int, organisation_id: int) -> Membership | None:
    """How an account belongs to an organisation, if it does."""
    return db.session.get(Membership, (account_id, organisation_id))


def has_member_with(organisation_id: int, email: str) -> bool:
    """Whether somebody with this address belongs to an organisation."""
    return email in addresses_of(organisation_id)


def owners_of(organisation_id: int) -> int:
    """How many owners an organisation has."""
    owners = select(func.count()).where(
        Membership.organisation_id == organisation_id, Membership.role == "owner"
    )
    return db.session.scalar(owners) or 0


def open_invitations(organisation_id: int, at: datetime) -> Sequence[Invitation]:
    """The invitations that can still be accepted, oldest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.organisation_id == organisation_id, *_is_open(at))
        .order_by(Invitation.id)
    ).all()


def invitation_with(token: str, at: datetime) -> Invitation | None:
    """The invitation with this link, while it can be accepted."""
    return db.session.scalar(
        select(Invitation).where(Invitation.token_hash == digest(token), *_is_open(at))
    )


def _is_open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invitation.accepted_at.is_(None), Invitation.expires_at > at


def is_taken(slug: str, owner: Organisation | None) -> bool:
    """Whether another organisation has or had this slug."""
    own_id = owner.id if owner else -1
    now = exists().where(Organisation.slug == slug, Organisation.id != own_id)
    before = exists().where(
        OrganisationSlug.slug == slug, OrganisationSlug.organisation_id != own_id
    )
    return bool(db.session.scalar(select(or_(now, before))))


def has_namesake(name: str, municipality_code: str) -> bool:
    """Whether a reader would take an organisation in this municipality for one of this name."""
    names = db.session.scalars(
        select(Organisation.name).where(Organisation.municipality_code == municipality_code)
    )
    return key(name) in map(key, names)
