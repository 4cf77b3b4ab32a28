"""Asks the database a question; building the SQL costs ten times its answer, so it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select

from weekapp.agenda.questions import Question
from weekapp.database import db

Rows = Sequence[Row[*tuple[Any, ...]]]
Statement = Select[*tuple[Any, ...]]
Build = Callable[[Question], Statement]


@dataclass(frozen=True)
class _Shaped:
    """A question that equals every question of its shape."""

    shape: tuple[object, ...]
    question: Question = field(compare=False)


def read(build: Build, question: Question, more: dict[str, Any]) -> Rows:
    """The rows of a question, with more values to bind; `build` is called once for each shape."""
    statement = _built(build, _Shaped(question.shape, question))
    return db.session.execute(statement, question.values() | more).all()


@lru_cache(maxsize=256)
def _built(build: Build, shaped: _Shaped) -> Statement:
    return build(shaped.question)
