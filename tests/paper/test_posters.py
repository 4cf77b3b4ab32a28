"""Posters, flyers and cards that an organiser prints: one sheet each, whatever the title is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.client import Client
from tests.factories import THURSDAY, activity, member, organisation
from tests.paper.reading import drawn, millimetres, opened, words
from weekapp.accounts.models import Account
from weekapp.paper.posters import SIZES, STYLES

SignsIn = Callable[[Account], Client]
SHORT = "Eten mee"
LONG = "Samen koffiedrinken en daarna wandelen door het bos met iedereen uit onze buurt"
ONE_WORD = "Ontmoetingsbijeenkomstgroepsbegeleidingsorganisatievrijwilligersbijeenkomstendag"
SUMMARY = "We koken samen, eten aan een lange tafel en praten na. Iedereen uit de buurt kan mee."
HOURS = "maandag tot en met donderdag, van 9.00 tot 12.00 uur"

SHEETS = [
    *((title, size, style) for title in (SHORT, LONG) for size in SIZES for style in STYLES),
    (ONE_WORD, "kaart-a6", "week"),
]


@pytest.mark.parametrize(("title", "size", "style"), SHEETS)
def test_each_title_fits_on_one_sheet_of_each_size(
    app: Flask, signed_in: SignsIn, title: str, size: str, style: str
) -> None:
    brug = organisation("De Brug")
    host: dict[str, Any] = {"host_name": "Anja", "is_met_at_door": True, "venue_name": "De Brug"}
    one = activity(title, by=brug, summary=SUMMARY, contact_hours=HOURS, **host)
    page = signed_in(member(brug)).get(f"/mijn/activiteiten/{one.id}/drukwerk/{size}-{style}.pdf")
    with opened(page) as document:
        wanted = SIZES[size]
        assert (len(document), millimetres(document)) == (1, (wanted.width, wanted.height))
        said = words(document).replace("-", "").replace(" ", "")
        picture = drawn(document, f"{size}-{style}-{len(title)}-{title[:1]}")
    for part in (title, SUMMARY, f"Bellen kan: {HOURS}.", "Scan of ga naar",
                 "donderdag 24 september", "Bel 0318 12 34 56", "Anja vangt je op",
                 f"week.test/activiteiten/{one.id}", "Week tegen Eenzaamheid"):  # fmt: skip
        assert part.replace(" ", "").replace("-", "") in said, part
    left, right = picture.getpixel((2, 2)), picture.getpixel((picture.width - 3, 2))
    assert left == right == ((255, 255, 255) if style == "neutraal" else (11, 93, 91))


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_lost_of_a_card_with_much_to_say(
    app: Flask, signed_in: SignsIn, style: str
) -> None:
    brug = organisation("Stichting Welzijn en Ontmoeting Gemeente Ede en omstreken")
    more: dict[str, Any] = {
        "host_name": "Anja de Vries",
        "is_met_at_door": True,
        "contact_hours": HOURS,
    }
    more |= {"venue_name": "Ontmoetingscentrum De Hoeksteen in het park", "summary": "Eten. " * 26}
    one = activity("Samen koffie drinken", by=brug, **more)
    path = f"/mijn/activiteiten/{one.id}/drukwerk/kaart-a6-{style}.pdf"
    with opened(signed_in(member(brug)).get(path)) as document:
        said = words(document).replace(" ", "")
        assert len(document) == 1
    for part in (*more.values(), "Loop gewoon binnen.", f"activiteiten/{one.id}", brug.name):
        assert str(part).replace(" ", "") in said or part is True, part


def test_a_date_of_another_year_says_which(app: Flask, signed_in: SignsIn) -> None:
    brug = organisation("De Brug")
    one = activity("Eten", by=brug, at=[THURSDAY, THURSDAY + timedelta(days=371)])
    page = signed_in(member(brug)).get(f"/mijn/activiteiten/{one.id}/drukwerk/poster-a4-week.pdf")
    with opened(page) as document:
        said = words(document)
    assert "donderdag 24 september 14.00" in said and "donderdag 30 september 2027 14.00" in said


def test_the_page_offers_each_size_in_each_style_and_pictures(
    app: Flask, signed_in: SignsIn
) -> None:
    brug = organisation("De Brug")
    one = activity("Koffie", by=brug)
    browser = signed_in(member(brug))
    page = browser.get(f"/mijn/activiteiten/{one.id}/drukwerk")
    links = [str(link["href"]) for link in page.soup.select("main .rows a")]
    assert len(links) == len(SIZES) * len(STYLES) + 3
    assert browser.get(links[1]).status == browser.get(links[-1]).status == 200
    assert f"/mijn/activiteiten/{one.id}/drukwerk" in {
        str(link["href"]) for link in browser.get(f"/mijn/activiteiten/{one.id}").soup.select("a")
    }


def test_nothing_is_printed_of_what_is_not_on_the_site_or_not_yours(
    app: Flask, signed_in: SignsIn
) -> None:
    brug = organisation("De Brug")
    draft = activity("Nog niet", by=brug, status="draft", published_at=None)
    public = activity("Wel", by=brug)
    own, other = signed_in(member(brug)), signed_in(member(organisation("Elders")))
    for path in ("", "/poster-a4-week.pdf", "/vierkant.png"):
        assert own.get(f"/mijn/activiteiten/{draft.id}/drukwerk{path}").status == 404
        assert other.get(f"/mijn/activiteiten/{public.id}/drukwerk{path}").status == 404
    for path in ("/poster-a0-week.pdf", "/poster-a4-roze.pdf", "/rond.png"):
        assert own.get(f"/mijn/activiteiten/{public.id}/drukwerk{path}").status == 404


def test_words_of_an_organiser_are_never_code_on_paper(app: Flask, signed_in: SignsIn) -> None:
    brug = organisation('"><style>*{display:none}</style>')
    title = '</h1><img src="http://week.test/x"><script>'
    one = activity(title, by=brug)
    page = signed_in(member(brug)).get(f"/mijn/activiteiten/{one.id}/drukwerk/poster-a4-week.pdf")
    with opened(page) as document:
        said = words(document).replace(" ", "").replace("-", "")
    assert title.replace(" ", "") in said and "<style>*{display:none}</style>" in said
