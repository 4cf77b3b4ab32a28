"""A move that ends on the way: killed, changed meanwhile, or begun by somebody else."""

import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from tests.commands.moves import ask, begun, copied, half, site_in, tell

Move = Callable[..., Result]


@pytest.mark.parametrize("enough", [0, 1, 2500, 7500])
def test_after_a_kill_it_goes_on(instance: Path, url: str, move: Move, enough: int) -> None:
    process = begun(instance, url)
    while process.poll() is None and copied(url) < enough:
        time.sleep(0.001)
    process.kill()
    assert process.wait(10) == -9
    assert copied(url) < 9000
    told = move()
    assert told.exit_code == 0, told.output
    assert "opnieuw" not in told.output
    assert move("--check").exit_code == 0


def test_what_changed_between_two_times_is_moved_as_well(
    instance: Path, url: str, move: Move
) -> None:
    half(instance, url)
    tell(instance, "UPDATE municipality SET population = 7 WHERE slug = 'ede'")
    told = move()
    assert told.exit_code == 0, told.output
    assert "begint opnieuw" in told.output
    assert ask(url, "SELECT population FROM municipality WHERE slug = 'ede'") == [(7,)]


def test_a_site_does_not_take_a_half_filled_database(instance: Path, url: str) -> None:
    half(instance, url)
    answer = site_in(instance, url).test_client().get("/readyz")
    assert (answer.status_code, answer.json and answer.json["database"]["status"]) == (503, "error")


def test_a_value_that_became_another_on_the_way_is_named(
    instance: Path, url: str, move: Move
) -> None:
    half(instance, url)
    ask(url, "UPDATE municipality SET latitude = latitude + 1e-12 WHERE code = 'GM0228'")
    told = move()
    assert told.exit_code == 1
    assert "met andere inhoud" in told.output
    assert "  code 'GM0228' verschilt: latitude\n" in told.output
    assert "WEEKAPP_DATABASE_URL" not in told.output


def test_a_move_of_another_site_is_not_taken_over(
    instance: Path, filled: Path, url: str, move: Move
) -> None:
    half(copytree(filled, instance.with_name("other")), url)
    tell(instance, "DELETE FROM job")
    told = move()
    assert told.exit_code == 1
    assert "vanuit een andere database" in told.output
