"""The editions whose first and last day are known, or follow from the rule."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_RULE = "regel: zeven dagen vanaf de laatste donderdag in september (handreiking 2024)"

# Year, first day, last day, provisional, source. Length was 7, 8 and 10 days, and 2020 began in
# October: no rule could have told. Years of which a day is not known are left out.
KNOWN = (
    (2010, date(2010, 9, 24), date(2010, 10, 1), False, "raadvankerken.nl, juli 2010"),
    (2018, date(2018, 9, 27), date(2018, 10, 6), False, "buchonline.info; wbvpoortugaal.nl"),
    (2020, date(2020, 10, 1), date(2020, 10, 8), False, "eentegeneenzaamheid.nl"),
    (2021, date(2021, 9, 30), date(2021, 10, 7), False, "eentegeneenzaamheid.nl; skipr.nl"),
    (2022, date(2022, 9, 29), date(2022, 10, 6), False, "handreiking 2022; zeelandnet.nl"),
    (2024, date(2024, 9, 26), date(2024, 10, 2), False, "handreiking 2024; vng.nl"),
    (2025, date(2025, 9, 25), date(2025, 10, 1), False, f"westerwoldeactueel.nl; einde: {_RULE}"),
    (2026, date(2026, 9, 24), date(2026, 9, 30), False, _RULE),
    (2027, date(2027, 9, 30), date(2027, 10, 6), True, _RULE),
    (2028, date(2028, 9, 28), date(2028, 10, 4), True, _RULE),
)

edition = sa.table(
    "edition",
    sa.column("year", sa.Integer),
    sa.column("first_day", sa.Date),
    sa.column("last_day", sa.Date),
    sa.column("is_provisional", sa.Boolean),
    sa.column("source", sa.String),
)


def upgrade() -> None:
    """Add what is not there yet: an edition somebody set by hand stays as it is."""
    present = set(op.get_bind().scalars(sa.select(edition.c.year)))
    names = [column.name for column in edition.columns]
    rows = [dict(zip(names, known, strict=True)) for known in KNOWN if known[0] not in present]
    if rows:
        op.bulk_insert(edition, rows)


def downgrade() -> None:
    """Take away what is still as it came; what somebody changed stays."""
    for year, first_day, last_day, _, source in KNOWN:
        op.execute(
            edition.delete().where(
                edition.c.year == year,
                edition.c.first_day == first_day,
                edition.c.last_day == last_day,
                edition.c.source == source,
            )
        )
