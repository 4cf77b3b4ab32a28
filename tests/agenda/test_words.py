"""Words that are looked for in the list: sixty questions with their answers, and hostile ones."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy.orm import Session

from tests.client import Client, Page
from tests.factories import EDE, THURSDAY, activity, organisation
from weekapp.database import db

SIXTY = json.loads(Path(__file__).with_name("sixty_questions.json").read_text())
HOSTILE = (
    '"', "'", "''", '""', "koffie\"", "koffie'", "NEAR(koffie thee)", "NEAR(", "koffie*", "^koffie",
    "title:koffie", "{title} : koffie", "koffie AND", "OR", "NOT koffie", "koffie:*", "koffie:A",
    "koffie & !thee", "koffie | thee", "!", "!!koffie", "koffie <-> thee", "<2>", "(", ")", "((((",
    "\\", "\\'", "%", "_", "%koffie%", "ko_fie", ";", "--", "/*", "koffie\x00thee", "\x00", "☕",
    "koffie☕", "👩‍👩‍👧", "k" * 200, "koffie" * 40, "ko ff ie " * 30, "\u202ekoffie", "é", "ﬁets",
    "½", "m²", "İstanbul", "ß", "кофе", "قهوة", "咖啡", "a" * 99, "1e400", "0x1F", "$1", ":words",
    "?", "[]",
)  # fmt: skip


def asked(client: Client, q: str) -> Page:
    return client.get("/activiteiten", query_string={"q": q})


def titles(page: Page) -> list[str]:
    return page.all(".split__list > .picking > .cards .card__title")


def found(client: Client, q: str) -> list[str]:
    return titles(asked(client, q))


@pytest.fixture
def forty(session: Session) -> None:
    """Forty activities as people write them, a minute apart."""
    names = dict.fromkeys(one["by"] for one in SIXTY["activities"])
    by = {name: organisation(name) for name in names}
    for number, one in enumerate(SIXTY["activities"]):
        activity(
            one["title"],
            by[one["by"]],
            at=THURSDAY + timedelta(minutes=number),
            summary=one["summary"],
            description=one.get("description", ""),
        )


def wrong(client: Client, question: dict[str, Any]) -> str:
    """What is wrong with the answer to a question, if anything."""
    page = asked(client, question["q"])
    shown = titles(page)
    is_first = question.get("first") in (None, *shown[:1])
    has_all = set(question["has"]) <= set(shown)
    has_other = set(question["not"]) & set(shown)
    is_meant = f"We zochten naar ‘{question.get('meant')}’." in page.main
    is_right = is_first and has_all and not has_other and is_meant == ("meant" in question)
    return "" if is_right else f"{question['q']}: {shown}"


def test_sixty_questions_have_the_answers_people_expect(client: Client, forty: None) -> None:
    assert [told for one in SIXTY["questions"] if (told := wrong(client, one))] == []


def test_what_has_it_in_its_title_goes_first_then_the_organiser_then_the_rest(
    client: Client, session: Session
) -> None:
    activity("Inloop", summary="Met schaken erbij")
    activity("Open dag", organisation("Schaakclub"), at=THURSDAY + timedelta(hours=1))
    activity("Schaken", at=THURSDAY + timedelta(hours=2))
    activity("Schaken voor kinderen", at=THURSDAY + timedelta(hours=1))
    assert found(client, "schaken") == ["Schaken voor kinderen", "Schaken", "Open dag", "Inloop"]


def test_near_a_point_the_title_only_decides_between_what_is_equally_near(
    client: Client, session: Session
) -> None:
    activity("Inloop", summary="Met schaken erbij", point=EDE)
    activity("Schaken", point=EDE, at=THURSDAY + timedelta(hours=1))
    activity("Vlakbij", summary="Schaken", point=(52.0331, 5.6638))
    page = client.get("/activiteiten?waar=Ede&q=schaken")
    shown = titles(page)
    assert shown.index("Schaken") + 1 == shown.index("Inloop")
    assert sorted(shown) == ["Inloop", "Schaken", "Vlakbij"]


def test_what_was_seen_through_is_said_and_never_as_markup(
    client: Client, session: Session
) -> None:
    activity("Koffie & <b>thee</b>")
    page = asked(client, "<b>kofie</b>")
    assert "Geen resultaat voor ‘kofie’. We zochten naar ‘koffie’." in page.main
    assert "Geen resultaat" not in asked(client, "koffie").main


def test_a_word_nobody_wrote_finds_nothing(client: Client, forty: None) -> None:
    page = asked(client, "kwantummechanica")
    assert titles(page) == []
    assert "We zochten" not in page.main


def test_words_follow_the_organisation_when_it_is_renamed_or_hands_over(
    client: Client, session: Session
) -> None:
    brug, wending = organisation("De Brug"), organisation("De Wending")
    made = activity("Inloop", brug)
    brug.name = "Het Kompas"
    db.session.commit()
    assert (found(client, "brug"), found(client, "kompas")) == ([], ["Inloop"])
    made.organisation = wending
    db.session.commit()
    assert (found(client, "kompas"), found(client, "wending")) == ([], ["Inloop"])


def test_words_follow_what_is_written(client: Client, session: Session) -> None:
    made = activity("Pannenkoeken")
    made.title, made.description = "Poffertjes", "Met stroop"
    db.session.commit()
    assert found(client, "pannenkoek") == []
    assert found(client, "pofertjes") == found(client, "stroop") == ["Poffertjes"]


def test_a_word_that_only_a_draft_has_is_not_told(client: Client, session: Session) -> None:
    draft = activity("Verrassingsfeest", status="draft")
    assert "Verrassingsfeest".lower() not in asked(client, "verasingsfeest").main
    draft.status, draft.published_at = "published", draft.created_at
    db.session.commit()
    assert found(client, "verasingsfeest") == ["Verrassingsfeest"]


@pytest.fixture
def coffee(client: Client) -> Client:
    activity("Koffie en thee, of koffie & thee")
    return client


@pytest.mark.parametrize("q", HOSTILE)
def test_what_was_typed_is_never_syntax(coffee: Client, q: str) -> None:
    page = asked(coffee, q)
    assert page.status == 200
    assert set(titles(page)) <= {"Koffie en thee, of koffie & thee"}


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(q=strategies.text(max_size=40))
def test_whatever_is_typed_gets_a_page(coffee: Client, q: str) -> None:
    assert asked(coffee, q).status == 200
