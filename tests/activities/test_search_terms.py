"""The words that texts are made of: as each engine keeps them, with their stems and their parts."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.engines import IS_POSTGRESQL
from tests.factories import activity, organisation
from weekapp.activities import dutch
from weekapp.activities.search_terms import SearchTerm, related
from weekapp.commands import migrating
from weekapp.database import db

# What people write in Dutch, in the languages of Europe and in some others.
WRITTEN = (
    "Café", "reünie", "ideeën", "Smørrebrød", "Straße", "Łódź", "İstanbul", "ılık", "Çay", "œuvre",
    "Đorđe", "Ğ", "naïef", "ĳsje", "Zoë’s", "10u30", "55plus", "кофе", "йога", "ёлка", "καφές",
    "οίκος", "قهوة", "咖啡", "ÅNGSTRÖM",
)  # fmt: skip


def indexed() -> set[str]:
    """The words as the index of the engine keeps them."""
    if IS_POSTGRESQL:
        words = "SELECT DISTINCT unnest(tsvector_to_array(words)) FROM activity_words"
        return set(db.session.scalars(text(words)))
    db.session.execute(
        text("CREATE VIRTUAL TABLE temp.kept USING fts5vocab('main', 'activity_words', 'row')")
    )
    return set(db.session.scalars(text("SELECT term FROM temp.kept")))


def test_every_word_is_known_as_the_index_keeps_it(session: Session) -> None:
    activity(" ".join(WRITTEN)[:80], description=" ".join(WRITTEN))
    assert indexed() == set(session.scalars(select(SearchTerm.term)))


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Café", "cafe"),
        ("SMØRREBRØD", "smorrebrod"),
        ("ideeën", "ideeen"),
        ("İstanbul", "istanbul"),
    ],
)
def test_a_word_is_looked_for_without_accents(typed: str, plain: str) -> None:
    assert dutch.plain_words(typed) == [plain]


@pytest.mark.parametrize(
    "forms", ["brood broden broodje", "lopen loop", "huizen huis", "spel spelen spelletjes"]
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({dutch.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("compound", "part", "is_one"),
    [
        ("koffieochtend", "ochtend", True),
        ("buurtkoffieochtend", "koffie", True),
        ("avondwandeling", "wandel", True),
        ("balspel", "spel", True),
        ("vergeten", "eten", False),
        ("zweten", "eten", False),
        ("herinnering", "ring", False),
        ("vertaal", "taal", False),
        ("boeket", "boek", False),
    ],
)
def test_a_compound_is_told_from_a_word_that_only_has_the_letters(
    compound: str, part: str, is_one: bool
) -> None:
    assert dutch.holds(compound, part, ()) is is_one


def test_words_are_found_by_a_piece_of_them(session: Session) -> None:
    activity("Koffieochtend")
    rows = related({"niets"}, {"niets"}, ["koffieo"], ["ochten"])
    assert [row.plain for row in rows] == ["koffieochtend"]


def test_only_what_the_public_can_read_is_known(session: Session) -> None:
    activity("Geheim", status="draft", by=organisation("Bekend"))
    known = set(session.scalars(select(SearchTerm.term)))
    assert "geheim" not in known
    assert "bekend" in known


def test_what_was_there_before_is_learned_and_can_be_forgotten(app: Flask) -> None:
    activity("Koffieochtend", organisation("De Brug"))
    db.session.remove()
    migrating.downgrade("0008")
    before = db.session.execute(text("SELECT * FROM activity_words")).all()
    assert len(before) == 1
    db.session.remove()
    migrating.upgrade()
    known = set(db.session.scalars(select(SearchTerm.term)))
    assert {"koffieochtend", "brug"} <= known
    assert indexed() <= known
