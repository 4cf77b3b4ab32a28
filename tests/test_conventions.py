"""What a machine can check of how this house is built."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from jinja2 import meta

from weekapp.accounts.access import MARKS
from weekapp.config import SITE

WEEKAPP = SITE / "weekapp"
MODULES = sorted(WEEKAPP.rglob("*.py"))
TESTS = sorted((SITE / "tests").rglob("test_*.py"))
TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
BANNED_MODULES = {"utils", "helpers", "common", "core", "main", "base", "services", "misc"}
BANNED_VERBS = ("get_", "handle_", "process_", "do_", "manage_")
BANNED_NOUNS = re.compile(r"(Manager|Handler|Data|Helper|Util)s?$")
# Names that a library asks for.
ASKED_FOR = {
    "get_bind", "get_bucket", "get_command", "get_expiry", "get_html", "get_id", "get_json",
    "get_text", "get_wsgi_headers", "process_bind_param", "process_formdata",
    "process_result_value",
}  # fmt: skip
# What reads icalendar, openpyxl, geopy or shapely: each takes megabytes and a good part of a
# second, and a process that residents ask never needs most of them. The web server (granian) has to
# be read after it is told how to hand out memory.
LARGE = {
    "PIL", "granian", "granian.constants", "granian.log", "weekapp.agenda.ical",
    "weekapp.imports.sheet_template", "weekapp.places.borders",
    "weekapp.places.geocoders.choice",
    "weekapp.places.geocoders.failures", "weekapp.places.matching", "weekapp.xlsx",
}  # fmt: skip


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]


def imported_by(node: ast.AST) -> set[str]:
    """The names of what an import statement may read, modules or what is in them."""
    if isinstance(node, ast.Import):
        return {one.name for one in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        inside = {f"{node.module}.{one.name}" for one in node.names}
        return inside & LARGE or {node.module}
    return set()


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name_of(path: Path) -> str:
    return str(path.relative_to(SITE))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_lives_there_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(parsed(path)), "has no docstring"
    assert path.stem not in BANNED_MODULES
    assert len(path.read_text().splitlines()) <= 300
    too_long = [f.name for f in functions(path) if length(f) > 40]
    assert not too_long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_happens(path: Path) -> None:
    bad = [f.name for f in functions(path) if f.name.startswith(BANNED_VERBS)]
    classes = [n.name for n in ast.walk(parsed(path)) if isinstance(n, ast.ClassDef)]
    assert [name for name in bad if name not in ASKED_FOR] == []
    assert [name for name in classes if BANNED_NOUNS.search(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_what_is_large_is_imported_inside_a_function(path: Path) -> None:
    hidden = {
        module
        for function in functions(path)
        for node in ast.walk(function)
        for module in imported_by(node)
    }
    assert hidden <= LARGE


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_tests_are_short_and_named_as_sentences(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250
    tests = [f for f in functions(path) if f.name.startswith("test_")]
    assert [f.name for f in tests if length(f) > 25] == []
    assert [f.name for f in tests if f.name.count("_") < 3] == []


def test_most_functions_are_small() -> None:
    lengths = sorted(length(f) for path in MODULES for f in functions(path))
    assert median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 24


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_stays_small_and_has_no_inline_script_or_style(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) <= 120
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\b(src|ld\+json))", source)
    assert "|safe" not in source.replace(" ", "")


def test_every_template_is_used(app: Flask) -> None:
    sources = [p.read_text() for p in (*MODULES, *(SITE / "templates").rglob("*.*"))]
    together = "\n".join(sources)
    unused = [
        path.relative_to(SITE / "templates").as_posix()
        for path in (SITE / "templates").rglob("*.html")
        if path.relative_to(SITE / "templates").as_posix() not in together
    ]
    assert unused == []


def test_every_template_parses(app: Flask) -> None:
    for path in TEMPLATES:
        meta.find_undeclared_variables(app.jinja_env.parse(path.read_text()))


def test_every_view_is_marked_and_says_what_the_visitor_gets(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint != "static":
            assert getattr(view, "mark", None) in MARKS, endpoint
            assert view.__doc__, endpoint


def test_the_tree_names_no_machine_and_no_registry() -> None:
    found = [
        name_of(path)
        for pattern in (
            "requirements/*",
            "package-lock.json",
            "tests/lighthouse/*.json",
            "*.toml",
            "Makefile",
            "tools/*",
        )
        for path in SITE.glob(pattern)
        if path.is_file()
        and re.search(
            r"registry\.npmjs|pypi\.org|files\.pythonhosted|/root/|/work/", path.read_text()
        )
    ]
    assert found == []
