"""The bar of the desk: everybody sees the pages of their own roles."""

from collections.abc import Callable

import pytest

from tests import factories as make
from tests.client import Client
from weekapp.accounts.models import Account

SignedIn = Callable[[Account], Client]
BAR = ".desk-bar__link"


def both() -> Account:
    account = make.member(make.organisation())
    account.is_national = True
    return account


@pytest.mark.parametrize(
    ("who", "items"),
    [
        (make.account, ["Mijn account"]),
        (
            lambda: make.member(make.organisation()),
            ["Mijn activiteiten", "Mijn organisatie", "Mijn account"],
        ),
        (lambda: make.coordinator("Ede"), ["Controleren", "Mijn account"]),
        (make.national, ["Landelijk", "Coördinatoren", "Controleren", "Mijn account"]),
        (
            both,
            [
                "Landelijk",
                "Coördinatoren",
                "Controleren",
                "Mijn activiteiten",
                "Mijn organisatie",
                "Mijn account",
            ],
        ),
    ],
)
def test_the_bar_shows_the_pages_of_your_roles(
    signed_in: SignedIn, who: Callable[[], Account], items: list[str]
) -> None:
    page = signed_in(who()).get("/mijn/account")
    assert page.all(BAR) == items
    assert page.all(f"{BAR}[aria-current]") == ["Mijn account"]


def test_a_public_page_has_no_bar_for_whoever_is_signed_in(signed_in: SignedIn) -> None:
    assert not signed_in(make.national()).get("/privacy").all(BAR)


def test_the_sign_in_page_has_no_bar(client: Client) -> None:
    assert not client.get("/inloggen").all(BAR)
