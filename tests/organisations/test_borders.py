"""What is of another organisation is not there: 404 for whoever does not belong to it."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from tests import factories as make
from tests.client import Client
from weekapp import clock
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations import operations
from weekapp.organisations.models import Invitation, Membership, Organisation

SignedIn = Callable[[Account], Client]
READS = ["/mijn/organisatie/{0}", "/mijn/organisatie/{0}/leden"]
WRITES = [
    "/mijn/organisatie/{0}",
    "/mijn/organisatie/{0}/leden",
    "/mijn/organisatie/{0}/leden/{1}/rol",
    "/mijn/organisatie/{0}/leden/{1}/verwijderen",
    "/mijn/organisatie/{0}/uitnodigingen/{2}/intrekken",
]
TYPED = {"name": "Gekaapt", "email": "dief@voorbeeld.nl", "role": "editor"}


@pytest.fixture
def theirs(app: object) -> tuple[Organisation, Account, Invitation]:
    """An organisation with an owner and an invitation."""
    organisation = make.organisation("De Brug")
    owner = make.member(organisation)
    make.member(organisation)
    operations.invite(organisation, "bert@voorbeeld.nl", "editor", make.deed(owner))
    db.session.commit()
    return organisation, owner, db.session.scalars(select(Invitation)).one()


def post(client: Client, path: str) -> int:
    token = str(client.get("/mijn/account").one("#naam [name=csrf_token]")["value"])
    return client.post(path, follow=False, data=TYPED | {"csrf_token": token}).status


def untouched(organisation: Organisation) -> bool:
    owners = select(func.count()).where(
        Membership.organisation_id == organisation.id, Membership.role == "owner"
    )
    waiting = db.session.scalars(select(Invitation.email)).all()
    return (
        organisation.name == "De Brug"
        and db.session.scalar(owners) == 2
        and waiting == ["bert@voorbeeld.nl"]
    )


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("who", ["member elsewhere", "national"])
def test_others_cannot_read_it(
    signed_in: SignedIn, theirs: tuple[Organisation, Account, Invitation], path: str, who: str
) -> None:
    account = make.member(make.organisation("Elders"))
    account.is_national = who == "national"
    db.session.commit()
    assert signed_in(account).get(path.format(theirs[0].id)).status == 404


@pytest.mark.parametrize("path", WRITES)
def test_others_cannot_change_it(
    signed_in: SignedIn, theirs: tuple[Organisation, Account, Invitation], path: str
) -> None:
    client = signed_in(make.member(make.organisation("Elders")))
    assert post(client, path.format(*(one.id for one in theirs))) == 404
    assert untouched(theirs[0])


@pytest.mark.parametrize("path", WRITES[1:])
def test_an_editor_cannot_change_who_belongs_to_it(
    signed_in: SignedIn, theirs: tuple[Organisation, Account, Invitation], path: str
) -> None:
    client = signed_in(make.member(theirs[0], role="editor"))
    assert post(client, path.format(*(one.id for one in theirs))) == 404
    assert untouched(theirs[0])


@pytest.mark.parametrize("path", WRITES[2:])
def test_an_owner_elsewhere_cannot_use_their_own_address_for_it(
    signed_in: SignedIn, theirs: tuple[Organisation, Account, Invitation], path: str
) -> None:
    own = make.organisation("Elders")
    client = signed_in(make.member(own))
    assert post(client, path.format(own.id, theirs[1].id, theirs[2].id)) == 404
    assert untouched(theirs[0])


def test_somebody_chooses_among_their_own_organisations_only(signed_in: SignedIn) -> None:
    account = make.member(make.organisation("De Brug"))
    own = make.organisation("Het Huis")
    db.session.add(
        Membership(account_id=account.id, organisation_id=own.id, role="editor", since=clock.now())
    )
    make.organisation("Elders")
    db.session.commit()
    page = signed_in(account).get("/mijn/activiteiten/nieuw")
    assert "De Brug" in page.main
    assert "Het Huis" in page.main
    assert "Elders" not in page.main
