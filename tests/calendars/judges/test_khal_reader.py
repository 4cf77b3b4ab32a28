"""A khal user who subscribed to Ede sees exactly what is published there, and what goes off."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.browser.site import LiveSite
from tests.calendars.judges.cases import soon
from tests.calendars.judges.subscriber import Subscriber
from tests.factories import activity, deed, organisation
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.database import db

HOUR = timedelta(hours=1)
PUBLISHED = ["Koffie", "Samen eten", "Wandelen"]


@pytest.fixture
def handed_in(silent: None) -> dict[str, Activity]:
    """Seven drafts, of which one stays one, by title; the others wait to be checked."""
    brug = organisation("De Brug", contact_phone="0318 12 34 56")
    titles = [*PUBLISHED, "Wacht nog", "Teruggestuurd", "In Zeist", "Concept"]
    made = {
        title: activity(
            title,
            by=brug,
            status="draft",
            at=soon() + number * HOUR,
            city="Zeist" if title == "In Zeist" else "Ede",
        )
        for number, title in enumerate(titles)
    }
    for title in titles[:-1]:
        operations.submit(made[title], deed())
    db.session.commit()
    return made


def check(made: dict[str, Activity]) -> None:
    """Let coordinators publish what is good, and send one back."""
    for title in (*PUBLISHED, "In Zeist"):
        operations.publish(made[title], made[title].version, deed())
    back = made["Teruggestuurd"]
    operations.send_back(back, "Waar is het precies?", back.version, deed())
    db.session.commit()


def test_a_reader_sees_exactly_what_is_published_and_then_what_goes_off(
    handed_in: dict[str, Activity], live: LiveSite, tmp_path: Path
) -> None:
    feed = {"ede": f"{live.url}/gemeenten/ede/agenda.ics"}
    reader = Subscriber(tmp_path, feed, zone="Europe/Amsterdam")
    reader.sync()
    assert reader.shown() == []
    check(handed_in)
    reader.sync()
    assert [line.split() for line in reader.shown()] == [
        ["14:00:00", "Koffie", "CONFIRMED"],
        ["15:00:00", "Samen", "eten", "CONFIRMED"],
        ["16:00:00", "Wandelen", "CONFIRMED"],
    ]
    operations.cancel(handed_in["Samen eten"], "De kok is ziek.", deed())
    db.session.commit()
    reader.sync()
    off = "15:00:00 GAAT NIET DOOR: Samen eten CANCELLED"
    assert [" ".join(line.split()) for line in reader.shown()][1] == off
    assert len(reader.shown()) == len(PUBLISHED)
