"""What comes in: followed calendars, batches being looked at, and where things came from."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from weekapp.accounts.models import Account
from weekapp.activities.models import Activity
from weekapp.activities.rows import Typed
from weekapp.database import Model
from weekapp.organisations.models import Organisation


class Source(Model):
    """A calendar on the web that an organisation lets us follow.

    `etag` and `last_modified` are the validators it gave last. `read_at` is when it was last asked,
    `good_at` when it last answered; `failures` counts the times since, `problem` says why.
    `new_ones` is what happens to what is new in it: "ask", "draft" or "submit". `defaults` are
    fields of the form for what it does not tell.
    """

    __tablename__ = "import_source"
    __table_args__ = (UniqueConstraint("organisation_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    address: Mapped[str] = mapped_column(String(1000))
    new_ones: Mapped[str] = mapped_column(String(10), default="ask")
    defaults: Mapped[Typed] = mapped_column(JSON, default=dict)
    etag: Mapped[str] = mapped_column(String(300), default="")
    last_modified: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    good_at: Mapped[datetime | None]
    next_at: Mapped[datetime] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(Text, default="")

    organisation: Mapped[Organisation] = relationship()
    account: Mapped[Account | None] = relationship()


class Batch(Model):
    """Activities on their way in: read, looked at by the organiser, and then made.

    `kind` is "sheet", "calendar" or "earlier"; `state` goes from "reading" by "ready" and "making"
    to "done", or to "unreadable", for which `problem` says why. `content` is the file until it was
    read, `address` where else to read it. `wish` is what is asked of the ones that were picked:
    "draft" or "submit"; `follows` is what happens to what is new in a calendar that is to be
    followed from then on, empty while it is not. `total` and `done` count the entries of the
    step it is in; it `is_automatic` when a calendar that is followed brought it.
    """

    __tablename__ = "import_batch"
    __table_args__ = (
        Index("ix_import_batch_organisation_changed", "organisation_id", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    source_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_source.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[str] = mapped_column(String(10), default="reading")
    wish: Mapped[str] = mapped_column(String(10), default="submit")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    defaults: Mapped[Typed] = mapped_column(JSON, default=dict)
    remarks: Mapped[list[str]] = mapped_column(JSON, default=list)
    unread: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    problem: Mapped[str] = mapped_column(Text, default="")
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    is_automatic: Mapped[bool] = mapped_column(default=False)
    follows: Mapped[str] = mapped_column(String(10), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    organisation: Mapped[Organisation] = relationship()
    account: Mapped[Account | None] = relationship()
    source: Mapped[Source | None] = relationship()


class Entry(Model):
    """One activity of a batch, as its source tells it and as the organiser corrected it.

    `found` is what the source says in fields of the form, `corrected` what the organiser typed
    instead. `problems` are what its reader did not understand, `faults` what the form finds
    wrong, both by the name of a field. `state` says what it is to us: "new", "changed", "same",
    "cancelled", "skipped" or "closed"; empty until it was looked at. It `is_picked` to be made,
    unless the organiser unticked it (`is_left_out`). `outcome` is what became of it: "draft",
    "submitted", "changed", "held" or "failed"; `says` why.
    """

    __tablename__ = "import_entry"
    __table_args__ = (UniqueConstraint("batch_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(200), default="")
    where: Mapped[str] = mapped_column(String(80), default="")
    found: Mapped[Typed] = mapped_column(JSON, default=dict)
    corrected: Mapped[Typed] = mapped_column(JSON, default=dict)
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    problems: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    remarks: Mapped[list[str]] = mapped_column(JSON, default=list)
    faults: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(12), default="")
    is_picked: Mapped[bool] = mapped_column(default=False)
    is_left_out: Mapped[bool] = mapped_column(default=False)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    outcome: Mapped[str] = mapped_column(String(10), default="")
    says: Mapped[str] = mapped_column(Text, default="")

    activity: Mapped[Activity | None] = relationship()

    @property
    def fields(self) -> Typed:
        """What the form would say: what was found, with what was typed instead."""
        return self.found | self.corrected


class Origin(Model):
    """Where an activity came from: what it is known by there, and what its source said last.

    `channel` is the kind of source within an organisation ("sheet", "calendar", "earlier 2027"):
    one key is one activity in it, so that what comes in twice is there once. The activity is None
    once the organiser threw it away, or when it was not wanted. `gone_at` is when its source no
    longer had it.
    """

    __tablename__ = "import_origin"
    __table_args__ = (UniqueConstraint("organisation_id", "channel", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    source_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_source.id", ondelete="SET NULL"), index=True
    )
    channel: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(300))
    fields: Mapped[Typed] = mapped_column(JSON, default=dict)
    seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]

    activity: Mapped[Activity | None] = relationship()
