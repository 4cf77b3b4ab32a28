"""What a process takes that has only just started: it reads no more than it needs."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from jinja2 import DictLoader, Environment, pass_eval_context
from jinja2.nodes import EvalContext

from tests import engines
from tests.conftest import settings
from weekapp import config, templating

# Large, and needed by who organises, imports, prepares or moves: not by who looks for something.
SELDOM_NEEDED = {
    "PIL", "alembic", "flask_migrate", "geopy", "numpy", "openpyxl", "requests", "shapely",
}  # fmt: skip
ASKS = """
import sys
from weekapp import create_app
site = create_app().test_client()
paths = "/", "/activiteiten?waar=Ede", "/gemeenten/ede", "/kaart", "/readyz"
statuses = {site.get(path).status_code for path in paths}
print(*statuses, *sys.modules)
"""


def asked(instance: Path) -> list[str]:
    """What a process of its own answers, and the modules it read."""
    own = {"WEEKAPP_INSTANCE": str(instance)} | engines.variables(instance)
    run = [sys.executable, "-c", ASKS]
    done = subprocess.run(run, env=os.environ | own, capture_output=True, check=True)
    return done.stdout.decode().split()


def test_a_process_that_residents_ask_reads_nothing_they_do_not_need(
    built: Path, tmp_path: Path
) -> None:
    engines.copy(built, tmp_path)
    status, *modules = asked(tmp_path)
    assert status == "200"
    assert SELDOM_NEEDED & set(modules) == set()


def test_a_template_is_compiled_once_for_all_processes_to_come(built: Path, tmp_path: Path) -> None:
    engines.copy(built, tmp_path)
    asked(tmp_path)
    compiled = {file: file.stat().st_mtime_ns for file in tmp_path.glob("templates-*/*")}
    assert len(compiled) > 10
    asked(tmp_path)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.glob("templates-*/*")} == compiled


def test_a_template_is_compiled_anew_once_a_filter_is_told_of_the_page(tmp_path: Path) -> None:
    def short(what: str) -> str:
        return f"{what}!"

    @pass_eval_context
    def told(_: EvalContext, what: str) -> str:
        return f"{what}?"

    for said, shown in ((short, "ja!"), (told, "ja?"), (short, "ja!")):
        pages = DictLoader({"page": "{{ what | said }}"})
        environment = Environment(loader=pages, **templating.options(settings(tmp_path)))
        environment.filters["said"] = said
        assert environment.get_template("page").render(what="ja") == shown


def test_processes_that_start_at_once_have_one_secret(tmp_path: Path) -> None:
    for number in range(50):
        instance = tmp_path / str(number)
        instance.mkdir()
        together = Barrier(8)

        def secret(instance: Path = instance, together: Barrier = together) -> str:
            together.wait()
            return config.read({"WEEKAPP_INSTANCE": str(instance)}).secret_key

        with ThreadPoolExecutor(8) as starting:
            secrets = [starting.submit(secret) for _ in range(8)]
        assert len({one.result() for one in secrets}) == 1
        assert [file.name for file in instance.iterdir()] == ["secret_key"]
        assert (instance / "secret_key").stat().st_mode & 0o777 == 0o600
