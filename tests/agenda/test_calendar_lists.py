"""The calendar of a filtered list: equal questions are one calendar, unclear ones are refused."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import events, parsed, summaries
from tests.client import Client
from tests.factories import EDE, THURSDAY, activity, deed
from weekapp.activities import operations
from weekapp.agenda.models import KeptCalendar

FEED = "/agenda.ics"
EQUAL = (
    (
        "waar=6711&thema=koffie&thema=eten",
        "thema=ETEN&thema=koffie&waar=6711+ab",
        "q=&thema=koffie&thema=eten&thema=eten&waar=6711AB&straal=5",
        "straal=4km&waar=6711&thema=eten&thema=koffie&gratis=nee&dag=",
    ),
    ("waar=52.0402,5.6629", "waar=52.0398%2C5.6621", "waar=52.04012%3B+5.66188&straal=3"),
    ("q=caf%C3%A9+samen", "q=SAMEN+Cafe", "q=samen++caf%C3%A9+samen"),
    ("dag=24-9-2026", "dag=2026-09-24", "dag=2026-9-24&vorm="),
    ("", "waar=&q=&gratis=0", "rolstoel=nee"),
)
REFUSED = (
    ("pagina=2", "pagina"),
    ("pagina=1", "pagina"),
    ("utm_source=x", "utm_source"),
    ("thema=onzin", "koffie, eten, wandelen"),
    ("thema=eten&thema=onzin", "thema=onzin"),
    ("doelgroep=iedereen,ouderen", "doelgroep"),
    ("van=gisteren", "van=gisteren"),
    ("van=2026-02-30", "van=2026-02-30"),
    ("tot=2026-09-01&van=2026-09-02", "tot"),
    ("dag=vandaag&van=2026-09-02", "dag=vandaag"),
    ("dag=ooit", "dag=ooit"),
    ("straal=500&waar=Ede", "straal=500"),
    ("straal=0&waar=Ede", "straal=0"),
    ("straal=5", "waar"),
    ("gratis=misschien", "ja, nee"),
    ("gratis=ja&gratis=nee", "meer dan één keer"),
    ("waar=Ede&waar=Enschede", "meer dan één keer"),
    ("vorm=hybride", "ter-plaatse, online"),
    ("dagdeel=nacht", "ochtend, middag, avond"),
    ("q=a+b+c+d+e+f+g+h+i", "q"),
    ("q=" + "x" * 101, "q"),
    ("waar=Xyzzyplugh", "Xyzzyplugh"),
    ("waar=0123", "0123"),
    ("waar=48.85,2.35", "niet in Nederland"),
)


@pytest.mark.parametrize("queries", EQUAL)
def test_equal_questions_are_one_calendar(
    client: Client, session: Session, queries: tuple[str, ...]
) -> None:
    activity()
    answers = [client.get(f"{FEED}?{query}", follow=False) for query in queries]
    assert [answer.status for answer in answers] == [200] * len(queries)
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert session.scalar(select(func.count()).select_from(KeptCalendar)) == 1
    assert events(answers[0]) == [] if "q=" in queries[0] else events(answers[0])


def test_the_address_a_calendar_gives_itself_is_the_same_calendar(client: Client) -> None:
    for place in ("Vaals", "1791", "Eijsden", "Terneuzen", "Den Helder", "Ameland", "9999 XX"):
        answer = client.get(f"{FEED}?waar={place}")
        if answer.status == 200:
            source = str(parsed(answer.response.data)["SOURCE"])
            again = client.get(source)
            assert (again.status, again.headers["ETag"]) == (200, answer.headers["ETag"]), source


@pytest.mark.parametrize(("query", "says"), REFUSED)
def test_what_is_not_clear_is_refused_in_plain_words(client: Client, query: str, says: str) -> None:
    answer = client.get(f"{FEED}?{query}")
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert says in answer.response.get_data(as_text=True)


def test_a_name_that_several_places_have_is_refused_with_the_choice(client: Client) -> None:
    answer = client.get(f"{FEED}?waar=Bergen")
    told = answer.response.get_data(as_text=True)
    assert answer.status == 400
    assert "Bergen, Bergen (NH.)" in told
    assert client.get(f"{FEED}?waar=Bergen,+Bergen+(NH.)").status == 200


def test_a_place_holds_what_is_within_reach(client: Client) -> None:
    activity("Hier")
    activity("Verder", point=(EDE[0] + 0.11, EDE[1]), city="Barneveld")
    activity("Ver", point=(52.22, 6.89), city="Enschede")
    activity("Online", attendance="online", point=None)
    assert summaries(client.get(f"{FEED}?waar=6711")) == ["Hier", "Online"]
    assert summaries(client.get(f"{FEED}?waar=6711&straal=12")) == ["Hier", "Verder", "Online"]
    told = parsed(client.get(f"{FEED}?waar=6711&straal=12").response.data)
    assert told["X-WR-CALNAME"] == "Agenda: binnen 15 km in de buurt van Ede"


def test_a_list_near_a_place_holds_what_was_called_off(client: Client, session: Session) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=1)])
    operations.cancel_date(made, made.occurrences[0], "Ziek.", deed())
    other = activity("Soep")
    operations.cancel(other, "Te weinig mensen.", deed())
    session.commit()
    read = events(client.get(f"{FEED}?waar=6711"))
    assert [one["STATUS"] for one in read] == ["CANCELLED", "CANCELLED", "CONFIRMED"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("van=2026-09-25", ["vrijdag", "zaterdag"]),
        ("tot=2026-09-25", ["donderdag", "vrijdag"]),
        ("van=2026-09-25&tot=2026-09-25", ["vrijdag"]),
        ("dag=2026-09-26", ["zaterdag"]),
        ("dag=vrijdag", ["vrijdag"]),
        ("dag=weekend", ["zaterdag"]),
        ("dagdeel=middag", ["donderdag", "vrijdag"]),
        ("gratis=ja", ["donderdag"]),
        ("rolstoel=ja", ["vrijdag"]),
        ("vorm=online", ["zaterdag"]),
        ("vorm=ter-plaatse&q=dag", []),
        ("q=vrij", ["vrijdag"]),
    ],
)
def test_every_filter_of_the_list_is_one_of_its_calendar(
    client: Client, query: str, found: list[str]
) -> None:
    activity("donderdag")
    friday = THURSDAY + timedelta(days=1)
    activity("vrijdag", at=friday, is_free=False, price="€ 2", wheelchair="yes")
    saturday = THURSDAY + timedelta(days=2, hours=5)
    activity("zaterdag", at=saturday, attendance="online", is_free=False, price="€ 2")
    assert summaries(client.get(f"{FEED}?{query}")) == found


def test_a_list_without_days_is_not_only_the_week(client: Client, clock: Traveller) -> None:
    activity("In december", at=THURSDAY + timedelta(days=80))
    clock.move_to(THURSDAY)
    assert summaries(client.get(f"{FEED}?thema=koffie")) == ["In december"]


def test_what_was_published_last_is_in_the_list_at_once(client: Client) -> None:
    path = f"{FEED}?thema=koffie"
    tag = client.get(path).headers["ETag"]
    activity()
    assert summaries(client.get(path, headers={"If-None-Match": tag})) == ["Koffie in de Brug"]
