"""What a query means: one way to write each question, and kindness to mistakes."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from weekapp.agenda import filters
from weekapp.agenda.filters import Filters

pytestmark = pytest.mark.usefixtures("app")


def read(query: str) -> Filters:
    pairs = [part.partition("=")[::2] for part in query.split("&")]
    return filters.read(MultiDict(pairs))


def test_nothing_asked_is_an_empty_query() -> None:
    assert read("waar=&straal=&q=&pagina=1&gratis=nee").query() == ""
    assert Filters().address("/activiteiten") == "/activiteiten"


def test_the_same_question_has_the_same_query() -> None:
    one = read("thema=eten&thema=koffie&gratis=1&waar= Ede &doelgroep=OUDEREN&thema=eten")
    other = read("doelgroep=ouderen&waar=Ede&gratis=ja&thema=koffie&thema=eten&pagina=")
    assert one == other
    assert one.query() == "waar=Ede&doelgroep=ouderen&thema=koffie&thema=eten&gratis=ja"


def test_every_parameter_survives_being_shared() -> None:
    asked = read(
        "waar=6711&straal=25&van=2026-09-24&tot=2026-09-30&dag=weekend&dagdeel=ochtend"
        "&doelgroep=ouderen&thema=koffie&gratis=ja&rolstoel=1&toilet=ja&ringleiding=ja&rustig=ja&hulphond=ja&ontvangst=ja&ophalen=ja"
        "&wekelijks=ja&binnenlopen=ja&vorm=ter-plaatse&taal=nl&q=soep&volgorde=tijd&pagina=3"
    )
    assert not asked.problems
    assert read(asked.query()) == asked
    assert all(f"{name}=" in asked.query() for name in filters.PARAMETERS)


def test_a_filter_can_be_taken_off_and_put_on_which_starts_at_the_first_page() -> None:
    asked = read("thema=koffie&thema=eten&gratis=ja&pagina=4")
    assert asked.without("thema").query() == "gratis=ja"
    assert asked.without("thema", value="koffie").query() == "thema=eten&gratis=ja"
    assert asked.with_(rolstoel=True).query() == "thema=koffie&thema=eten&gratis=ja&rolstoel=ja"


def test_one_day_takes_the_place_of_a_period() -> None:
    assert read("dag=2026-09-25&van=2026-09-24&tot=2026-09-30").query() == "dag=2026-09-25"
    assert read("dag=vandaag&van=2026-09-24").query() == "dag=vandaag"
    assert read("dag=zondag&van=2026-09-24").van == date(2026, 9, 24)


def test_dates_are_read_as_people_write_them() -> None:
    assert read("van=24-9-2026").van == read("van=2026-09-24").van == date(2026, 9, 24)
    assert read("dag=25-09-2026").on_date == date(2026, 9, 25)


def test_an_end_before_the_start_is_turned_round_and_told() -> None:
    asked = read("van=2026-09-30&tot=2026-09-24")
    assert (asked.van, asked.tot) == (date(2026, 9, 24), date(2026, 9, 30))
    assert "omgedraaid" in asked.problems[0]


GARBAGE = [
    "straal=0",
    "straal=181",
    "straal=-5",
    "straal=veel",
    "straal=²",
    "straal=9999999999999",
    "van=morgen",
    "tot=2026-02-30",
    "van=0001-01-01",
    "tot=9999-12-31",
    "dag=gisteren",
    "dagdeel=nacht",
    "doelgroep=iedereen&doelgroep=niemand",
    "thema=x",
    "vorm=ooit",
    "gratis=misschien",
    "rolstoel=true",
    "pagina=0",
    "pagina=51",
    "pagina=een",
]


@pytest.mark.parametrize("query", GARBAGE)
def test_what_cannot_be_understood_is_told_and_left_out(query: str) -> None:
    asked = read(query)
    assert len(asked.problems) == 1
    assert asked.query() in ("", "doelgroep=iedereen")


def test_long_texts_are_cut_and_told() -> None:
    long = read("waar=" + "a" * 10_000)
    assert len(long.waar) == 100
    assert "100 tekens" in long.problems[0]
    many = read("q=een twee drie vier vijf zes zeven acht negen")
    assert len(many.words) == 8
    assert "8 woorden" in many.problems[0]


def test_control_and_direction_marks_are_removed() -> None:
    assert read("q=so\x00ep\u202e").q == "soep"


def test_a_distance_may_have_its_unit() -> None:
    assert read("waar=Ede&straal=5 km").straal == 5
