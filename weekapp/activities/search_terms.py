"""The words that public texts are made of, with their stems; what is looked for is found in them.

What was written is learned whoever writes it through the models; what is put in in bulk asks
`learn` itself. A word too many does no harm: it leads to nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    column,
    event,
    func,
    inspect,
    literal_column,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from weekapp.activities.dutch import LONGEST_WORD, stem, terms_of
from weekapp.activities.models import Activity
from weekapp.database import Model, db, is_postgresql, upsert
from weekapp.organisations.models import Organisation

TEXTS = ("title", "summary", "description", "venue_name")
MOST_OF_A_STEM, MOST_THAT_BEGIN, MOST_WITH_A_PART = 100, 150, 400
MOST_ALIKE = 2000

# By letters, whatever language the database was made for: a beginning is a range.
Letters = String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")
Terms = Sequence[Row[str, str, str]]


class SearchTerm(Model):
    """A word as the index of words keeps it, as it is looked for, and its stem."""

    __tablename__ = "search_term"
    __table_args__ = (
        Index("ix_search_term_plain", "plain"),
        Index("ix_search_term_stem", "stem"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(String(2 * LONGEST_WORD), unique=True)
    plain: Mapped[str] = mapped_column(Letters)
    stem: Mapped[str] = mapped_column(Letters)


# In SQLite a table of the pieces of three letters, kept by a trigger; PostgreSQL has an index.
pieces = table("search_term_pieces", column("rowid", Integer))


def rows_of(texts: Iterable[str], is_postgresql: bool) -> list[dict[str, str]]:
    """Each word of the texts once, in the order of the table."""
    found: dict[str, str] = {}
    for text in texts:
        found |= terms_of(text, is_postgresql)
    return [{"term": term, "plain": found[term], "stem": stem(found[term])}
            for term in sorted(found)]  # fmt: skip


def learn(connection: Connection | Session, texts: Iterable[str]) -> None:
    """Add the words of texts that the public can read; what is known already stays."""
    if rows := rows_of(texts, is_postgresql()):
        wanted = upsert(SearchTerm).on_conflict_do_nothing(index_elements=["term"])
        connection.execute(wanted, rows)


@event.listens_for(Activity, "after_insert")
@event.listens_for(Activity, "after_update")
def _activity_written(_mapper: Any, connection: Connection, written: Activity) -> None:
    # What nobody may see yet is not learned: a word of it could be shown as what was meant.
    if written.published_at and _is_changed(written, (*TEXTS, "published_at")):
        learn(connection, [getattr(written, name) for name in TEXTS])


@event.listens_for(Organisation, "after_insert")
@event.listens_for(Organisation, "after_update")
def _organisation_written(_mapper: Any, connection: Connection, written: Organisation) -> None:
    if _is_changed(written, ("name",)):
        learn(connection, [written.name])


def _is_changed(written: Model, names: Iterable[str]) -> bool:
    state = inspect(written)
    return any(state.attrs[name].history.has_changes() for name in names)


def related(
    words: Collection[str], stems: Collection[str], beginnings: Sequence[str], parts: Sequence[str]
) -> Terms:
    """Terms that are one of these words or have one of these stems, that begin as one of these
    do, and that have one of these parts (of three letters or more) somewhere; shortest first.
    """
    values: dict[str, Any] = {"words": list(words), "stems": list(stems)}
    for number, beginning in enumerate(beginnings):
        values |= {f"from_{number}": beginning, f"to_{number}": f"{beginning}\U0010ffff"}
    values |= {f"part_{number}": _piece(part) for number, part in enumerate(parts)}
    statement = _related(len(beginnings), len(parts), is_postgresql())
    return db.session.execute(statement, values).all()


def plain_among(words: Collection[str]) -> set[str]:
    """Which of these plain words there are."""
    return set(db.session.scalars(_plain_among(), {"words": list(words)})) if words else set()


def alike(words: Collection[str], parts: Sequence[str], lengths: range) -> list[str]:
    """Plain words that are one of these, or have one of these parts and are about as long."""
    values = {"words": list(words), "shortest": lengths.start, "longest": lengths.stop}
    values |= {f"part_{number}": _piece(part) for number, part in enumerate(parts)}
    return list(db.session.scalars(_alike(len(parts), is_postgresql()), values))


_SHOWN = (SearchTerm.plain, SearchTerm.term, SearchTerm.stem)


@lru_cache(maxsize=64)
def _related(beginnings: int, parts: int, is_postgresql: bool) -> Select[str, str, str]:
    words, stems = (bindparam(name, type_=String, expanding=True) for name in ("words", "stems"))
    some = [
        select(*_SHOWN).where(SearchTerm.plain.in_(words)),
        _shortest(SearchTerm.stem.in_(stems), MOST_OF_A_STEM),
    ]
    for number in range(beginnings):
        begins = SearchTerm.plain.between(bindparam(f"from_{number}", type_=String),
                                          bindparam(f"to_{number}", type_=String))  # fmt: skip
        some.append(_shortest(begins, MOST_THAT_BEGIN))
    pieced = (_has_piece(f"part_{number}", is_postgresql) for number in range(parts))
    some += [_shortest(has_piece, MOST_WITH_A_PART) for has_piece in pieced]
    found = union_all(*some).subquery()
    return select(found.c.plain, found.c.term, found.c.stem).distinct()


@lru_cache(maxsize=1)
def _plain_among() -> Select[str]:
    return select(SearchTerm.plain).where(
        SearchTerm.plain.in_(bindparam("words", type_=String, expanding=True))
    )


@lru_cache(maxsize=16)
def _alike(parts: int, is_postgresql: bool) -> Select[str]:
    one_of = select(SearchTerm.plain).where(
        SearchTerm.plain.in_(bindparam("words", type_=String, expanding=True))
    )
    if not parts:
        return one_of
    shortest, longest = (bindparam(name, type_=Integer) for name in ("shortest", "longest"))
    pieced = or_(*(_has_piece(f"part_{number}", is_postgresql) for number in range(parts)))
    as_long = func.length(SearchTerm.plain).between(shortest, longest)
    some = select(SearchTerm.plain).where(pieced, as_long).limit(MOST_ALIKE).subquery()
    return union_all(one_of, select(some.c.plain))  # type: ignore[return-value]


def _shortest(condition: ColumnElement[bool], most: int) -> Select[str, str, str]:
    found = (
        select(*_SHOWN)
        .where(condition)
        .order_by(func.length(SearchTerm.plain), SearchTerm.plain)
        .limit(most)
        .subquery()
    )
    return select(found.c.plain, found.c.term, found.c.stem)


def _has_piece(name: str, is_postgresql: bool) -> ColumnElement[bool]:
    asked = bindparam(name, type_=String)
    if is_postgresql:
        return SearchTerm.plain.like(asked)
    matching = literal_column("search_term_pieces").match(asked)
    return SearchTerm.id.in_(select(pieces.c.rowid).where(matching))


def _piece(part: str) -> str:
    # Plain words are letters and figures: neither sign can be in them.
    return f"%{part}%" if is_postgresql() else f'"{part}"'
