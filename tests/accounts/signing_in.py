"""What tests of signing in do again and again."""

import re

from tests.client import Client, Page
from tests.letters import Letters, links, words

ANNA = "anna@voorbeeld.nl"


def ask(client: Client, email: str = ANNA, path: str = "/inloggen") -> Page:
    """Ask for a letter; the page on which its code is typed."""
    return client.submit(client.get(path), email=email)


def code_in(letters: Letters, email: str = ANNA) -> str:
    """The code of the last letter, as written."""
    found = re.search(r"\b(\d{3} \d{3})\b", words(letters.last_to(email)))
    assert found
    return found[1]


def link_in(letters: Letters, email: str = ANNA) -> str:
    """The path of the link in the last letter."""
    return next(link for link in links(letters.last_to(email)) if "/link/" in link)


def other(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def enter(client: Client, letters: Letters, email: str = ANNA, path: str = "/inloggen") -> Page:
    """Sign in; the page one comes to."""
    return client.submit(ask(client, email, path), code=code_in(letters, email))


def is_in(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return client.get("/mijn/account").path == "/mijn/account"
