"""Each page tells search engines of the same page in other languages, and those tell of it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.client import Client, Page
from tests.factories import activity, organisation, sign_up
from weekapp.agenda import information
from weekapp.agenda.sitemap import SITEMAPS, XHTML
from weekapp.languages import LANGUAGES

SITE = "http://week.test"
Told = dict[str, dict[str, str]]


def in_sitemap(client: Client) -> Told:
    """For each address in the sitemap, its address in each language."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").response.data)
    return {
        str(url.findtext(f"{{{SITEMAPS}}}loc")): {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in url.findall(f"{{{XHTML}}}link[@rel='alternate']")
        }
        for url in root.findall(f"{{{SITEMAPS}}}url")
    }


def in_head(page: Page) -> dict[str, str]:
    return {
        str(tag["hreflang"]): str(tag["href"])
        for tag in page.soup.select('head link[rel="alternate"][hreflang]')
    }


def test_the_sitemap_names_each_language_and_each_names_the_others(client: Client) -> None:
    activity(by=organisation("De Brug", slug="de-brug"))
    told = in_sitemap(client)
    for address, alternates in told.items():
        if alternates:
            assert address in alternates.values()
            assert [*alternates] == [*LANGUAGES]
            assert all(told[other] == alternates for other in alternates.values())
    assert [one.removeprefix(SITE) for one, there in told.items() if not there] == ["/abonneren"]


@pytest.mark.parametrize(
    "path",
    ["/", "/gemeenten/ede", "/organisaties/de-brug", "/informatie/een-ander-helpen", "/gemeenten"],
)
def test_a_page_says_in_its_head_what_the_sitemap_says(client: Client, path: str) -> None:
    activity(by=organisation("De Brug", slug="de-brug"))
    told = in_sitemap(client)[SITE + path]
    for address in told.values():
        page = client.get(address.removeprefix(SITE))
        assert page.status == 200
        assert in_head(page) == told
        assert page.one('link[rel="canonical"]')["href"] == address


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/uk/activiteiten?straal=5&waar=Ede&zomaar=1", "/activiteiten?waar=Ede&straal=5"),
        ("/pl/gemeenten/ede?nr=1-2", "/gemeenten/ede"),
    ],
)
def test_a_list_names_the_address_that_search_engines_keep(
    client: Client, asked: str, canonical: str
) -> None:
    told = in_head(client.get(asked))
    assert told["nl"] == SITE + canonical
    assert told["tr"] == f"{SITE}/tr{canonical}"


def test_what_is_not_there_or_somebodys_own_is_told_to_nobody(client: Client) -> None:
    own = sign_up(activity(join_ways=["here"]))
    for path in ("/activiteiten/99/koffie", "/bestaat-niet", f"/aanmelding/{own.token}", "/mijn"):
        assert in_head(client.get(path)) == {}, path
    assert client.get(f"/aanmelding/{own.token}").soup.select(".languages a")


def test_a_page_that_was_not_translated_is_not_told_to_be(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(information, "FILES", tmp_path)
    (tmp_path / "ar").mkdir()
    for file in ("1-eerst.md", "2-later.md", "ar/1-eerst.md"):
        (tmp_path / file).write_text(f"# {file}\n\nIets.\n\nMeer.\n")
    information.readings.cache_clear()
    try:
        told = in_sitemap(client)
        assert [*told[f"{SITE}/ar/informatie/eerst"]] == ["nl", "ar"]
        assert told[f"{SITE}/informatie/later"] == {}
        assert f"{SITE}/en/informatie/eerst" not in told
        page = client.get("/uk/informatie/eerst")
        assert in_head(page) == told[f"{SITE}/informatie/eerst"]
    finally:
        information.readings.cache_clear()
