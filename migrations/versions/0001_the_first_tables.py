"""The first tables: places, people, organisations, editions, activities, jobs."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import Long, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_national", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "edition",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_edition_days_in_order")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_edition")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_first_day"), ["first_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_last_day"), ["last_day"], unique=False)

    op.create_table(
        "geocoder_answer",
        sa.Column("geocoder", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("geocoder", "question", name=op.f("pk_geocoder_answer")),
    )
    with op.batch_alter_table("geocoder_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_geocoder_answer_answered_at"), ["answered_at"], unique=False
        )

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("run_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("dead_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_job_dedupe_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_due", ["done_at", "dead_at", "run_at"], unique=False)

    op.create_table(
        "municipality",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_code", sa.String(length=6), nullable=True),
        sa.ForeignKeyConstraint(
            ["successor_code"],
            ["municipality.code"],
            name=op.f("fk_municipality_successor_code"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        sa.UniqueConstraint("slug", name=op.f("uq_municipality_slug")),
    )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_municipality_name"), ["name"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_municipality_successor_code"),
            ["successor_code"],
            unique=False,
        )

    op.create_table(
        "parked_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("parked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_form")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_parked_form_token_hash")),
    )
    with op.batch_alter_table("parked_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parked_form_parked_at"), ["parked_at"], unique=False)

    op.create_table(
        "rate_window",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_window")),
    )
    with op.batch_alter_table("rate_window", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_window_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("ticket", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("next_path", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_code")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_sign_in_code_link_hash")),
        sa.UniqueConstraint("ticket", name=op.f("uq_sign_in_code_ticket")),
    )
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_code_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_sign_in_code_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "calendar_version",
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("version", Long, nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_calendar_version_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("municipality_code", name=op.f("pk_calendar_version")),
    )
    op.create_table(
        "coordinatorship",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_coordinatorship_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_coordinatorship_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("account_id", "municipality_code", name=op.f("pk_coordinatorship")),
    )
    with op.batch_alter_table("coordinatorship", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordinatorship_municipality_code"),
            ["municipality_code"],
            unique=False,
        )

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=80), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=24), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_organisation_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_municipality_code"),
            ["municipality_code"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_organisation_name"), ["name"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("aliases", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_place_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_place_municipality_code"),
            ["municipality_code"],
            unique=False,
        )
        batch_op.create_index(
            "ix_place_name_municipality", ["name", "municipality_code"], unique=False
        )

    op.create_table(
        "postcode",
        sa.Column("pc4", sa.String(length=4), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_postcode_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("pc4", name=op.f("pk_postcode")),
    )
    with op.batch_alter_table("postcode", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_postcode_municipality_code"),
            ["municipality_code"],
            unique=False,
        )

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_sign_in_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["account.id"],
            name=op.f("fk_invitation_invited_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "membership",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_membership_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "organisation_slug",
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_slug_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_organisation_slug")),
    )
    with op.batch_alter_table("organisation_slug", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_slug_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_picture_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("name", name=op.f("uq_picture_name")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_picture_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("summary", sa.String(length=160), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("novelty", sa.String(length=10), nullable=False),
        sa.Column("attendance", sa.String(length=10), nullable=False),
        sa.Column("venue_name", sa.String(length=80), nullable=False),
        sa.Column("street", sa.String(length=100), nullable=False),
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("precision", sa.String(length=10), nullable=True),
        sa.Column("wants_location", sa.Boolean(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=True),
        sa.Column("is_municipality_manual", sa.Boolean(), nullable=False),
        sa.Column("found_elsewhere_code", sa.String(length=6), nullable=True),
        sa.Column("online_url", sa.String(length=500), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=False),
        sa.Column("price", sa.String(length=80), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("wheelchair", sa.String(length=7), nullable=False),
        sa.Column("accessible_toilet", sa.String(length=7), nullable=False),
        sa.Column("ring_loop", sa.String(length=7), nullable=False),
        sa.Column("quiet", sa.String(length=7), nullable=False),
        sa.Column("companion_dog", sa.String(length=7), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column("join_ways", sa.JSON(), nullable=False),
        sa.Column("join_url", sa.String(length=500), nullable=False),
        sa.Column("contact_name", sa.String(length=80), nullable=False),
        sa.Column("contact_phone", sa.String(length=24), nullable=False),
        sa.Column("contact_hours", sa.String(length=80), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("host_name", sa.String(length=40), nullable=False),
        sa.Column("first_visit", sa.Text(), nullable=False),
        sa.Column("may_bring_someone", sa.Boolean(), nullable=False),
        sa.Column("is_met_at_door", sa.Boolean(), nullable=False),
        sa.Column("is_picked_up", sa.Boolean(), nullable=False),
        sa.Column("continues_weekly", sa.Boolean(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("picture_alt", sa.String(length=160), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=True),
        sa.Column("approved", sa.JSON(), nullable=True),
        sa.Column("unfinished", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("form_token", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["account.id"],
            name=op.f("fk_activity_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_activity_municipality_code"),
        ),
        sa.ForeignKeyConstraint(
            ["found_elsewhere_code"],
            ["municipality.code"],
            name=op.f("fk_activity_found_elsewhere_code"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["picture.id"],
            name=op.f("fk_activity_picture_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("form_token", name=op.f("uq_activity_form_token")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_created_by_id"), ["created_by_id"], unique=False
        )
        batch_op.create_index(
            "ix_activity_municipality_status",
            ["municipality_code", "status", "changed_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activity_organisation_status",
            ["organisation_id", "status"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_activity_picture_id"), ["picture_id"], unique=False)
        batch_op.create_index("ix_activity_queue", ["municipality_code", "queued_at"], unique=False)
        batch_op.create_index("ix_activity_queued_at", ["queued_at"], unique=False)

    op.create_table(
        "activity_audience",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_audience_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "activity_id", name=op.f("pk_activity_audience")),
    )
    with op.batch_alter_table("activity_audience", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_audience_activity_id"),
            ["activity_id"],
            unique=False,
        )

    op.create_table(
        "activity_theme",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_theme_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "activity_id", name=op.f("pk_activity_theme")),
    )
    with op.batch_alter_table("activity_theme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_theme_activity_id"), ["activity_id"], unique=False
        )

    op.create_table(
        "history_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("status_before", sa.String(length=10), nullable=False),
        sa.Column("status_after", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_history_entry_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_history_entry_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
    )
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_history_entry_activity_id"), ["activity_id"], unique=False
        )

    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=60), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("day_part", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=160), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_occurrence_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_occurrence_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("uid", name=op.f("uq_occurrence_uid")),
    )
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_occurrence_activity_start", ["activity_id", "starts_at"], unique=False
        )
        batch_op.create_index(
            "ix_occurrence_by_time", ["on_date", "starts_at", "activity_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_occurrence_ends_at"), ["ends_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occurrence_ends_at"))
        batch_op.drop_index("ix_occurrence_by_time")
        batch_op.drop_index("ix_occurrence_activity_start")

    op.drop_table("occurrence")
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_entry_activity_id"))

    op.drop_table("history_entry")
    with op.batch_alter_table("activity_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_theme_activity_id"))

    op.drop_table("activity_theme")
    with op.batch_alter_table("activity_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_audience_activity_id"))

    op.drop_table("activity_audience")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_queued_at")
        batch_op.drop_index("ix_activity_queue")
        batch_op.drop_index(batch_op.f("ix_activity_picture_id"))
        batch_op.drop_index("ix_activity_organisation_status")
        batch_op.drop_index("ix_activity_municipality_status")
        batch_op.drop_index(batch_op.f("ix_activity_created_by_id"))

    op.drop_table("activity")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_organisation_id"))

    op.drop_table("picture")
    with op.batch_alter_table("organisation_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_slug_organisation_id"))

    op.drop_table("organisation_slug")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_organisation_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("postcode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postcode_municipality_code"))

    op.drop_table("postcode")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index("ix_place_name_municipality")
        batch_op.drop_index(batch_op.f("ix_place_municipality_code"))

    op.drop_table("place")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_name"))
        batch_op.drop_index(batch_op.f("ix_organisation_municipality_code"))

    op.drop_table("organisation")
    with op.batch_alter_table("coordinatorship", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordinatorship_municipality_code"))

    op.drop_table("coordinatorship")
    op.drop_table("calendar_version")
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_code_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_code_email"))

    op.drop_table("sign_in_code")
    with op.batch_alter_table("rate_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_window_expires_at"))

    op.drop_table("rate_window")
    with op.batch_alter_table("parked_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parked_form_parked_at"))

    op.drop_table("parked_form")
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_municipality_successor_code"))
        batch_op.drop_index(batch_op.f("ix_municipality_name"))

    op.drop_table("municipality")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_due")

    op.drop_table("job")
    with op.batch_alter_table("geocoder_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_geocoder_answer_answered_at"))

    op.drop_table("geocoder_answer")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_last_day"))
        batch_op.drop_index(batch_op.f("ix_edition_first_day"))

    op.drop_table("edition")
    op.drop_table("account")
