"""Makes what a test is about, and no more; everything else gets an ordinary value."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from weekapp import clock
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account, Coordinatorship
from weekapp.activities import changes
from weekapp.activities.models import Activity, Occurrence
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation
from weekapp.places.models import Municipality
from weekapp.signups import queries
from weekapp.signups.models import SignUp
from weekapp.slugs import slug_of
from weekapp.weekly.models import WeeklyLetter

THURSDAY = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)  # 14.00 uur, first day of the week of 2026
EDE = (52.0402, 5.6649)

_numbers = count(1)


def municipality(name: str) -> Municipality:
    """A municipality of the gazetteer, by name."""
    return db.session.scalars(select(Municipality).where(Municipality.name == name)).one()


def account(email: str = "", **more: Any) -> Account:
    """Somebody who can sign in."""
    made = Account(
        email=email or f"iemand{next(_numbers)}@voorbeeld.nl",
        created_at=clock.now(),
        **more,
    )
    db.session.add(made)
    db.session.commit()
    return made


def coordinator(*municipalities: str, email: str = "") -> Account:
    """Somebody with these municipalities in their care."""
    made = account(email)
    for name in municipalities:
        code = municipality(name).code
        db.session.add(
            Coordinatorship(account_id=made.id, municipality_code=code, since=clock.now())
        )
    db.session.commit()
    return made


def national() -> Account:
    """Somebody of the national team."""
    return account(is_national=True)


def organisation(name: str = "Buurthuis De Brug", city: str = "Ede", **more: Any) -> Organisation:
    """An organisation without members."""
    made = Organisation(
        name=name,
        slug=more.pop("slug", f"{slug_of(name)}-{next(_numbers)}"),
        kind=more.pop("kind", "welzijn"),
        municipality_code=municipality(city).code,
        contact_email=more.pop("contact_email", "info@debrug.nl"),
        created_at=clock.now(),
        changed_at=clock.now(),
        **more,
    )
    db.session.add(made)
    db.session.commit()
    return made


def member(of: Organisation, email: str = "", role: str = "owner") -> Account:
    """Somebody who belongs to an organisation."""
    made = account(email)
    db.session.add(
        Membership(account_id=made.id, organisation_id=of.id, role=role, since=clock.now())
    )
    db.session.commit()
    return made


def occurrence(starts_at: datetime = THURSDAY, hours: float = 2, **more: Any) -> Occurrence:
    """A date that is not yet part of an activity."""
    made = Occurrence(created_at=clock.now(), changed_at=clock.now(), **more)
    made.take_place(starts_at, starts_at + timedelta(hours=hours))
    return made


def activity(
    title: str = "Koffie in de Brug",
    by: Organisation | None = None,
    city: str = "Ede",
    at: datetime | list[datetime] = THURSDAY,
    point: tuple[float, float] | None = EDE,
    status: str = "published",
    **more: Any,
) -> Activity:
    """An activity, published unless told otherwise; `at` is when it starts, in UTC."""
    seen = status in ("published", "cancelled")
    ordinary: dict[str, Any] = {
        "summary": "Een kop koffie en een praatje.",
        "street": "Dorpsstraat 1",
        "postcode": "6711 AB",
        "place": city,
        "contact_phone": "0318 12 34 56",
        "join_ways": ["walk_in"],
        "audiences": ["iedereen"],
        "themes": ["koffie"],
        "published_at": clock.now() if seen else None,
        "submitted_at": None if status == "draft" else clock.now(),
        "queued_at": clock.now() if status == "submitted" else None,
        "precision": "address" if point else None,
    }
    made = Activity(
        title=title,
        slug=slug_of(title),
        organisation=by or organisation(),
        municipality_code=municipality(city).code,
        status=status,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        occurrences=[occurrence(start) for start in (at if isinstance(at, list) else [at])],
        created_at=clock.now(),
        changed_at=clock.now(),
        **(ordinary | more),
    )
    db.session.add(made)
    db.session.flush()  # what is approved is what the database holds, defaults included
    made.approved = changes.snapshot(made) if seen else None
    db.session.commit()
    return made


def sign_up(activity: Activity, name: str = "Riet", **more: Any) -> SignUp:
    """Somebody who comes on the first date of an activity."""
    date = activity.occurrences[0]
    ordinary: dict[str, Any] = {
        "status": "coming",
        "email": f"{name.lower()}@voorbeeld.nl",
        "asked_at": clock.now(),
        "ticket_at": clock.now(),
        "confirmed_at": clock.now(),
        "told_starts_at": date.starts_at,
        "told_ends_at": date.ends_at,
        "told_place": queries.place_of(activity),
    }
    made = SignUp(activity=activity, occurrence=date, name=name, **(ordinary | more))
    db.session.add(made)
    db.session.commit()
    return made


def weekly_letter(email: str = "riet@voorbeeld.nl", **more: Any) -> WeeklyLetter:
    """Somebody who gets a letter each week about what is on near 6711, within 5 km."""
    ordinary: dict[str, Any] = {"asked_at": clock.now(), "confirmed_at": clock.now()}
    made = WeeklyLetter(email=email, **({"pc4": "6711", "kilometres": 5} | ordinary | more))
    db.session.add(made)
    db.session.commit()
    return made


def link(endpoint: str, /, **values: str | int) -> str:
    """An address that names the page it would lead to."""
    return f"http://week.test/{endpoint}"


def deed(by: Account | None = None) -> Deed:
    """Circumstances for an operation called directly."""
    return Deed(
        by=by,
        at=clock.now(),
        link=link,
    )
