"""`weekapp move-to`: everything from SQLite to PostgreSQL, the same and compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests import engines
from tests.commands.moves import PAYLOAD, ask, site_in, tell
from weekapp.commands import weekapp
from weekapp.commands.processes import using
from weekapp.database import db

Move = Callable[..., Result]


def pages(site: Flask) -> dict[str, bytes]:
    """What the public gets, of everything there is a kind of."""
    client = site.test_client()
    general = ["/", "/activiteiten", "/activiteiten?waar=6711", "/activiteiten?zoek=koffie"]
    general += ["/gemeenten", "/sitemap.xml", "/agenda.ics", "/gemeenten/ede/agenda.ics"]
    with site.app_context():
        asked = "SELECT '/activiteiten/' || id || '/' || slug FROM activity ORDER BY id"
        shown = [*db.session.execute(db.text(asked)).scalars()]
        asked = (
            "SELECT DISTINCT '/gemeenten/' || m.slug FROM municipality m"
            " JOIN activity a ON a.municipality_code = m.code"
        )
        towns = sorted(db.session.execute(db.text(asked)).scalars())
        db.session.remove()
    feeds = [f"{town}/agenda.ics" for town in towns]
    return {path: client.get(path).data for path in [*general, *shown, *towns, *feeds]}


def test_every_public_page_is_the_same_afterwards(instance: Path, url: str, move: Move) -> None:
    told = move()
    assert told.exit_code == 0, told.output
    before, after = pages(site_in(instance)), pages(site_in(instance, url))
    assert len(before) > 150
    assert [path for path in before if before[path] != after.get(path)] == []
    assert b"BEGIN:VEVENT" in b"".join(before.values())
    assert move("--check").exit_code == 0


def test_values_are_kept_to_the_last_digit(url: str, move: Move) -> None:
    move()
    assert ask(url, "SELECT payload::text FROM job WHERE id = 9001") == [(PAYLOAD,)]
    kept = "SELECT content, (created_at AT TIME ZONE 'UTC')::text FROM picture WHERE id = 9001"
    assert ask(url, kept) == [(b"\x00\xff\\0", "2026-01-02 03:04:05.678901")]


def test_it_says_what_to_set_and_no_password(instance: Path, url: str, move: Move) -> None:
    file = (instance / engines.FILE).read_bytes()
    told = move().output
    assert f"WEEKAPP_DATABASE_URL={url.replace('geheim', '***')}\n" in told
    assert "geheim" not in told
    assert "niet veranderd" in told
    assert (instance / engines.FILE).read_bytes() == file


def test_the_new_database_keeps_itself(url: str, move: Move) -> None:
    move()
    indexes = [f"SELECT * FROM {table} ORDER BY 1" for table in ("activity_box", "activity_words")]
    filled = [ask(url, index) for index in indexes]
    assert all(filled)
    ask(url, "UPDATE activity SET title = title, status = status")
    assert [ask(url, index) for index in indexes] == filled
    assert ask(url, "SELECT to_regclass('move_progress') IS NULL") == [(True,)]
    assert ask(url, "SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'") == []
    ((latest,),) = ask(url, "SELECT max(id) FROM place")
    next_ = "SELECT nextval(pg_get_serial_sequence('place', 'id'))"
    assert ask(url, next_) == [(int(str(latest)) + 1,)]


def test_a_second_time_finds_everything_done(url: str, move: Move) -> None:
    assert (move().exit_code, move().exit_code) == (0, 0)
    ask(url, "DELETE FROM job")
    told = move()
    assert told.exit_code == 1
    assert "niet leeg" in told.output


def test_rows_that_are_missing_or_too_many_are_named(url: str, move: Move) -> None:
    move()
    ask(url, "DELETE FROM job WHERE id = 9001")
    ask(url, "UPDATE edition SET year = 1999 WHERE year = 2010")
    told = move("--check")
    assert told.exit_code == 1
    assert "in PostgreSQL\n  id 9001 ontbreekt" in told.output
    assert "year 1999 is te veel" in told.output
    assert "year 2010 ontbreekt" in told.output


def test_a_database_with_something_else_is_refused(url: str, move: Move) -> None:
    ask(url, "CREATE TABLE recipe (id int)")
    told = move()
    assert told.exit_code == 1
    assert "is niet leeg: er staat al recipe" in told.output
    assert ask(url, "SELECT to_regclass('account') IS NULL") == [(True,)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE place SET name = 'a' || char(0) WHERE id = 5", "place, id 5: name heeft een NUL"),
        ("UPDATE place SET kind = 'longer than ten' WHERE id = 6", "id 6: kind is langer dan 10"),
        ("UPDATE place SET population = 3000000000 WHERE id = 7", "population is een te groot"),
        ("UPDATE job SET payload = 'NaN'", "job, id 9001: payload is geen JSON"),
        ("UPDATE picture SET organisation_id = 99999", "picture, rij 9001: hoort bij een rij"),
    ],
)
def test_what_cannot_be_kept_is_told_before_anything_is_done(
    instance: Path, url: str, move: Move, statement: str, said: str
) -> None:
    tell(instance, statement)
    told = move()
    assert told.exit_code == 1
    assert said in told.output
    assert ask(url, "SELECT to_regclass('move_progress') IS NULL") == [(True,)]


def test_a_site_that_runs_or_is_behind_does_not_move(instance: Path, move: Move) -> None:
    with using(instance):
        assert "draait nog" in move().output
    tell(instance, "UPDATE alembic_version SET version_num = '0001'")
    assert "is bij 0001" in move().output


def test_an_address_that_is_none_is_not_repeated(instance: Path) -> None:
    own = {"WEEKAPP_INSTANCE": str(instance)}
    for wrong in ("mysql://a:geheim@b/c", "postgresql+psycopg://a:geheim@127.0.0.1:1/c"):
        told = CliRunner().invoke(weekapp, ["move-to", wrong], env=own)
        assert told.exit_code == 1
        assert "geheim" not in told.output
