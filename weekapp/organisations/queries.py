"""Questions about organisations and their members."""

from collections.abc import Sequence

from sqlalchemy import Select, exists, select

from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation


def is_member(account: Account) -> bool:
    """Whether an account belongs to any organisation."""
    return bool(
        db.session.scalar(select(exists().where(Membership.account_id == account.id)))
    )


def ids_of(account: Account) -> Select[tuple[int]]:
    """The ids of the organisations an account belongs to, as a subquery."""
    return select(Membership.organisation_id).where(Membership.account_id == account.id)


def organisations_of(account: Account) -> Sequence[Organisation]:
    """The organisations an account belongs to, by name."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(ids_of(account)))
        .order_by(Organisation.name)
    ).all()


def members_of(organisation_id: int) -> Sequence[Membership]:
    """Who belongs to an organisation, owners first."""
    return db.session.scalars(
        select(Membership)
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
