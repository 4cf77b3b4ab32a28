"""An index that knows who organises in a municipality, without reading all activities there."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = "ix_activity_municipality_organisation"


def upgrade() -> None:
    op.create_index(NAME, "activity", ["municipality_code", "status", "organisation_id"])


def downgrade() -> None:
    op.drop_index(NAME, "activity")
