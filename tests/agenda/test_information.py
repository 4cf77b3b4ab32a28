"""Pages of information: files that anybody can change, shown as pages of the site."""

from pathlib import Path

import pytest

from tests.client import Client
from weekapp.agenda import information
from weekapp.languages import LANGUAGES

OTHERS = [code for code in LANGUAGES if code != "nl"]


def test_every_page_can_be_reached_from_the_foot_of_any_page(client: Client) -> None:
    assert client.get("/").one(".footer a[href='/informatie']")
    links = [str(one["href"]) for one in client.get("/informatie").soup.select("h2 a")]
    assert links == [f"/informatie/{name}" for name in (
        "wat-kun-je-zelf-doen", "een-ander-helpen", "signalen-herkennen")]  # fmt: skip
    for link in links:
        page = client.get(link)
        assert page.status == 200
        assert len(page.all("h1")) == 1
        assert page.all("main a[href='/activiteiten']")


def test_links_between_pages_lead_somewhere(client: Client) -> None:
    for one in information.readings().values():
        for link in client.get(f"/informatie/{one.slug}").soup.select("main a[href^='/']"):
            assert client.get(str(link["href"])).status == 200


def test_a_file_that_is_added_is_a_page_in_its_place(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(information, "FILES", tmp_path)
    (tmp_path / "2-later.md").write_text("# Later\n\nNog iets.\n\nMeer.\n")
    (tmp_path / "1-eerst.md").write_text(
        "# Eerst & nu\n\nIets <b>.\n\n## Kop\n\n<script>x</script>\n"
    )
    information.readings.cache_clear()
    try:
        assert client.get("/informatie").all("h2 a") == ["Eerst & nu", "Later"]
        page = client.get("/informatie/eerst")
        assert (page.all("main h2")[0], page.all("main script")) == ("Kop", [])
        assert "Iets <b>." in page.one("main").get_text()
    finally:
        information.readings.cache_clear()


def test_what_was_not_written_is_not_there(client: Client) -> None:
    assert client.get("/informatie/iets-anders").status == 404
    assert client.get("/informatie/1-wat-kun-je-zelf-doen").status == 404


@pytest.mark.parametrize("code", OTHERS)
def test_each_page_is_there_in_each_language_with_all_its_parts(client: Client, code: str) -> None:
    for slug, one in information.readings().items():
        there, here = client.get(f"/{code}/informatie/{slug}"), client.get(f"/informatie/{slug}")
        assert there.all("h1") != [one.title]
        assert there.one("html")["lang"] == code
        assert there.soup.select("main h1[lang]") == []
        for part in ("main h2", "main li", "main p", 'main a[href^="tel:"]'):
            assert len(there.all(part)) == len(here.all(part)), part
        assert client.get(f"/{code}/informatie").soup.select(
            f'h2 a[href="/{code}/informatie/{slug}"]'
        )


@pytest.mark.parametrize("code", OTHERS)
def test_links_lead_on_in_the_language_and_numbers_say_that_they_speak_dutch(
    client: Client, code: str
) -> None:
    page = client.get(f"/{code}/informatie/wat-kun-je-zelf-doen")
    assert page.soup.select(f'main p a[href="/{code}/activiteiten"]')
    word = {"en": "Dutch", "uk": "нідерландською", "pl": "niderlandzku", "tr": "Hollandaca",
            "ar": "الهولندية"}[code]  # fmt: skip
    for slug in ("wat-kun-je-zelf-doen", "signalen-herkennen"):
        assert word in client.get(f"/{code}/informatie/{slug}").main


def test_a_page_that_nobody_translated_is_read_in_dutch_and_marked_so(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(information, "FILES", tmp_path)
    (tmp_path / "1-eerst.md").write_text("# Eerst\n\nIets.\n\n## Kop\n")
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "1-eerst.md").write_text("# أولًا\n\nشيء.\n\n## عنوان\n")
    information.readings.cache_clear()
    try:
        assert client.get("/ar/informatie/eerst").one("h1").get_text() == "أولًا"
        page = client.get("/uk/informatie/eerst")
        assert (page.one("h1")["lang"], page.one("h1").get_text()) == ("nl", "Eerst")
        assert page.one(".lead")["dir"] == "ltr"
        assert client.get("/uk/informatie").one("main h2")["lang"] == "nl"
        assert information.languages_of("eerst") == ["nl", "ar"]
    finally:
        information.readings.cache_clear()
