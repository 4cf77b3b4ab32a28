"""How many would remain: each number is what the list has once that choice is made."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.client import Client
from tests.counting import queries_of
from tests.factories import EDE, THURSDAY, activity, organisation
from weekapp import clock
from weekapp.activities.vocabulary import AUDIENCES, LANGUAGES, THEMES
from weekapp.agenda import candidates, facets, filters
from weekapp.agenda.filters import Filters
from weekapp.agenda.judging import PARTS
from weekapp.agenda.listing import Listing, listing, question_of
from weekapp.agenda.traits import FLAGS, GROUPS, SEVERAL, bit
from weekapp.database import db, trait_numbers

ANSWERS = ("yes", "no", "unknown")
DAY = timedelta(days=1)


@pytest.fixture
def mixed(app: Flask) -> None:
    """Forty activities of every kind, on other days and at other times, near Ede and further."""
    rng, by = Random(26), organisation()
    for number in range(40):
        starts = [THURSDAY + rng.randrange(-3, 9) * DAY + rng.choice((-4, 0, 5)) * DAY / 24]
        starts += [starts[0] + DAY] * rng.choice((0, 1))
        activity(
            f"Nummer {number}",
            by=by,
            at=starts,
            point=None if number % 9 == 0 else (EDE[0] + rng.uniform(-0.1, 0.1), EDE[1]),
            attendance=rng.choice(("in_person", "in_person", "online", "both")),
            is_free=rng.random() < 0.6,
            wheelchair=rng.choice(ANSWERS),
            quiet=rng.choice(ANSWERS),
            is_met_at_door=rng.random() < 0.4,
            continues_weekly=rng.random() < 0.4,
            join_ways=rng.choice((["walk_in"], ["phone"], ["walk_in", "phone"])),
            languages=rng.sample(list(LANGUAGES), 2),
            audiences=rng.sample(list(AUDIENCES), 2),
            themes=rng.sample(list(THEMES), 2),
        )


def shown(query: str) -> Listing:
    pairs = [part.partition("=")[::2] for part in query.split("&") if part]
    return listing(filters.read(MultiDict(pairs)), clock.now())


def choices(asked: Filters) -> Iterator[tuple[str, str, Filters]]:
    """Every choice there is, with the filters once it is made."""
    for flag in FLAGS:
        yield flag, "ja", asked.with_(**{flag: True})
    for kind in SEVERAL:
        for code in GROUPS[kind]:
            both = {*getattr(asked, kind), code}
            yield kind, code, asked.with_(**{kind: tuple(c for c in GROUPS[kind] if c in both)})
    for form in GROUPS["vorm"]:
        yield "vorm", form, asked.with_(vorm=form)
    for part in PARTS:
        yield "dagdeel", part, asked.with_(dagdeel=part)
    for day in facets.CHOICES:
        yield "dag", day, facets.chosen_day(asked, day)
    for reach in facets.REACHES:
        yield "straal", str(reach), asked.with_(straal=reach)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "waar=Ede&straal=15",
        "waar=Ede&straal=10&gratis=ja&dag=weekend",
        "waar=Ede&straal=15&thema=koffie&thema=eten&dagdeel=middag",
        "gratis=ja&rolstoel=ja&doelgroep=ouderen",
        "van=2026-09-24&tot=2026-09-25&vorm=online&q=nummer",
        "waar=Ede&dag=2026-09-24&taal=nl&taal=en&binnenlopen=ja&wekelijks=ja",
    ],
)
@pytest.mark.usefixtures("mixed")
def test_each_number_is_what_the_list_has_once_that_is_chosen(query: str) -> None:
    now = shown(query)
    known = 0
    for name, value, chosen in choices(now.filters):
        told = now.facets.of(name, value)
        if told is not None:
            known += 1
            assert told == listing(chosen, clock.now()).found.total, (name, value)
    assert known >= 50


@pytest.mark.usefixtures("mixed")
def test_counting_asks_the_database_nothing_more() -> None:
    now = shown("waar=Ede&straal=15&gratis=ja")
    assert now.spot
    question = question_of(now.filters, clock.now())
    made = queries_of(lambda: facets.facets(question, now.found, now.today, now.week))
    assert made == []


def test_a_choice_shows_how_many_remain(client: Client) -> None:
    activity("Gratis", is_free=True, themes=["eten"])
    activity("Betaald", is_free=False)
    page = client.get("/activiteiten?waar=Ede")
    assert "Gratis 1 gevonden" in page.one('.chip__face[href*="gratis=ja"]').text
    assert page.one("label[for=thema-eten]").text == "Samen eten 1 gevonden"
    assert page.one("label[for=thema-natuur]").text == "Natuur en tuin 0 gevonden"


def test_what_is_too_much_to_count_gets_no_number(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = organisation()
    for number in range(5):
        activity(f"Nummer {number}", by=by, is_free=number < 2, wheelchair="yes")
    monkeypatch.setattr(candidates, "MOST_COUNTED", 1)
    narrow = shown("waar=Ede&gratis=ja")
    assert (narrow.facets.of("rolstoel"), narrow.facets.of("dag", "vandaag")) == (2, None)
    monkeypatch.setattr(facets, "MOST_COUNTED", 1)
    monkeypatch.setattr(facets, "FEW", 4)
    assert shown("waar=Ede").facets.of("gratis") is None
    assert shown("").facets.of("gratis") is None


def test_traits_follow_every_change(app: Flask) -> None:
    made = activity(languages=["nl"], join_ways=["phone"], audiences=["ouderen"], themes=["spel"])

    def has(name: str, value: str = "ja") -> bool:
        return bool(shown(f"{name}={value}").found.total)

    assert has("doelgroep", "ouderen") and has("thema", "spel") and not has("taal", "en")
    made.languages, made.join_ways = ["en", "tr"], ["walk_in"]
    made.audiences, made.themes = ["jongeren"], ["muziek"]
    made.continues_weekly = True
    db.session.commit()
    assert has("taal", "en") and has("taal", "tr") and has("binnenlopen") and has("wekelijks")
    assert has("doelgroep", "jongeren") and not has("doelgroep", "ouderen")
    assert has("thema", "muziek") and not has("thema", "spel")


def test_no_two_traits_share_a_bit() -> None:
    names = [(flag, "ja") for flag in FLAGS]
    names += [(kind, code) for kind, codes in GROUPS.items() for code in codes]
    assert len({bit(*name) for name in names}) == len(names) < 63


def test_the_database_numbers_traits_as_the_code_does() -> None:
    known = (trait_numbers.AUDIENCES, trait_numbers.THEMES, trait_numbers.LANGUAGES)
    assert known == tuple(GROUPS[kind] for kind in SEVERAL)
    assert len(trait_numbers.FLAGS) == len(FLAGS) + len(GROUPS["vorm"])
