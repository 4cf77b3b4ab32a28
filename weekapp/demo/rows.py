"""The rows of demonstration organisations and activities, made from the texts and a seed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from weekapp.activities import changes
from weekapp.activities.models import UID_DOMAIN, on_the_wall
from weekapp.demo import texts
from weekapp.demo.country import Spot
from weekapp.demo.dates import Plan
from weekapp.demo.texts import Kind
from weekapp.slugs import slug_of

Row = dict[str, Any]
ANSWERS = ("yes", "yes", "no", "unknown")
STATUSES = (
    *["published"] * 82, *["submitted"] * 6, *["draft"] * 4, *["returned"] * 4, *["cancelled"] * 4,
)  # fmt: skip
_on_the_wall = cache(on_the_wall)  # the same few thousand times, over and over
PRECISIONS = (*["address"] * 12, "street", "postcode", "manual", "place")


@dataclass(frozen=True)
class Written:
    """The rows of one activity."""

    activity: Row
    dates: list[Row]
    audiences: list[Row]
    themes: list[Row]


class Writer:
    """Writes rows with their ids, so that they can be inserted in bulk."""

    def __init__(self, rng: Random, at: datetime) -> None:
        self.rng, self.at = rng, at
        self.ids, self.date_ids, self.organisation_ids = count(1), count(1), count(1)

    def organisation(self, place: str, municipality_code: str) -> Row:
        """An organisation with a telephone number and an address nobody answers."""
        rng, number = self.rng, next(self.organisation_ids)
        kind, pattern = rng.choice(texts.ORGANISATIONS)
        name = pattern.format(p=place, n=rng.choice(texts.NAMES))
        slug = slug_of(f"{name} {number}")
        return {
            "id": number,
            "name": name[:80],
            "slug": slug,
            "kind": kind,
            "municipality_code": municipality_code,
            "website": f"https://www.example.org/{slug}" if rng.random() < 0.7 else "",
            "description": f"{name} brengt mensen in {place} bij elkaar, het hele jaar door.",
            "contact_name": self.person(),
            "contact_email": f"info+{number}@example.org",
            "contact_phone": self.telephone(),
            "created_at": self.at - timedelta(days=rng.randrange(30, 900)),
            "changed_at": self.at,
        }

    def person(self) -> str:
        return f"{self.rng.choice(texts.HOSTS)} {self.rng.choice(texts.SURNAMES)}"

    def telephone(self) -> str:
        """A number in the range that is kept for fiction (085 series, all zeros and fives)."""
        return f"085 000 {self.rng.randrange(10, 99)} {self.rng.randrange(10, 99)}"

    def activity(
        self, kind: Kind, spot: Spot, organisation: Row, planned: Plan, is_online: bool
    ) -> Written:
        """An activity of one kind at a spot, with its dates, for an organisation."""
        rng, number = self.rng, next(self.ids)
        status = rng.choice(STATUSES)
        venue = self.venue(kind, spot)
        title = rng.choice(kind.titles).format(plek=rng.choice((spot.place, venue or spot.place)))
        seen = status in ("published", "cancelled")
        row: Row = {
            "id": number,
            "organisation_id": organisation["id"],
            "status": status,
            "status_reason": self.reason(status),
            "title": title[:80],
            "slug": slug_of(title),
            "summary": kind.summary,
            "description": kind.description,
            "novelty": rng.choice(("new", "existing")),
            "created_at": self.at - timedelta(days=rng.randrange(20, 40)),
            "changed_at": self.at - timedelta(hours=rng.randrange(1, 400)),
            "submitted_at": None if status == "draft" else self.at - timedelta(days=18),
            "published_at": self.at - timedelta(days=17) if seen else None,
            "queued_at": self.at - timedelta(hours=rng.randrange(1, 100))
            if status == "submitted" or (status == "published" and rng.random() < 0.03)
            else None,
            **self.where(spot, venue, is_online),
            **self.joining(kind, organisation),
            **self.welcome(kind),
            "continues_weekly": planned.continues_weekly,
            "is_municipality_manual": False,
        }
        dates = [self.date(number, times, planned) for times in planned.times]
        words = {"audiences": sorted(kind.audiences), "themes": sorted(kind.themes)}
        row["approved"] = approved(row, dates, words) if seen else None
        return Written(row, dates, *(coded(number, words[w]) for w in ("audiences", "themes")))

    def venue(self, kind: Kind, spot: Spot) -> str:
        if not kind.venues:
            return ""
        pattern = self.rng.choice(texts.VENUES[self.rng.choice(kind.venues)])
        name = self.rng.choice(texts.NAMES)
        bare = name.split(" ")[-1] if pattern.startswith("De {n}") else name
        return pattern.format(n=bare, p=spot.place)

    def where(self, spot: Spot, venue: str, is_online: bool) -> Row:
        rng = self.rng
        precision = rng.choice(PRECISIONS)
        both = not is_online and rng.random() < 0.04
        at_a_place = {
            "attendance": "both" if both else "in_person",
            "venue_name": venue,
            "street": f"{rng.choice(texts.STREETS)} {rng.randrange(1, 120)}",
            "postcode": spot.postcode,
            "place": spot.place,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "precision": precision,
        }
        nowhere = {
            "attendance": "online",
            "venue_name": "",
            "street": "",
            "postcode": "",
            "place": "",
            "latitude": None,
            "longitude": None,
            "precision": None,
        }
        return {
            **(nowhere if is_online else at_a_place),
            "online_url": "https://www.example.org/praat-mee" if is_online or both else "",
            "wants_location": not is_online and precision == "place",
            "municipality_code": spot.municipality_code,
        }

    def joining(self, kind: Kind, organisation: Row) -> Row:
        rng = self.rng
        ways = rng.choice(
            (["walk_in"], ["walk_in", "phone"], ["phone"], ["phone", "email"], ["link"])
        )
        if ways == ["link"] and not kind.price:
            ways = ["here", "phone"]
        return {
            "is_free": not kind.price,
            "price": kind.price,
            "languages": [
                "nl",
                *rng.sample(("en", "ar", "tr", "uk", "pl"), k=rng.choice((0, 0, 1, 2))),
            ],
            "group_size": kind.group,
            "capacity": kind.group if "here" in ways else None,
            "join_ways": ways,
            "join_url": "https://www.example.org/aanmelden" if "link" in ways else "",
            "contact_name": organisation["contact_name"],
            "contact_phone": organisation["contact_phone"],
            "contact_hours": rng.choice(("", "maandag tot vrijdag, 9.00 tot 12.00 uur")),
            "contact_email": organisation["contact_email"],
        }

    def welcome(self, kind: Kind) -> Row:
        rng = self.rng
        picture = rng.randrange(1, 7) if rng.random() < 0.2 else None
        return {
            "wheelchair": rng.choice(ANSWERS),
            "accessible_toilet": rng.choice(ANSWERS),
            "ring_loop": rng.choice(("yes", "no", "unknown", "unknown")),
            "quiet": rng.choice(ANSWERS),
            "companion_dog": rng.choice(ANSWERS),
            "host_name": rng.choice(texts.HOSTS) if rng.random() < 0.8 else "",
            "first_visit": kind.first_visit if rng.random() < 0.8 else "",
            "may_bring_someone": rng.random() < 0.8,
            "is_met_at_door": rng.random() < 0.5,
            "is_picked_up": rng.random() < 0.12,
            "picture_id": picture,
            "picture_alt": "Tekening van een open deur met licht en een tafel" if picture else "",
        }

    def date(self, activity_id: int, times: tuple[datetime, datetime], planned: Plan) -> Row:
        rng = self.rng
        status = rng.choices(("planned", "full", "cancelled"), (92, 5, 3))[0]
        if len(planned.times) == 1 and status == "cancelled":
            status = "planned"
        on_date, part = _on_the_wall(*times)
        return {
            "id": next(self.date_ids),
            "activity_id": activity_id,
            "uid": f"{UUID(int=rng.getrandbits(128), version=4)}@{UID_DOMAIN}",
            "starts_at": times[0],
            "ends_at": times[1],
            "on_date": on_date,
            "day_part": part,
            "status": status,
            "note": rng.choice(texts.CALLED_OFF) if status == "cancelled" else "",
            "sequence": 0 if status == "planned" else 1,
            "created_at": self.at - timedelta(days=20),
            "changed_at": self.at - timedelta(days=rng.randrange(1, 18)),
        }

    def reason(self, status: str) -> str:
        wanted = {"returned": texts.REASONS, "cancelled": texts.CALLED_OFF}
        return self.rng.choice(wanted[status]) if status in wanted else ""


def coded(activity_id: int, codes: list[str]) -> list[Row]:
    """Rows that tie an activity to words of the vocabulary."""
    return [{"activity_id": activity_id, "code": code} for code in codes]


def approved(row: Row, dates: list[Row], words: dict[str, list[str]]) -> Row:
    """What the coordinator agreed to, as `changes.snapshot` would say it."""
    said: Row = {name: row[name] for name in changes.LABELS if name in row}
    said["dates"] = [
        [d["starts_at"].isoformat(), d["ends_at"].isoformat(), d["status"], d["note"]]
        for d in dates
    ]
    return said | words
