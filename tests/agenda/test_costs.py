"""What a page asks of the database does not grow with what is on it."""

import re
from datetime import timedelta

import pytest

from tests.client import Client
from tests.counting import MOST_QUERIES, plans_of, queries_of
from tests.factories import EDE, THURSDAY, activity, organisation
from weekapp.agenda import candidates, looking

PATHS = (
    "/",
    "/activiteiten",
    "/activiteiten?pagina=2",
    "/activiteiten?pagina=9",
    "/activiteiten?waar=Ede",
    "/activiteiten?waar=Ede&thema=koffie&doelgroep=iedereen&gratis=ja&q=koffie&dag=donderdag",
    "/activiteiten?waar=Ede&thema=leren",
    "/activiteiten?waar=Vaals&dag=2026-09-25&gratis=ja",
    "/activiteiten?thema=leren",
    "/activiteiten?nr=1-2-3",
    "/gemeenten",
    "/gemeenten/ede",
    "/gemeenten/ede?pagina=2",
    "/gemeenten/vaals",
    "/gemeenten/GM0228",
    "/organisaties/de-brug",
    "/organisaties/de-brug?pagina=2",
    "/organisaties/niemand",
    "/activiteiten/1/koffie-in-de-brug",
    "/zoek-samen?nr=1-2-3-4-5-6-7-8-9-10",
)


@pytest.fixture
def full(client: Client) -> Client:
    """A site with more in Ede than fits on a page, many dates each."""
    brug = organisation(slug="de-brug")
    for number in range(25):
        starts = THURSDAY + timedelta(minutes=number)
        activity(
            by=brug,
            at=[starts + timedelta(days=day) for day in range(9)],
            point=(EDE[0] + number / 1000, EDE[1]),
            audiences=["iedereen", "ouderen"],
            themes=["koffie", "eten"],
        )
    return client


@pytest.mark.parametrize("path", PATHS)
def test_no_page_makes_more_queries_when_there_is_more(full: Client, path: str) -> None:
    made = queries_of(lambda: full.browser.get(path))
    assert len(made) <= MOST_QUERIES, "\n\n".join(made)


@pytest.mark.parametrize("path", ["/activiteiten", "/activiteiten?waar=Ede", "/gemeenten/ede"])
def test_the_list_is_found_by_index_and_no_table_is_read_whole(full: Client, path: str) -> None:
    plans = plans_of(lambda: full.browser.get(path))
    assert plans
    for line in "\n".join(plans).splitlines():
        assert not re.fullmatch(r"SCAN (activity|occurrence\w*)", line), plans


def test_the_list_by_time_is_read_in_the_order_of_its_index(full: Client) -> None:
    index = "occurrence USING INDEX ix_occurrence_by_time"
    plans = plans_of(lambda: full.browser.get("/activiteiten"))
    listing = next(plan for plan in plans if index in plan)
    assert "ORDER BY" not in listing.split("SCAN page")[0]


def test_the_few_that_fit_are_looked_for_once_for_all_places(
    full: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MOST_COUNTED", 1)
    monkeypatch.setattr(looking, "LOOKED_AT", 1)

    def looks(place: str) -> list[str]:
        asked = queries_of(lambda: full.browser.get(f"/activiteiten?waar={place}&thema=leren"))
        return [one for one in asked if "has_date" in one]

    assert looks("Ede")
    assert looks("Wageningen") == []
    found = activity("Cursus", themes=["leren"])
    assert found.title in full.get("/activiteiten?waar=Ede&thema=leren").main
