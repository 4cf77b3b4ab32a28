"""What calendars remember: as they went out, what moved away, old addresses, changed editions."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import Long, UtcDateTime
from weekapp.database.triggers import Trigger, create, drop, say

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NOW = "THIS_MOMENT()"


def _count_up(table: str) -> str:
    return f"""
    DO UPDATE SET
        version = {table}.version + excluded.version,
        changed_at = LATEST({table}.changed_at, excluded.changed_at);
    """


def _seen(activity_id: str) -> str:
    return f"FROM activity WHERE id = {activity_id} AND published_at IS NOT NULL"


def _stamp(activity_id: str) -> str:
    """Another stamp for an activity that was ever public; drafts are written all day."""
    return f"""
    INSERT INTO activity_stamp (activity_id, stamp) SELECT id, OTHER_NUMBER() {_seen(activity_id)}
    ON CONFLICT (activity_id) DO UPDATE SET stamp = excluded.stamp;
    """


def _count_organisation(activity_id: str, changed_at: str) -> str:
    return f"""
    INSERT INTO organisation_version (organisation_id, version, changed_at)
    SELECT organisation_id, A_LEAP(), {changed_at} {_seen(activity_id)}
    ON CONFLICT (organisation_id) {_count_up("organisation_version")}
    """


def _count_left(activity_id: str, changed_at: str) -> str:
    """Count for the municipalities an activity left: their calendars still tell of it."""
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    SELECT municipality_code, A_LEAP(), {changed_at} FROM activity_departure
    WHERE activity_id = {activity_id}
    ON CONFLICT (municipality_code) {_count_up("calendar_version")}
    """


def _count_municipality(changed_at: str) -> str:
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    VALUES (NEW.code, A_LEAP(), {changed_at})
    ON CONFLICT (municipality_code) {_count_up("calendar_version")}
    """


def _all(activity_id: str, changed_at: str) -> str:
    return (
        _stamp(activity_id)
        + _count_organisation(activity_id, changed_at)
        + _count_left(activity_id, changed_at)
    )


def _renamed(changed_at: str) -> Trigger:
    return Trigger(
        "AFTER UPDATE OF name ON organisation",
        f"""
        UPDATE activity SET changed_at = {changed_at}
        WHERE organisation_id = NEW.id AND published_at IS NOT NULL;
        """,
        "NEW.name <> OLD.name",
    )


_WAS_PUBLISHED = "NEW.published_at IS NOT NULL"

TRIGGERS = {
    "remember_activity_insert": Trigger(
        "AFTER INSERT ON activity", _all("NEW.id", "NEW.changed_at"), _WAS_PUBLISHED
    ),
    "remember_activity_update": Trigger(
        "AFTER UPDATE ON activity", _all("NEW.id", "NEW.changed_at"), _WAS_PUBLISHED
    ),
    "remember_departure": Trigger(
        "AFTER UPDATE OF municipality_code ON activity",
        """
        INSERT INTO activity_departure (activity_id, municipality_code, times, left_at)
        VALUES (NEW.id, OLD.municipality_code, 1, NEW.changed_at)
        ON CONFLICT (activity_id, municipality_code)
        DO UPDATE SET times = activity_departure.times + 1, left_at = excluded.left_at;
        """,
        f"{_WAS_PUBLISHED} AND OLD.municipality_code IS NOT NULL"
        " AND OLD.municipality_code IS_ANOTHER NEW.municipality_code",
    ),
    "remember_other_organiser": Trigger(
        "AFTER UPDATE OF organisation_id ON activity",
        f"""
        INSERT INTO organisation_version (organisation_id, version, changed_at)
        VALUES (OLD.organisation_id, A_LEAP(), NEW.changed_at)
        ON CONFLICT (organisation_id) {_count_up("organisation_version")}
        """,
        f"{_WAS_PUBLISHED} AND OLD.organisation_id <> NEW.organisation_id",
    ),
    "remember_date_insert": Trigger(
        "AFTER INSERT ON occurrence", _all("NEW.activity_id", "NEW.changed_at")
    ),
    "remember_date_update": Trigger(
        "AFTER UPDATE ON occurrence", _all("NEW.activity_id", "NEW.changed_at")
    ),
    "remember_date_delete": Trigger("AFTER DELETE ON occurrence", _all("OLD.activity_id", _NOW)),
    **{
        f"remember_{table}_{what.lower()}": Trigger(
            f"AFTER {what} ON activity_{table}", _stamp(f"{row}.activity_id")
        )
        for table in ("audience", "theme")
        for what, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    },
    "remember_old_slug": Trigger(
        "AFTER UPDATE OF slug ON municipality",
        """
        INSERT INTO municipality_slug (slug, municipality_code) VALUES (OLD.slug, NEW.code)
        ON CONFLICT (slug) DO UPDATE SET municipality_code = excluded.municipality_code;
        DELETE FROM municipality_slug WHERE slug = NEW.slug;
        """,
        "NEW.slug <> OLD.slug",
    ),
    "remember_municipality": Trigger(
        "AFTER UPDATE OF name, calendar_label, tells_next_week ON municipality",
        f"""
        UPDATE municipality SET calendar_changed_at = {_NOW} WHERE code = NEW.code;
        {_count_municipality(_NOW)}
        """,
        "NEW.name <> OLD.name OR NEW.calendar_label <> OLD.calendar_label"
        " OR NEW.tells_next_week <> OLD.tells_next_week",
    ),
    # What the week's entry in calendars is known by, whoever changes the days.
    "remember_edition": Trigger(
        "AFTER UPDATE OF first_day, last_day, is_provisional ON edition",
        f"""
        UPDATE edition SET sequence = OLD.sequence + 1, changed_at =
            CASE WHEN NEW.changed_at > OLD.changed_at THEN NEW.changed_at
            ELSE LATEST(OLD.changed_at, {_NOW}) END
        WHERE year = NEW.year;
        """,
        "NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day"
        " OR NEW.is_provisional <> OLD.is_provisional",
    ),
}
COLUMNS = {
    "edition": (
        sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column(
            "changed_at",
            UtcDateTime(),
            nullable=False,
            server_default="2026-01-01 00:00:00.000000",
        ),
    ),
    "municipality": (sa.Column("calendar_changed_at", UtcDateTime(), nullable=True),),
}


def _code(**more: bool) -> sa.Column[str]:
    return sa.Column("municipality_code", sa.String(length=6), nullable=False, **more)


def _refers(table: str, to: str, column: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "municipality_slug",
        sa.Column("slug", sa.String(length=80), nullable=False),
        _code(),
        _refers("municipality_slug", "municipality.code", "municipality_code"),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_municipality_slug")),
    )
    op.create_index(
        "ix_municipality_slug_municipality_code", "municipality_slug", ["municipality_code"]
    )
    op.create_table(
        "activity_stamp",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        _refers("activity_stamp", "activity.id", "activity_id", "CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activity_stamp")),
    )
    op.create_table(
        "activity_departure",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        _code(),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("left_at", UtcDateTime(), nullable=False),
        _refers("activity_departure", "activity.id", "activity_id", "CASCADE"),
        _refers("activity_departure", "municipality.code", "municipality_code"),
        sa.PrimaryKeyConstraint(
            "activity_id", "municipality_code", name=op.f("pk_activity_departure")
        ),
    )
    op.create_index(
        "ix_activity_departure_municipality_code", "activity_departure", ["municipality_code"]
    )
    op.create_table(
        "organisation_version",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", Long, nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _refers("organisation_version", "organisation.id", "organisation_id", "CASCADE"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_version")),
    )
    op.create_table(
        "kept_calendar",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("keys", sa.String(length=64), nullable=False),
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("zipped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept_calendar")),
    )
    op.create_index("ix_kept_calendar_age", "kept_calendar", ["kept_at", "size"])
    op.create_index("ix_activity_point", "activity", ["latitude", "longitude"])
    # Plain ALTER TABLE: a rebuilt table would lose its triggers.
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    seen = "FROM activity WHERE published_at IS NOT NULL"
    op.execute(
        say(f"INSERT INTO activity_stamp (activity_id, stamp) SELECT id, OTHER_NUMBER() {seen}")
    )
    drop("organisation_renamed", "organisation")
    create("organisation_renamed", _renamed("LATEST(changed_at, NEW.changed_at)"))
    for name, trigger in TRIGGERS.items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in TRIGGERS.items():
        drop(name, trigger.table)
    drop("organisation_renamed", "organisation")
    create("organisation_renamed", _renamed("NEW.changed_at"))
    for table, columns in COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)
    op.drop_index("ix_activity_point", table_name="activity")
    for table in (
        "kept_calendar",
        "organisation_version",
        "activity_departure",
        "activity_stamp",
        "municipality_slug",
    ):
        op.drop_table(table)
