"""Residents' pages, whatever state they are in, in words that everybody can read."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.plain import CAMPAIGN, LONELY, PASSIVE, faults, on_page, words
from weekapp.activities.models import Activity
from weekapp.signups.models import MOST_PEOPLE

PAGES = (
    "/", "/activiteiten?waar=Ede", "/activiteiten?waar=Vaals&q=sauna&thema=koffie",
    "/activiteiten?waar=Bergen", "/activiteiten?waar=nergenshuizen", "/activiteiten/1/koffie",
    "/activiteiten/1/koffie/ga-je-mee", "/zoek-samen", "/zoek-samen?nr=1-99", "/gemeenten",
    "/gemeenten/ede", "/gemeenten/vaals", "/organisaties/de-brug", "/abonneren",
    "/gemeenten/ede/abonneren", "/kaart", "/informatie",
    "/informatie/wat-kun-je-zelf-doen", "/informatie/een-ander-helpen",
    "/informatie/signalen-herkennen", "/privacy", "/toegankelijkheid", "/bestaat-niet",
    "/weekbrief", "/weekbrief?gevraagd=ja", "/op-papier", "/op-papier?waar=6711",
    "/gemeenten/ede/op-papier", "/activiteiten/1/koffie?km=1.2",
    "/activiteiten/2/soep", "/activiteiten/2/soep/aanmelden", "/activiteiten/1/koffie/aanmelden",
    "/weekbrief/gevraagd", "/weekbrief/bevestigd", "/weekbrief/bevestigd/stoppen",
    "/weekbrief/nergens", "/aanmelding/nergens", "/aanmelding/code/nergens",
    "/aanmelding/code/asked",
)  # fmt: skip
# How it can be with who signed up; the link of each is called after it.
ON_A_LIST = ("coming", "waiting", "cancelled", "asked")
OTHERWISE = ("rung", "off", "gone", "over")
# What somebody fills in wrong, and where.
WRONG = (
    ("/activiteiten/2/soep/aanmelden", {"date": "", "people": "honderd", "phone": "x"}),
    ("/activiteiten/2/soep/aanmelden", {"name": "www.voorbeeld.nl", "email": "x"}),
    ("/aanmelding/code/asked", {"code": "123"}),
    ("/aanmelding/code/asked", {"code": ""}),
    ("/aanmelding/coming", {"name": "", "people": str(MOST_PEOPLE)}),
    ("/weekbrief", {"email": "", "area": ""}),
    ("/weekbrief", {"email": "x", "area": "nergenshuizen"}),
)


@pytest.fixture
def filled(app: Flask) -> None:
    brug = make.organisation("De Brug", slug="de-brug")
    make.activity("Koffie", by=brug, host_name="Anja")
    soup = make.activity("Soep", by=brug, join_ways=["here"], capacity=5)
    wishes = {"wants_meeting": True, "remarks": "Ik kom met een rollator."}
    for status in ON_A_LIST:
        make.sign_up(soup, status.title(), token=status, ticket=status, status=status, **wishes)
    by_phone = {"email": "", "phone": "0318 12 34 56", "ring_about": "asked"}
    make.sign_up(soup, token="rung", status="asked", **by_phone)
    make.weekly_letter("vraagt@voorbeeld.nl", token="gevraagd", confirmed_at=None)
    make.weekly_letter(token="bevestigd")
    make.sign_up(other(status="cancelled", status_reason="De kok is ziek."), token="off")
    make.sign_up(other(status="returned"), token="gone")
    make.sign_up(other(at=make.THURSDAY - timedelta(days=60)), token="over")


def other(**more: Any) -> Activity:
    return make.activity("Anders", join_ways=["here"], **more)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", [*PAGES, *(f"/aanmelding/{one}" for one in ON_A_LIST + OTHERWISE)])
def test_a_page_for_residents_can_be_read_by_everybody(client: Client, path: str) -> None:
    said = on_page(str(client.get(path).soup))
    assert said, "says nothing"
    assert faults(said) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("path", "typed"), WRONG)
def test_what_is_said_of_a_mistake_can_be_read_by_everybody(
    client: Client, path: str, typed: dict[str, Any]
) -> None:
    page = client.submit(client.get(path), 'main form[class="form"]', **typed)
    assert page.status == 422
    assert faults(on_page(str(page.soup))) == []


def test_the_rules_are_right() -> None:
    assert PASSIVE.search("De zaal wordt door ons geopend")
    assert not PASSIVE.search("Je wordt vast blij")
    assert LONELY.search("Ben je eenzaam?")
    assert not LONELY.search(CAMPAIGN.sub("", "De Week tegen Eenzaamheid begint"))
    assert len(words("Kom langs, om 14.00 uur bij 't Trefpunt")) == 7
    assert faults(["De zaal wordt door ons geopend", "indien"]) != []
