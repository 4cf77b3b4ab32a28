"""Residents' pages in other languages, by their address alone."""

import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Message

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from tools import translations
from weekapp.accounts.models import Account
from weekapp.languages import LANGUAGES

OTHERS = [code for code in LANGUAGES if code != "nl"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\}|%%")


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def is_whole(message: Message) -> bool:
    """Whether a sentence is said, in all its forms, with all that is filled in."""
    if not translations.is_said(message.string) or message.fuzzy:
        return False
    is_one = isinstance(message.id, str)
    return not is_one or placeholders(str(message.id)) == placeholders(str(message.string))


def test_the_languages_of_the_site_are_those_that_are_kept_up_to_date() -> None:
    assert sorted(OTHERS) == list(translations.LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_a_resident_can_read_is_said_in_each_language(code: str) -> None:
    said = {message.id: message for message in translations.said(code) if message.id}
    wanted = {message.id for message in translations.found() if message.id}
    assert wanted - said.keys() == set()
    assert said.keys() - wanted == set()
    assert [message.id for message in said.values() if not is_whole(message)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_page_is_read_in_the_language_of_its_address(client: Client, code: str) -> None:
    make.activity()
    page = client.get(f"/{code}/activiteiten?waar=Ede")
    html = page.one("html")
    assert html["lang"] == code
    assert (html.get("dir") == "rtl") == (code == "ar")
    assert "Geen cookies" not in page.text
    assert str(page.one(".card__link")["href"]).startswith(f"/{code}/activiteiten/")
    assert page.one(".card__title")["lang"] == "nl"
    assert (
        page.one('link[rel="canonical"]')["href"]
        == f"http://week.test/{code}/activiteiten?waar=Ede"
    )


def test_a_page_says_where_it_is_in_other_languages(client: Client) -> None:
    page = client.get("/uk/activiteiten?waar=Ede&straal=5")
    alternates = {str(tag["hreflang"]): tag["href"] for tag in page.soup.select("link[hreflang]")}
    assert set(alternates) == set(LANGUAGES)
    assert alternates["nl"] == "http://week.test/activiteiten?waar=Ede&straal=5"
    there = {str(tag["hreflang"]): tag["href"] for tag in page.soup.select(".languages a")}
    assert there["nl"] == "/activiteiten?waar=Ede&straal=5"
    assert there["pl"] == "/pl/activiteiten?waar=Ede&straal=5"
    assert page.one(".languages [aria-current]")["hreflang"] == "uk"


def test_each_language_has_a_page_of_its_own_that_is_kept(client: Client) -> None:
    make.activity()
    titles = {code: client.get(f"/{code}/activiteiten").all("h1") for code in OTHERS}
    assert len({str(title) for title in titles.values()}) == len(OTHERS)
    assert client.get("/activiteiten").all("h1") == ["Activiteiten"]
    for code in OTHERS:
        assert client.get(f"/{code}/activiteiten").all("h1") == titles[code]


@pytest.mark.parametrize("path", ["/mijn", "/abonneren", "/gemeenten/ede/agenda.ics", "/healthz"])
def test_what_is_not_translated_is_one_page_in_dutch(client: Client, path: str) -> None:
    page = client.get(f"/en{path}?x=1", follow=False)
    assert (page.status, page.headers["Location"]) == (302, f"{path}?x=1")


def test_a_look_at_the_head_of_a_page_keeps_the_whole_of_it(client: Client) -> None:
    client.head("/")
    assert len(client.get("/").soup.select("[hreflang]")) == 3 * len(LANGUAGES)
    assert client.head("/en/mijn", follow_redirects=False).status == 302


def test_an_odd_address_is_no_error_in_another_language(client: Client) -> None:
    for path in ("/en/themas/x%0d%0aY/abonneren", "/en//elders.example", "/en/%5Celders.example"):
        page = client.get(path, follow=False)
        assert page.status in (302, 404)
        assert not page.headers.get("Location", "/").startswith(("//", "http"))


def test_there_is_no_page_in_a_language_nobody_wrote(client: Client) -> None:
    for path in ("/de/", "/nl/activiteiten", "/en/en/activiteiten", "/en/nergens"):
        assert client.get(path).status == 404


def test_pages_of_organisers_stay_dutch(signed_in: Callable[[Account], Client]) -> None:
    els = signed_in(make.member(make.organisation()))
    assert els.get("/mijn").one("html")["lang"] == "nl"
    assert els.get("/mijn").soup.select(".languages") == []


def test_who_signs_up_in_ukrainian_reads_ukrainian_to_the_end(
    client: Client, letters: Letters
) -> None:
    soup = make.activity("Soep", join_ways=["here"])
    page = client.get(f"/uk/activiteiten/{soup.id}/soep")
    page = client.get(str(page.one('main .facts a[href$="/aanmelden"]')["href"]))
    page = client.submit(page, name="Олена", email="olena@voorbeeld.nl")
    assert page.path.startswith("/uk/aanmelding/code/")
    letter = letters.last_to("olena@voorbeeld.nl")
    assert "Ви хочете прийти сюди:" in words(letter)
    assert "четвер 24 вересня, 14:00" in words(letter)
    [link, *_] = links(letter)
    page = client.submit(client.get(link), 'form[action$="bevestigen"]')
    assert (page.path, page.one("html")["lang"]) == (link, "uk")
    page = client.submit(page, "#afmelden")
    assert page.one("html")["lang"] == "uk"
