"""The page of an organisation."""

from datetime import timedelta

from tests.client import Client
from tests.factories import THURSDAY, activity, organisation
from weekapp.database import db
from weekapp.organisations.models import OrganisationSlug


def test_an_organisation_tells_who_it_is_and_what_it_organises(client: Client) -> None:
    made = organisation(
        slug="de-brug",
        description="Een huis *voor iedereen* hier.",
        contact_phone="0318 12 34 56",
        website="https://debrug.nl",
    )
    activity("Later", by=made, at=THURSDAY + timedelta(days=1))
    activity("Eerst", by=made)
    activity("Van een ander")
    page = client.get("/organisaties/de-brug")
    assert page.all("h1") == ["Buurthuis De Brug"]
    assert page.all(".card__title") == ["Eerst", "Later"]
    assert "Een huis voor iedereen hier." in page.main
    for link in ("tel:0318123456", "https://debrug.nl", "mailto:info@debrug.nl", "/gemeenten/ede"):
        assert page.soup.select(f'main a[href="{link}"]'), link
    assert page.one('link[type="text/calendar"]')["href"] == "/organisaties/de-brug/agenda.ics"


def test_an_organisation_without_activities_points_to_its_municipality(client: Client) -> None:
    organisation(slug="de-brug")
    page = client.get("/organisaties/de-brug")
    assert "Er staat nu niets op de agenda." in page.main
    assert page.soup.select('.section a[href="/gemeenten/ede"]')


def test_an_old_name_leads_to_the_page_for_ever(client: Client) -> None:
    made = organisation(slug="de-nieuwe-brug")
    db.session.add(OrganisationSlug(slug="de-brug", organisation_id=made.id))
    db.session.commit()
    answer = client.get("/organisaties/de-brug", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, "/organisaties/de-nieuwe-brug")


def test_an_unknown_organisation_is_not_there(client: Client) -> None:
    assert client.get("/organisaties/niemand").status == 404


def test_an_organisation_with_much_to_do_is_turned_page_by_page(client: Client) -> None:
    made = organisation(slug="de-brug")
    for number in range(21):
        activity(f"A{number:02}", by=made, at=THURSDAY + timedelta(minutes=number))
    page = client.get("/organisaties/de-brug")
    assert len(page.soup.select(".card")) == 20
    page = client.get(str(page.one('[rel="next"]')["href"]))
    assert page.all(".card__title") == ["A20"]


def test_a_description_cannot_become_a_script(client: Client) -> None:
    organisation(slug="de-brug", description="<script>x</script> [x](javascript:alert(1))")
    page = client.get("/organisaties/de-brug")
    assert not page.soup.select("script:not([src])")
    assert not page.soup.select('a[href^="javascript"]')
