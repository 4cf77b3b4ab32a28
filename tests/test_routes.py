"""Every address of the site, its methods, its endpoint and who may see it, as agreed in routes.txt.

An address that changes or goes breaks what people kept: a bookmark, a subscription, a letter. When
a change is meant, write the file anew with `python -m tests.test_routes` and read the difference.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from tests.conftest import settings
from tests.world import routes
from weekapp import create_app

GOLDEN = Path(__file__).with_name("routes.txt")


def table(app: Flask) -> str:
    """The addresses as text: one line each, in order."""
    methods: dict[tuple[str, str, str], list[str]] = {}
    for rule, method, mark in routes(app):
        methods.setdefault((rule.rule, rule.endpoint, mark), []).append(method)
    lines = [
        f"{address}  {','.join(found)}  {endpoint}  {mark}"
        for (address, endpoint, mark), found in methods.items()
    ]
    return "\n".join(lines) + "\n"


def test_every_address_is_as_agreed(app: Flask) -> None:
    assert table(app).splitlines() == GOLDEN.read_text().splitlines()


if __name__ == "__main__":
    with TemporaryDirectory() as instance:
        GOLDEN.write_text(table(create_app(settings(Path(instance)))))
