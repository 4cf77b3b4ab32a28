"""Two who decide at once, what changed meanwhile, and who may not decide at all."""

import threading
from typing import Any

import pytest
from flask import Flask

from tests.client import Client, filled_in
from tests.factories import activity, coordinator, deed, member, municipality, organisation
from tests.letters import Letters
from tests.moderation.conftest import SignIn
from tests.moderation.test_decisions import PUBLISH, RETURN, publish, send_back, status_of, waiting
from weekapp import clock
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.database import db


def test_who_comes_second_hears_it_and_changes_nothing(
    ede: Client, country: Client, letters: Letters
) -> None:
    one = waiting("Soep")
    seen = country.get(f"/moderatie/{one.id}")
    publish(ede, one)
    page = country.submit(seen, RETURN, reason="tijd")
    assert page.status == 409
    assert page.all("h1") == ["Iemand was je voor"]
    assert "Gepubliceerd door ede@voorbeeld.nl" in page.main
    assert status_of(one) == "published"
    assert len(letters.to("soep@voorbeeld.nl")) == 1


def test_pressing_publish_twice_publishes_once(ede: Client, letters: Letters) -> None:
    one = waiting("Soep")
    seen = ede.get(f"/moderatie/{one.id}")
    ede.submit(seen, PUBLISH)
    assert ede.submit(seen, PUBLISH).status == 409
    assert len(letters.to("soep@voorbeeld.nl")) == 1


def test_two_at_the_same_moment_are_one_decision(
    app: Flask, signed_in: SignIn, letters: Letters
) -> None:
    one = waiting("Soep")
    address = f"/moderatie/{one.id}"
    browsers = [signed_in(coordinator("Ede")) for _ in range(4)]
    forms = [filled_in(browser.get(address).one(PUBLISH)) for browser in browsers]
    db.session.remove()
    answers: list[int] = []

    def press(browser: Client, sent: dict[str, Any]) -> None:
        with app.app_context():
            answers.append(browser.browser.post(f"{address}/publiceren", data=sent).status_code)
            db.session.remove()

    threads = [threading.Thread(target=press, args=a) for a in zip(browsers, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409, 409, 409]
    assert len(letters.to("soep@voorbeeld.nl")) == 1


def test_what_changed_since_it_was_opened_is_looked_at_again(ede: Client) -> None:
    one = waiting("Soep")
    seen = ede.get(f"/moderatie/{one.id}")
    one.title = "Iets heel anders"
    db.session.commit()
    page = ede.submit(seen, PUBLISH)
    assert page.status == 409
    assert page.all("h1") == ["Deze activiteit is net veranderd"]
    assert status_of(one) == "submitted"


def test_what_its_organiser_took_back_is_said_so(ede: Client) -> None:
    one = waiting("Soep")
    seen = ede.get(f"/moderatie/{one.id}")
    db.session.refresh(one)
    one.status, one.queued_at = "draft", None
    db.session.commit()
    page = ede.submit(seen, PUBLISH)
    assert (page.status, status_of(one)) == (409, "draft")
    assert ede.get(f"/moderatie/{one.id}").status == 404


@pytest.mark.parametrize("version", ["", "abc", "0", "-1", "9" * 400, "1.5"])
def test_a_version_nobody_saw_decides_nothing(ede: Client, version: str) -> None:
    one = waiting("Soep")
    assert ede.submit(ede.get(f"/moderatie/{one.id}"), PUBLISH, version=version).status == 409
    assert status_of(one) == "submitted"


def test_what_does_not_wait_is_not_decided_again(ede: Client, letters: Letters) -> None:
    house = organisation()
    member(house, "bruin@voorbeeld.nl")
    one = activity("Soep", by=house)
    form = filled_in(ede.get(f"/moderatie/{one.id}").one(RETURN)) | {"reason": ["tijd"]}
    for button in ("publiceren", "terugsturen"):
        assert ede.post(f"/moderatie/{one.id}/{button}", data=form).status == 409
    assert status_of(one) == "published"
    assert letters.to("bruin@voorbeeld.nl") == []


@pytest.mark.parametrize("deed", ["publiceren", "terugsturen", "weghalen"])
def test_a_coordinator_decides_nothing_elsewhere(enschede: Client, deed: str) -> None:
    one = waiting("Soep")
    mine = waiting("Taart", city="Enschede")
    token = enschede.get(f"/moderatie/{mine.id}").one(f"{PUBLISH} [name=csrf_token]")["value"]
    sent = {"version": one.version, "reason": "tijd", "csrf_token": token}
    answer = enschede.post(f"/moderatie/{one.id}/{deed}", data=sent)
    assert (answer.status, status_of(one)) == (404, "submitted")


def test_a_form_without_token_decides_nothing(ede: Client) -> None:
    one = waiting("Soep")
    ede.post(f"/moderatie/{one.id}/publiceren", data={"version": one.version})
    assert status_of(one) == "submitted"


def test_what_moves_to_another_municipality_leaves_the_queue(ede: Client, enschede: Client) -> None:
    one = waiting("Soep")
    seen = ede.get(f"/moderatie/{one.id}")
    db.session.get_one(Activity, one.id).municipality_code = municipality("Enschede").code
    db.session.commit()
    assert ede.submit(seen, PUBLISH).status == 404
    assert "Soep" in enschede.get("/moderatie").main


def test_a_published_activity_in_the_queue_leaves_the_site_when_returned(
    ede: Client, letters: Letters
) -> None:
    house = organisation()
    member(house, "bruin@voorbeeld.nl")
    one = activity("Soep", by=house, queued_at=clock.now())
    send_back(ede, one, reason="adres")
    assert status_of(one) == "returned"
    assert [letter["Subject"] for letter in letters.to("bruin@voorbeeld.nl")] == [
        "Je activiteit staat niet meer op de site: Soep"
    ]


def test_a_draft_cannot_be_taken_down(ede: Client) -> None:
    one = waiting("Soep")
    with pytest.raises(operations.NotPossibleNow):
        operations.take_down(one, "", deed())
