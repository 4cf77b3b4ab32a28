"""Triggers of both engines from one text, for the migrations.

A `Trigger` is written in the SQL both engines read; the few words they say differently stand in
it in capitals with brackets, such as THIS_MOMENT() (see `words`), and are put in by `create`.
"""

from dataclasses import dataclass

from alembic import op

from weekapp.database import words


@dataclass(frozen=True)
class Trigger:
    """`moment` is such as AFTER UPDATE OF name ON organisation; `does` ends in semicolons."""

    moment: str
    does: str
    only_if: str = ""

    @property
    def table(self) -> str:
        return self.moment.split()[-1]


def engine() -> str:
    """The engine that is migrated: sqlite or postgresql."""
    return op.get_bind().dialect.name


def is_postgresql() -> bool:
    """Whether PostgreSQL is migrated."""
    return engine() == "postgresql"


def say(text: str) -> str:
    """SQL in the words of the engine that is migrated."""
    return words.say(text, engine())


def create(name: str, trigger: Trigger) -> None:
    """Make a trigger; in PostgreSQL with the function of the same name that it needs."""
    if is_postgresql():
        _create_with_function(name, trigger)
        return
    when = f"WHEN {trigger.only_if}" if trigger.only_if else ""
    op.execute(say(f"CREATE TRIGGER {name} {trigger.moment} {when} BEGIN {trigger.does} END"))


def drop(name: str, table: str) -> None:
    """Take a trigger away, and its function with it."""
    if is_postgresql():
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
    else:
        op.execute(f"DROP TRIGGER {name}")


def _create_with_function(name: str, trigger: Trigger) -> None:
    # A condition of a trigger may not look in other tables, one inside its function may.
    does = trigger.does
    if trigger.only_if:
        does = f"IF {trigger.only_if} THEN {does} END IF;"
    row = "OLD" if " DELETE " in trigger.moment else "NEW"
    op.execute(
        say(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN {does} RETURN {row}; END $$"
        )
    )
    op.execute(f"CREATE TRIGGER {name} {trigger.moment} FOR EACH ROW EXECUTE FUNCTION {name}()")
