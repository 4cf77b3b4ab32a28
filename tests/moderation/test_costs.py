"""How much the pages of who checks ask of the database, however much waits."""

from datetime import timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.conftest import START
from tests.counting import MOST_QUERIES, queries_of
from tests.factories import activity, organisation

PAGES = ("/moderatie", "/moderatie/1", "/moderatie/2", "/moderatie/gepubliceerd")
NATIONAL = (*PAGES, "/landelijk", "/landelijk/edities", "/landelijk/edities/2026")


def fill(pairs: int) -> None:
    """As many that wait as are published, each with themes and audiences of its own."""
    house = organisation()
    for number in range(pairs):
        queued_at = START - timedelta(days=9, minutes=number)
        codes: dict[str, Any] = {"audiences": ["ouderen", "jongeren"], "themes": ["koffie", "spel"]}
        activity(f"Wacht {number}", by=house, status="submitted", queued_at=queued_at, **codes)
        activity(f"Op de site {number}", by=house, **codes)


@pytest.mark.parametrize("pairs", [1, 30])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_coordinator_takes_few_queries(ede: Client, path: str, pairs: int) -> None:
    fill(pairs)
    assert len(queries_of(lambda: ede.get(path))) <= MOST_QUERIES


@pytest.mark.parametrize("pairs", [1, 30])
@pytest.mark.parametrize("path", NATIONAL)
def test_a_page_of_the_national_team_takes_few_queries(
    country: Client, path: str, pairs: int
) -> None:
    fill(pairs)
    assert len(queries_of(lambda: country.get(path))) <= MOST_QUERIES
