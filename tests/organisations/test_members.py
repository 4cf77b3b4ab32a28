"""Who belongs to an organisation: roles, removing, leaving."""

from collections.abc import Callable

from sqlalchemy import select

from tests import factories as make
from tests.client import Client
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation

BERT = "bert@voorbeeld.nl"
SignedIn = Callable[[Account], Client]


def page_of(brug: Organisation) -> str:
    return f"/mijn/organisatie/{brug.id}/leden"


def role_of(account: Account, brug: Organisation) -> str | None:
    found = db.session.get(Membership, (account.id, brug.id))
    return found.role if found else None


def test_an_owner_changes_roles(owner: Client, brug: Organisation) -> None:
    bert = make.member(brug, BERT, "editor")
    page = owner.submit(owner.get(page_of(brug)), f"#rol-{bert.id}", press="role=owner")
    assert role_of(bert, brug) == "owner"
    owner.submit(page, f"#rol-{bert.id}", press="role=editor")
    assert role_of(bert, brug) == "editor"


def test_a_made_up_role_changes_nothing(owner: Client, brug: Organisation) -> None:
    bert = make.member(brug, BERT, "editor")
    page = owner.submit(owner.get(page_of(brug)), f"#rol-{bert.id}", press="role=national")
    assert page.status == 400
    assert role_of(bert, brug) == "editor"


def test_an_owner_removes_a_colleague(
    owner: Client, brug: Organisation, signed_in: SignedIn
) -> None:
    bert = make.member(brug, BERT)
    client = signed_in(bert)
    page = owner.submit(owner.get(page_of(brug)), f"#weg-{bert.id}")
    assert f"{BERT} hoort er niet meer bij" in page.main
    assert client.get(page_of(brug)).path == "/mijn/organisatie/nieuw"


def test_the_last_owner_stays_owner(owner: Client, brug: Organisation) -> None:
    make.member(brug, BERT, "editor")
    page = owner.get(page_of(brug))
    anna = db.session.scalars(select(Account).where(Account.email.startswith("anna"))).one()
    for form, press in ((f"#weg-{anna.id}", ""), (f"#rol-{anna.id}", "role=editor")):
        answer = owner.submit(page, form, press=press)
        assert "Maak eerst iemand anders beheerder" in answer.main
    assert role_of(anna, brug) == "owner"


def test_an_owner_may_leave_when_there_is_another(
    owner: Client, brug: Organisation, signed_in: SignedIn
) -> None:
    bert = make.member(brug, BERT)
    client = signed_in(bert)
    client.submit(client.get(page_of(brug)), f"#weg-{bert.id}", follow=False)
    assert role_of(bert, brug) is None


def test_an_editor_may_leave_but_manages_nobody(
    owner: Client, brug: Organisation, signed_in: SignedIn
) -> None:
    bert = make.member(brug, BERT, "editor")
    client = signed_in(bert)
    page = client.get(page_of(brug))
    assert not page.soup.select("#invite, [id^=rol-]")
    assert len(page.soup.select("[id^=weg-]")) == 1
    client.submit(page, f"#weg-{bert.id}", follow=False)
    assert role_of(bert, brug) is None


def test_the_members_see_each_other(owner: Client, brug: Organisation) -> None:
    make.member(brug, BERT, "editor")
    rows = owner.get(page_of(brug)).all(".rows__row")
    assert [row.split(" Maak")[0] for row in rows] == [
        "anna@voorbeeld.nl Beheerder · dat ben jij",
        f"{BERT} Redacteur",
    ]
