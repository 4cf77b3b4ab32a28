"""Registering an organisation and changing what it says of itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from tests import factories as make
from tests.client import Client, Page
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity, CalendarVersion
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation, OrganisationSlug

NEW = "/mijn/organisatie/nieuw"
SignedIn = Callable[[Account], Client]
FILLED_IN: dict[str, Any] = {
    "name": "Buurthuis De Brug",
    "kind": "welzijn",
    "municipality_code": "GM0228",
    "website": "www.debrug.nl",
    "description": "Koffie.\nEn taart.",
    "contact_name": "Anna",
    "contact_email": "info@debrug.nl",
    "contact_phone": "0318 12 34 56",
}


def register(client: Client, **other: Any) -> Page:
    typed = FILLED_IN | other
    return client.submit(client.get(NEW), "#organisatie", follow=False, **typed)


def change(client: Client, organisation: Organisation, **other: Any) -> Page:
    page = client.get(f"/mijn/organisatie/{organisation.id}")
    return client.submit(page, "#organisatie", **other)


def organisations() -> list[Organisation]:
    return list(db.session.scalars(select(Organisation).order_by(Organisation.id)))


def test_an_organisation_is_registered_with_all_it_says(signed_in: SignedIn) -> None:
    account = make.account()
    assert register(signed_in(account)).headers["Location"] == "/mijn"
    [made] = organisations()
    said = {name: getattr(made, name) for name in FILLED_IN}
    assert said == FILLED_IN | {"website": "https://www.debrug.nl"}
    assert made.slug == "buurthuis-de-brug"
    assert db.session.scalars(select(Membership.role)).one() == "owner"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "a" * 81),
        ("name", "\u202e\u200b\x00"),
        ("name", "Win geld op https://evil.example"),
        ("name", "WWW.evil.example"),
        ("kind", ""),
        ("kind", "verzonnen"),
        ("municipality_code", ""),
        ("municipality_code", "GM9999"),
        ("municipality_code", "Ede"),
        ("website", "javascript:alert(1)"),
        ("website", "geen adres"),
        ("description", "a" * 2001),
        ("contact_email", "geen adres"),
        ("contact_email", "a@b.nl\r\nBcc: c@d.nl"),
        ("contact_phone", "bel me"),
        ("contact_phone", "1" * 30),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_the_rest_is_kept(
    signed_in: SignedIn, field: str, typed: str
) -> None:
    page = register(signed_in(make.account()), **{field: typed})
    assert page.status == 200
    assert page.error_beside(field)
    kept = next(name for name in ("contact_name", "website") if name != field)
    assert str(page.one(f"#{kept}")["value"]).endswith(FILLED_IN[kept])
    assert not organisations()


def test_one_way_to_reach_somebody_is_enough_and_none_is_not(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    page = register(client, contact_email="", contact_phone="")
    assert "e-mailadres of een telefoonnummer" in page.error_beside("contact_phone")
    register(client, contact_email="")
    assert organisations()[0].contact_email == ""


def test_emoji_and_accents_are_welcome(signed_in: SignedIn) -> None:
    register(signed_in(make.account()), name="Café Ölé 🎉")
    assert organisations()[0].name == "Café Ölé 🎉"
    assert organisations()[0].slug == "cafe-ole"


def test_a_name_is_never_part_of_the_page(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    register(client, name="<script>alert(1)</script>")
    page = client.get("/mijn/organisatie")
    assert "<script>alert(1)</script>" in page.main
    assert not page.soup.select("main script")


@pytest.mark.parametrize("name", ["Buurthuis De Brug", "BUURTHUIS  de brug!", "Buurthuis Dé Brug"])
def test_a_known_name_in_the_same_municipality_gets_a_hint_first(
    signed_in: SignedIn, name: str
) -> None:
    make.organisation("Buurthuis De Brug", "Ede")
    client = signed_in(make.account())
    page = register(client, name=name)
    assert "Vraag dan een collega om je uit te nodigen" in page.main
    assert len(organisations()) == 1
    client.submit(page, "#organisatie", follow=False)
    assert len(organisations()) == 2


def test_the_same_name_elsewhere_gets_no_hint(signed_in: SignedIn) -> None:
    make.organisation("Buurthuis De Brug", "Barneveld", slug="buurthuis-de-brug")
    register(signed_in(make.account()))
    assert [one.slug for one in organisations()] == ["buurthuis-de-brug", "buurthuis-de-brug-ede"]


def test_every_address_is_another(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    for _time in range(4):
        page = register(client)
        if page.status == 200:
            client.submit(page, "#organisatie", follow=False)
    slugs = [one.slug.removeprefix("buurthuis-de-brug") for one in organisations()]
    assert slugs == ["", "-ede", "-ede-2", "-ede-3"]


def test_ten_organisations_a_day_are_enough(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    for number in range(10):
        register(client, name=f"Nummer {number}")
    page = register(client, name="Nummer 11")
    assert page.status == 429
    assert "morgen" in page.error_beside("name")
    assert len(organisations()) == 10


def test_a_municipality_that_is_gone_cannot_be_chosen(
    signed_in: SignedIn, clock: time_machine.Traveller
) -> None:
    gone = make.municipality("Wijdemeren")
    clock.move_to(f"{gone.valid_to}T12:00:00+00:00")
    page = signed_in(make.account()).get(NEW)
    assert not page.soup.select(f"option[value={gone.code}]")
    assert page.soup.select("option[value=GM0402]")


def test_a_member_changes_what_the_organisation_says(
    signed_in: SignedIn, clock: time_machine.Traveller
) -> None:
    brug = make.organisation()
    clock.shift(timedelta(days=1))
    page = change(signed_in(make.member(brug, role="editor")), brug, description="Nieuw.")
    assert "Bewaard" in page.main
    assert brug.description == "Nieuw."
    assert brug.changed_at > brug.created_at
    assert not db.session.scalars(select(OrganisationSlug)).all()


def test_a_mistake_in_a_change_changes_nothing(signed_in: SignedIn) -> None:
    brug = make.organisation()
    page = change(signed_in(make.member(brug)), brug, name="", website="x")
    assert page.error_beside("name")
    assert page.one("#website")["value"] == "https://x"
    assert brug.name == "Buurthuis De Brug"


def test_a_new_name_gives_a_new_address_and_keeps_the_old_one(signed_in: SignedIn) -> None:
    brug = make.organisation(slug="de-brug")
    client = signed_in(make.member(brug))
    change(client, brug, name="Het Huis")
    assert brug.slug == "het-huis"
    assert db.session.get_one(OrganisationSlug, "de-brug").organisation_id == brug.id


def test_an_old_address_is_never_given_to_another(signed_in: SignedIn) -> None:
    brug = make.organisation("De Brug", slug="de-brug")
    client = signed_in(make.member(brug))
    change(client, brug, name="Het Huis")
    register(client, name="De Brug")
    assert organisations()[1].slug == "de-brug-ede"


def test_the_old_name_gives_the_old_address_back(signed_in: SignedIn) -> None:
    brug = make.organisation("De Brug", slug="de-brug")
    client = signed_in(make.member(brug))
    change(client, brug, name="Het Huis")
    change(client, brug, name="De Brug")
    assert brug.slug == "de-brug"
    assert db.session.scalars(select(OrganisationSlug.slug)).all() == ["het-huis"]


def test_a_new_name_is_a_change_of_what_is_published(
    signed_in: SignedIn, clock: time_machine.Traveller
) -> None:
    brug = make.organisation()
    shown, draft = make.activity(by=brug), make.activity("Concept", by=brug, status="draft")
    elsewhere = make.activity("Elders", by=make.organisation("Elders"))
    before = db.session.get_one(CalendarVersion, "GM0228").version
    clock.shift(timedelta(days=1))
    change(signed_in(make.member(brug)), brug, name="Het Huis")
    changed = select(Activity.id).where(Activity.changed_at == brug.changed_at)
    assert db.session.scalars(changed).all() == [shown.id]
    assert db.session.get_one(CalendarVersion, "GM0228").version > before
    assert draft.changed_at == elsewhere.changed_at < shown.changed_at


def test_another_description_is_no_change_of_what_is_published(
    signed_in: SignedIn, clock: time_machine.Traveller
) -> None:
    brug = make.organisation()
    shown = make.activity(by=brug)
    clock.shift(timedelta(days=1))
    change(signed_in(make.member(brug)), brug, description="Nieuw.")
    assert shown.changed_at < brug.changed_at


def test_somebody_of_two_organisations_sees_both(signed_in: SignedIn) -> None:
    account = make.member(make.organisation("De Brug"))
    client = signed_in(account)
    register(client, name="Het Huis")
    page = client.get("/mijn/organisatie")
    assert page.all("main h2") == ["De Brug", "Het Huis"]


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40, "-1", "x"])
def test_an_organisation_that_is_not_there_is_not_found(signed_in: SignedIn, number: str) -> None:
    client = signed_in(make.member(make.organisation()))
    assert client.get(f"/mijn/organisatie/{number}").status == 404
