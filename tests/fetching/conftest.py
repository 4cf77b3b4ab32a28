"""An internet of our own."""

from collections.abc import Iterator

import pytest

from tests.fetching.elsewhere import CALENDAR, Elsewhere, answer


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """An internet on which agenda.voorbeeld.nl/a.ics is a calendar."""
    made = Elsewhere()
    made.answers["/a.ics"] = answer(
        body=CALENDAR,
        content_type="text/calendar; charset=utf-8",
        etag='"een"',
        last_modified="Mon, 31 Aug 2026 08:00:00 GMT",
    )
    yield made
    made.close()
