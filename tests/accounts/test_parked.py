"""What somebody typed while their session ended comes back after signing in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from sqlalchemy import delete, func, select

from tests import factories as make
from tests.accounts.signing_in import ANNA, ask, code_in, enter
from tests.client import Client, Page
from tests.letters import Letters
from weekapp.accounts.models import Account, ParkedForm, SignIn
from weekapp.database import db

NEW = "/mijn/organisatie/nieuw"
SignedIn = Callable[[Account], Client]


def end_all() -> None:
    db.session.execute(delete(SignIn))
    db.session.commit()


def parked() -> int:
    return db.session.scalar(select(func.count()).select_from(ParkedForm)) or 0


def typed_into(client: Client, **more: Any) -> Page:
    """A page that stood open while the session ended, sent."""
    page = client.get(NEW)
    end_all()
    return client.submit(
        page, "#organisatie", name="De Brug & Co", description="Hoi\nallemaal", **more
    )


def test_typed_text_comes_back_after_signing_in(signed_in: SignedIn, letters: Letters) -> None:
    client = signed_in(make.account(ANNA))
    page = typed_into(client, kind="zorg")
    assert page.path == "/inloggen"
    assert "Wat je typte is bewaard" in page.main
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    assert page.path == NEW
    assert "Je tekst staat er weer" in page.main
    assert page.one("[name=name]")["value"] == "De Brug & Co"
    assert page.one("textarea[name=description]").text.strip() == "Hoi\nallemaal"
    assert page.one("[name=kind] option[selected]")["value"] == "zorg"


def test_the_form_that_came_back_can_be_sent(signed_in: SignedIn, letters: Letters) -> None:
    client = signed_in(make.account(ANNA))
    page = typed_into(client, kind="zorg", municipality_code="GM0228", contact_email=ANNA)
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    assert client.submit(page, "#organisatie", follow=False).headers["Location"] == "/mijn"


def test_it_comes_back_too_when_the_cookie_is_gone(signed_in: SignedIn, letters: Letters) -> None:
    client = signed_in(make.account(ANNA))
    page = client.get(NEW)
    client.browser.delete_cookie("session", path="/")
    page = client.submit(page, "#organisatie", name="De Brug")
    assert page.path == "/inloggen"
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    assert page.one("[name=name]")["value"] == "De Brug"


def test_it_comes_back_too_when_signed_in_anew_in_another_tab(
    client: Client, letters: Letters
) -> None:
    page = enter(client, letters)
    client.submit(client.get("/mijn/account"), "form[action='/uitloggen']")
    enter(client, letters)
    page = client.submit(page, "#organisatie", name="De Brug")
    assert page.path == NEW
    assert "Je tekst staat er weer" in page.main
    assert page.one("[name=name]")["value"] == "De Brug"


def test_it_survives_reloading_the_page(signed_in: SignedIn, letters: Letters) -> None:
    client = signed_in(make.account(ANNA))
    page = typed_into(client)
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    again = client.get(
        page.response.request.path + "?" + page.response.request.query_string.decode()
    )
    assert again.one("[name=name]")["value"] == "De Brug & Co"


def test_it_is_kept_an_hour(
    signed_in: SignedIn,
    letters: Letters,
    clock: time_machine.Traveller,
    rounds: Callable[[], None],
) -> None:
    client = signed_in(make.account(ANNA))
    page = typed_into(client)
    clock.shift(timedelta(hours=1))
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    assert page.path == NEW
    assert page.one("[name=name]").get("value") == ""
    rounds()
    assert parked() == 0


def test_it_comes_back_on_its_own_page_only(signed_in: SignedIn) -> None:
    account = make.account(ANNA)
    page = typed_into(signed_in(account))
    token = page.response.request.args["next"].split("teruggezet=")[1]
    there = signed_in_again(signed_in, account).get(f"/mijn/account?teruggezet={token}")
    assert there.one("[name=name]")["value"] == ""


def signed_in_again(signed_in: SignedIn, account: Account) -> Client:
    return signed_in(db.session.get_one(Account, account.id))


def test_a_token_that_is_not_ours_gives_an_empty_form(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    assert client.get(f"{NEW}?teruggezet=onzin").one("[name=name]").get("value") == ""


def test_the_secret_token_of_the_form_is_not_kept(signed_in: SignedIn) -> None:
    typed_into(signed_in(make.account()))
    assert "csrf" not in db.session.scalars(select(ParkedForm.fields)).one()


def test_what_another_site_sends_is_not_kept(client: Client) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        page = client.post(NEW, data={"name": "x"}, headers=headers)
        assert page.path == "/inloggen"
    assert parked() == 0


def test_only_pages_under_mijn_are_kept(client: Client) -> None:
    client.post("/landelijk/coordinatoren", data={"email": "x"})
    assert parked() == 0


def test_too_much_text_is_not_kept(client: Client) -> None:
    assert client.post(NEW, data={"name": "x" * 200_001}).path == "/inloggen"
    assert parked() == 0


def test_a_network_can_park_sixty_forms_an_hour(client: Client) -> None:
    for _form in range(65):
        client.post(NEW, follow=False, data={"name": "x"})
    assert parked() == 60


def test_a_button_of_a_page_that_shows_nothing_leads_back_to_its_form(client: Client) -> None:
    referrer = {"Referer": "http://localhost/mijn/account"}
    page = client.post("/mijn/account/overal-uitloggen", data={"a": "b"}, headers=referrer)
    assert page.response.request.args["next"].startswith("/mijn/account?teruggezet=")
    page = client.post("/mijn/account/overal-uitloggen")
    assert "next" not in page.response.request.args


def test_a_script_is_told_instead_of_sent_away(client: Client) -> None:
    answer = client.post(NEW, data={"name": "x"}, headers={"Accept": "application/json"})
    assert answer.status == 401
    assert parked() == 0


def test_a_form_without_token_changes_nothing(signed_in: SignedIn) -> None:
    client = signed_in(make.account(ANNA))
    client.post("/mijn/account", data={"name": "Vals"}, headers={"Origin": "https://evil.example"})
    assert db.session.scalars(select(Account.name)).one() == ""
    page = client.post("/mijn/account", data={"name": "Vals"})
    assert page.one("#naam [name=name]")["value"] == "Vals"
    assert db.session.scalars(select(Account.name)).one() == ""


def test_signing_in_for_somebody_else_needs_a_token_too(client: Client, letters: Letters) -> None:
    ask(client)
    link = next(word for word in str(letters.last_to(ANNA)).split() if "/link/" in word)
    assert client.post(link.removeprefix("http://week.test")).status == 400
    assert client.post("/inloggen", data={"email": ANNA}).status == 400
