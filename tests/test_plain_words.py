"""Residents' pages in words that everybody can read: short sentences, and who does what.

By the rules of level B1 (Direct Duidelijk): at most so many words in a sentence, no long words, no
words of offices, nobody who "wordt geholpen", and not a word on loneliness but the campaign's name.
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.client import Client
from tests.factories import activity, organisation

MOST_WORDS, MEAN_WORDS, LONGEST_WORD = 20, 10, 17
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
)  # fmt: skip
BLOCKS = ("p", "li", "h1", "h2", "h3", "dt", "dd", "label", "legend", "summary", "figcaption", "th")
# Words of offices, each with what to say instead.
INSTEAD = {
    "middels": "met", "teneinde": "om", "derhalve": "daarom", "indien": "als", "conform": "volgens",
    "inzake": "over", "betreffende": "over", "alsmede": "en", "dienen": "moeten", "dient": "moet",
    "geschieden": "gebeuren", "tevens": "ook", "echter": "maar", "reeds": "al", "gaarne": "graag",
    "participeren": "meedoen", "faciliteren": "helpen", "realiseren": "maken", "cliënt": "mens",
    "locatie": "plek", "contacteren": "bellen", "raadplegen": "bekijken", "aanvang": "begin",
    "deelname": "meedoen", "bijeenkomst": "activiteit", "optioneel": "hoeft niet",
    "gebruiker": "jij", "content": "tekst", "filteren": "kiezen", "selecteren": "kiezen",
}  # fmt: skip
CAMPAIGN = re.compile(r"(?:Week tegen|Eén tegen) [Ee]enzaamheid")
LONELY = re.compile(r"\beenza\w+", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:word(?:t|en)?|werd(?:en)?)\b[^.!?]*?\b\w*ge\w+(?:d|t|en)\b", re.IGNORECASE
)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\S+\.\w+/\S*")


@pytest.fixture
def filled(app: Flask) -> None:
    activity("Koffie", by=organisation("De Brug", slug="de-brug"), host_name="Anja")


def sentences(client: Client, path: str) -> Iterator[str]:
    """What a page says, sentence by sentence; what is in a block inside a block counts there."""
    page = BeautifulSoup(str(client.get(path).soup), "html.parser")
    for hidden in page(["script", "style", "svg", "option"]):
        hidden.decompose()
    for block in page(BLOCKS):
        if block.find(BLOCKS):
            continue
        text = ADDRESS.sub("", block.get_text(" ", strip=True))
        yield from filter(None, (one.strip() for one in re.split(r"[.!?:…]\s+|[.!?:]$", text)))


def words(sentence: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'’-]*", sentence)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_residents_can_be_read_by_everybody(client: Client, path: str) -> None:
    said = list(sentences(client, path))
    assert said, "says nothing"
    assert [one for one in said if len(words(one)) > MOST_WORDS] == []
    assert sum(len(words(one)) for one in said) / len(said) <= MEAN_WORDS
    known = {word for one in said for word in words(one) if not word[0].isupper()}
    assert {word for word in known if len(word.replace("-", "")) > LONGEST_WORD} == set()
    assert {word: INSTEAD[word] for word in known if word in INSTEAD} == {}
    assert [one for one in said if PASSIVE.search(one)] == []
    assert [one for one in said if LONELY.search(CAMPAIGN.sub("", one))] == []


def test_the_rules_are_right() -> None:
    assert PASSIVE.search("De zaal wordt door ons geopend")
    assert not PASSIVE.search("Je wordt vast blij")
    assert LONELY.search("Ben je eenzaam?")
    assert not LONELY.search(CAMPAIGN.sub("", "De Week tegen Eenzaamheid begint"))
    assert len(words("Kom langs, om 14.00 uur bij 't Trefpunt")) == 7
