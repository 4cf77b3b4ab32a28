"""However many organisations and colleagues there are, a page asks the database as much."""

from collections.abc import Callable

import pytest

from tests import factories as make
from tests.client import Client
from tests.counting import MOST_QUERIES, queries_of
from weekapp import clock
from weekapp.accounts.models import Account, Coordinatorship
from weekapp.database import db
from weekapp.organisations import operations
from weekapp.organisations.models import Membership


@pytest.fixture
def busy(signed_in: Callable[[Account], Client]) -> Client:
    """The browser of somebody with five organisations, five colleagues, and the national team's."""
    first = make.organisation("Nummer 0")
    account = make.member(first)
    account.is_national = True
    for number in range(1, 5):
        other = make.organisation(f"Nummer {number}")
        make.member(first)
        keeper = make.account()
        db.session.add_all(
            [
                Membership(
                    account_id=account.id,
                    organisation_id=other.id,
                    role="owner",
                    since=clock.now(),
                ),
                Coordinatorship(
                    account_id=keeper.id, municipality_code="GM0228", since=clock.now()
                ),
            ]
        )
        operations.invite(first, f"nummer{number}@voorbeeld.nl", "editor", make.deed(account))
    db.session.commit()
    return signed_in(account)


@pytest.mark.parametrize(
    "path",
    [
        "/mijn/organisatie",
        "/mijn/organisatie/nieuw",
        "/mijn/organisatie/1",
        "/mijn/organisatie/1/leden",
        "/mijn/account",
        "/landelijk/coordinatoren",
    ],
)
def test_a_page_asks_little_however_much_is_on_it(busy: Client, path: str) -> None:
    asked = queries_of(lambda: busy.get(path))
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)
