"""The page of one activity."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.client import Client, Page
from tests.factories import THURSDAY, activity, occurrence, organisation
from weekapp.activities.models import Activity, Picture
from weekapp.agenda.jsonld import in_script
from weekapp.database import db

DAY = timedelta(days=1)


def page_of(client: Client, one: Activity, **more: Any) -> Page:
    return client.get(f"/activiteiten/{one.id}/{one.slug}", **more)


def events_on(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.one('[type="application/ld+json"]').text)
    return found


TOLD: dict[str, Any] = {
    "venue_name": "Buurthuis De Brug",
    "description": "Een *warme* middag.",
    "host_name": "Anja",
    "first_visit": "Anja wacht bij de deur.",
    "is_met_at_door": True,
    "is_picked_up": True,
    "may_bring_someone": True,
    "group_size": 12,
    "contact_name": "Kees",
    "contact_hours": "op werkdagen",
    "wheelchair": "yes",
    "ring_loop": "no",
}
READ = (
    "Koffie in de Brug Een kop koffie en een praatje. Voor wie: Iedereen Wanneer",
    "donderdag 24 september 14.00 tot 16.00 uur Het is maar één keer.",
    "Buurthuis De Brug Dorpsstraat 1 6711 AB Ede",
    "Anja Iemand vangt je op bij de deur. Je kunt opgehaald worden.",
    "Vraag ernaar als je belt. Kom je voor het eerst? Anja wacht bij de deur.",
    "Loop gewoon binnen. Het is gratis. Bel 0318 12 34 56",
    "Je krijgt Kees aan de lijn. Bellen kan: op werkdagen.",
    "Een warme middag. Hoe is het daar?",
    "ongeveer 12 mensen",
    "Rolstoel ja",
    "Ringleiding nee",
    "Hulphond welkom vraag het even",
    "Neem iemand mee",
)


@pytest.mark.parametrize("words", READ)
def test_the_page_tells_all_a_nervous_visitor_wants_to_know(client: Client, words: str) -> None:
    assert words in page_of(client, activity(**TOLD)).main


def test_telephone_and_mail_are_links(client: Client) -> None:
    page = page_of(client, activity(contact_email="kees@debrug.nl"))
    assert page.soup.select('.facts a[href="tel:0318123456"]')
    assert page.soup.select('.facts a[href="mailto:kees@debrug.nl"]')
    assert page.soup.select('.facts-bar a[href="tel:0318123456"]')


def test_the_spot_can_be_seen_on_the_map(client: Client) -> None:
    one = activity(point=(52.04, 5.66))
    link = "/kaart?waar=52.04%2C5.66&straal=1&van=2026-09-01"
    assert page_of(client, one).soup.select(f'.facts a[href="{link}"]')
    assert not page_of(client, activity(point=None)).soup.select('.facts a[href^="/kaart"]')


def test_another_slug_leads_to_the_right_one(client: Client) -> None:
    one = activity()
    for path in (f"/activiteiten/{one.id}", f"/activiteiten/{one.id}/oude-naam"):
        answer = client.get(path, follow=False)
        assert answer.status == 301
        assert answer.headers["Location"] == f"/activiteiten/{one.id}/koffie-in-de-brug"


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_what_is_not_public_is_not_there(client: Client, status: str) -> None:
    one = activity(status=status)
    assert page_of(client, one).status == 404
    assert client.get(f"/activiteiten/{one.id}").status == 404


def test_a_number_that_is_none_is_not_there(client: Client) -> None:
    for number in ("0", "999", "9" * 18, "9" * 40, "-1", "1e3", "een"):
        assert client.get(f"/activiteiten/{number}/koffie").status == 404


def test_what_was_cancelled_before_anybody_saw_it_is_not_there(client: Client) -> None:
    assert page_of(client, activity(status="cancelled", published_at=None)).status == 404


def test_a_cancelled_activity_says_so_and_why(client: Client) -> None:
    one = activity(status="cancelled", status_reason="De zaal is dicht.", host_name="Anja")
    page = page_of(client, one)
    assert page.status == 200
    assert "Dit gaat niet door De zaal is dicht." in page.main
    assert "Loop gewoon binnen." not in page.main
    assert page.all(".dates__one .status") == ["Gaat niet door"]
    assert events_on(page)[0]["eventStatus"] == "https://schema.org/EventCancelled"


def test_each_date_has_its_own_status_and_note(client: Client) -> None:
    one = activity()
    one.occurrences.append(occurrence(THURSDAY + DAY, status="cancelled", note="Zaal bezet."))
    one.occurrences.append(occurrence(THURSDAY + 2 * DAY, status="full"))
    db.session.commit()
    page = page_of(client, one)
    dates = page.all(".dates__one")
    assert "Gaat niet door" in dates[1]
    assert "Zaal bezet." in dates[1]
    assert "Vol" in dates[2]


def test_many_dates_are_folded_and_past_ones_kept_apart(
    client: Client, clock: time_machine.Traveller
) -> None:
    one = activity(at=[THURSDAY + n * 7 * DAY for n in range(8)])
    clock.move_to(THURSDAY + DAY)
    page = page_of(client, one)
    assert page.all(".dates__more summary") == ["Nog 3 datums", "Eerdere datums"]
    assert len(events_on(page)) == 7


def test_an_activity_that_is_over_says_so(client: Client, clock: time_machine.Traveller) -> None:
    one = activity()
    clock.move_to(THURSDAY + DAY)
    page = page_of(client, one)
    assert "Dit is geweest" in page.main
    assert events_on(page) == []


def test_a_date_in_another_year_says_which(client: Client) -> None:
    assert "2027" in page_of(client, activity(at=THURSDAY + 200 * DAY)).all(".dates__day")[0]


def test_search_engines_get_one_event_for_each_date(client: Client) -> None:
    page = page_of(client, activity(at=[THURSDAY, THURSDAY + 35 * DAY]))
    first, second = events_on(page)
    assert first["startDate"] == "2026-09-24T14:00:00+02:00"
    assert second["startDate"] == "2026-10-29T13:00:00+01:00"
    assert first["location"][0]["address"]["postalCode"] == "6711 AB"
    assert first["url"] == page.one('link[rel="canonical"]')["href"]
    assert first["isAccessibleForFree"] is True


def test_what_an_organiser_typed_cannot_become_markup(client: Client) -> None:
    nasty = "</script><script>alert(1)</script>"
    one = activity(nasty, summary=nasty, description=nasty, host_name="<b>x", first_visit=nasty)
    page = page_of(client, one)
    assert len(page.soup.find_all("script")) == len(page.soup.select("script[src]")) + 1
    assert events_on(page)[0]["name"] == nasty
    assert page.all("h1") == [nasty]


def test_json_in_a_script_has_no_markup_and_no_line_separators() -> None:
    told = in_script({"a": "<!--&\u2028\u2029>"})
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told) == {"a": "<!--&\u2028\u2029>"}


def test_a_picture_is_shown_with_its_description(client: Client) -> None:
    one = activity(picture_alt="Een gedekte tafel")
    made = {"width": 8, "height": 6, "content": b"x", "created_at": one.created_at}
    one.picture = Picture(name="abc", organisation_id=one.organisation_id, **made)
    db.session.commit()
    shown = page_of(client, one).one(".activity__picture")
    assert (shown["src"], shown["alt"]) == ("/foto/abc.jpg", "Een gedekte tafel")


def test_an_online_activity_gives_its_link(client: Client) -> None:
    one = activity(attendance="online", online_url="https://voorbeeld.nl/kamer", point=None)
    page = page_of(client, one)
    assert "Online, vanuit huis" in page.main
    assert page.soup.select('a[href="https://voorbeeld.nl/kamer"]')
    assert "Rolstoel" not in page.main


def test_it_can_be_sent_on_and_put_in_a_calendar(client: Client) -> None:
    one = activity()
    links = [str(link["href"]) for link in page_of(client, one).soup.select(".section a")]
    assert f"/activiteiten/{one.id}.ics" in links
    assert any(link.startswith("mailto:?subject=Koffie%20in%20de%20Brug") for link in links)
    assert "/activiteiten?waar=6711+AB" in links


def test_whoever_passes_the_page_on_sends_its_picture(client: Client) -> None:
    brug = organisation()
    size: dict[str, Any] = {"width": 1, "height": 1, "content": b"x"}
    picture = Picture(name="tafel", organisation_id=brug.id, created_at=THURSDAY, **size)
    db.session.add(picture)
    db.session.flush()
    told: dict[str, Any] = {
        "picture_id": picture.id,
        "picture_alt": "Een lange tafel",
        "capacity": 8,
    }
    page = page_of(client, activity(by=brug, **told))
    address = "http://week.test/foto/tafel.jpg"
    [event] = events_on(page)
    assert (event["image"], event["maximumAttendeeCapacity"]) == (address, 8)
    other = activity("Zonder")
    [event] = events_on(page_of(client, other))
    assert event["image"] == f"http://week.test/beeld/activiteit-{other.id}.png"
