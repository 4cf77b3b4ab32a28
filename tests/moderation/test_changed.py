"""A published activity that changed: still public, in the queue, with before and after."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.factories import THURSDAY, account, activity, deed, member, organisation
from tests.letters import Letters
from tests.moderation.test_decisions import publish
from weekapp.activities import changes, operations
from weekapp.activities.models import Activity
from weekapp.activities.wall import whole_days
from weekapp.database import db
from weekapp.moderation.lookalikes import disguised_words


def changed(one: Activity, **now: Any) -> Activity:
    """The same activity, after its organiser changed it."""
    before = changes.snapshot(one)
    for name, value in now.items():
        setattr(one, name, value)
    operations.revise(one, before, deed(account()))
    db.session.commit()
    return one


def test_a_changed_activity_stays_public_while_it_waits(ede: Client, client: Client) -> None:
    one = changed(activity("Soep"), street="Nieuwstraat 9")
    assert client.get(f"/activiteiten/{one.id}/{one.slug}").status == 200
    page = ede.get("/moderatie")
    assert page.all(".review__title") == ["Soep"]
    assert "Gewijzigd Straat en huisnummer" in page.main


def test_what_changed_is_shown_before_and_after(ede: Client) -> None:
    one = changed(activity("Soep"), street="Nieuwstraat 9", contact_phone="", is_free=False)
    page = ede.get(f"/moderatie/{one.id}")
    assert page.all(".was-is dt") == ["Straat en huisnummer", "Telefoonnummer", "Gratis"]
    assert page.all(".was-is del") == ["Dorpsstraat 1", "0318 12 34 56", "ja"]
    assert page.all(".was-is ins") == ["Nieuwstraat 9", "niets", "nee"]


def test_of_several_dates_the_one_that_moved_is_shown(ede: Client) -> None:
    one = activity("Soep", at=[THURSDAY, THURSDAY + timedelta(days=1)])
    before = changes.snapshot(one)
    date = one.occurrences[1]
    date.take_place(date.starts_at + timedelta(hours=1), date.ends_at + timedelta(hours=1))
    operations.revise(one, before, deed(account()))
    db.session.commit()
    page = ede.get(f"/moderatie/{one.id}")
    assert page.all(".was-is del") == ["vrijdag 25 september 2026, 14.00 tot 16.00 uur"]
    assert page.all(".was-is ins") == ["vrijdag 25 september 2026, 15.00 tot 17.00 uur"]


def test_a_date_that_became_whole_days_is_told_as_such(ede: Client) -> None:
    one = activity("Soep")
    before = changes.snapshot(one)
    one.occurrences[0].take_place(*whole_days(date(2026, 9, 24), date(2026, 9, 26)))
    operations.revise(one, before, deed(account()))
    db.session.commit()
    shown = ede.get(f"/moderatie/{one.id}").all(".was-is ins")
    assert shown == ["donderdag 24 t/m zaterdag 26 september 2026, hele dagen"]
    listed = ede.get("/moderatie/gepubliceerd").main
    assert "donderdag 24 t/m zaterdag 26 september, hele dagen" in listed


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        ({"audiences": ["ouderen", "jongeren"]}, "Iedereen", "Jongeren, Ouderen"),
        ({"attendance": "both"}, "Op een plek", "Op een plek en online"),
        ({"latitude": 52.1, "longitude": 5.7}, "52.04020, 5.66490", "52.10000, 5.70000"),
        ({"municipality_code": "GM0289"}, "Ede", "Wageningen"),
        ({"group_size": 12}, "niets", "12"),
        ({"wheelchair": "yes"}, "Weet ik niet", "Ja"),
        ({"title": "<b>Taart</b>"}, "Soep", "<b>Taart</b>"),
    ],
)
def test_every_kind_of_change_is_told_in_words(
    country: Client, now: dict[str, Any], before: str, after: str
) -> None:
    one = changed(activity("Soep"), street="Nieuwstraat 9", **now)
    page = country.get(f"/moderatie/{one.id}")
    assert before in page.all(".was-is del")
    assert after in page.all(".was-is ins")


def test_a_small_change_does_not_wait(ede: Client) -> None:
    one = changed(activity("Soep"), description="Met brood.")
    assert "In Ede is alles nagekeken." in ede.get("/moderatie").main
    assert "Veranderd" in ede.get(f"/moderatie/{one.id}").main


def test_agreeing_forgets_what_changed_and_tells_the_organiser(
    ede: Client, letters: Letters
) -> None:
    house = organisation()
    member(house, "bruin@voorbeeld.nl")
    one = changed(activity("Soep", by=house), street="Nieuwstraat 9")
    publish(ede, one)
    (letter,) = letters.to("bruin@voorbeeld.nl")
    assert letter["Subject"] == "Je wijziging is bekeken: Soep"
    again = ede.get(f"/moderatie/{changed(one, street='Plein 2').id}")
    assert again.all(".was-is del") == ["Nieuwstraat 9"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rоde Kruis", ["Rоde"]),  # Cyrillic о
        ("Koffie bij Αlbert", ["Αlbert"]),  # Greek Α
        ("Soep bij ВЕА", ["ВЕА"]),  # three Cyrillic letters that read as Latin
        ("Кава і чай", []),
        ("Koffie en Кава", []),
        ("Café de Brug, 10 uur", []),
        ("İstanbul’da çay", []),
        ("", []),
    ],
)
def test_words_in_disguise_are_found_and_other_languages_are_not(
    text: str, found: list[str]
) -> None:
    assert disguised_words(text) == found
