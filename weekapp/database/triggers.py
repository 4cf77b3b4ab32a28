"""Triggers of both engines from one text, for the migrations.

A `Trigger` is written in the SQL both engines read; the few words they say differently stand in
it in capitals with brackets, such as THIS_MOMENT(), and are put in by `create`.
"""

from dataclasses import dataclass

from alembic import op

SAYS = {
    "sqlite": {
        # By leaps, so that a backup that was put back never comes by a version that meant
        # something else.
        "A_LEAP()": "1 + abs(random()) % 1000000",
        "OTHER_NUMBER()": "random()",
        "OTHER_BYTES()": "randomblob(8)",
        "THIS_MOMENT()": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now')",
        "LATEST(": "max(",
        "IS_ANOTHER": "IS NOT",
        "DOWN(": "(",  # whoever casts what is not below zero to a whole number rounds it down
    },
    "postgresql": {
        "A_LEAP()": "1 + floor(random() * 1000000)::integer",
        "OTHER_NUMBER()": "('x' || md5(gen_random_uuid()::text))::bit(64)::bigint",
        "OTHER_BYTES()": "substr(uuid_send(gen_random_uuid()), 1, 8)",
        "THIS_MOMENT()": "date_trunc('second', now())",
        "LATEST(": "greatest(",
        "IS_ANOTHER": "IS DISTINCT FROM",
        "DOWN(": "floor(",
    },
}


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


def say(text: str, by: str = "") -> str:
    """SQL in the words of an engine; of the one that is migrated when none is named."""
    for word, said in SAYS[by or engine()].items():
        text = text.replace(word, said)
    return text


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
