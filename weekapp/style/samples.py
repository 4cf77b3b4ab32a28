"""Activities to show components with: what is short, what is long, what does not go on.

Their days are fixed, so that the page is the same on every day.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.near import Card
from weekapp.agenda.talking import Talker
from weekapp.clock import AMSTERDAM
from weekapp.organisations.models import Organisation

AT = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)
LONG = "Samen koffiedrinken en daarna een rondje lopen door het park, met wie er wil, ja"
WORD = "Ontmoetingsbijeenkomstenvoorbereidingscommissievergaderingsverslagenverzameling."
LISTENERS = (
    Talker("Buurthulp Ede", "0318 12 34 56", "op werkdagen van 9.00 tot 17.00 uur",
           "https://www.voorbeeld.nl/buurthulp", "Voor een praatje, of als je hulp zoekt."),
    Talker("De Luisterlijn", "088 0767 000", sentence="Bel de Luisterlijn. Dag en nacht."),
)  # fmt: skip
_SUMMARY = "Een kop koffie, een praatje, en wie wil helpt mee met de soep."


def cards() -> list[Any]:
    """Rows of a list in all the ways a card can look."""
    there: dict[str, Any] = {"venue_name": "De Brug", "street": "Dorpsstraat 1", "place": "Ede"}
    days = [date(2026, 9, day) for day in (24, 25, 26, 27)]
    return [
        _card(1, "Koffie", days[0], kilometres=0.4, is_free=True, is_met_at_door=True, **there),
        _card(2, LONG, days[1], kilometres=12.3, wheelchair="yes", dates=6, is_free=True, **there),
        _card(3, WORD, days[2], status="full", **there | {"venue_name": WORD}),
        _card(4, "Samen zingen", days[3], attendance="online", hours=24, dates=2),
        _card(5, "Wandelen", date(2027, 1, 3), place="Ede", hours=48),
    ]


def activity(status: str = "published") -> Activity:
    """An activity with everything in it, that is not in the database."""
    starts = [AT + timedelta(hours=4, weeks=week) for week in range(-1, 6)]
    states = ["planned", "planned", "full", "cancelled", "planned", "planned", "planned"]
    dates = [_date(start, state) for start, state in zip(starts, states, strict=True)]
    dates[3].note = "Die dag is het buurthuis dicht."
    return Activity(
        title=LONG, status=status, occurrences=dates, summary=_SUMMARY, description=_SUMMARY,
        attendance="both", venue_name="De Brug", street="Dorpsstraat 1", postcode="6711 AB",
        place="Ede", online_url="https://voorbeeld.nl/samen", is_free=True, languages=["nl", "uk"],
        wheelchair="yes", accessible_toilet="no", ring_loop="unknown", quiet="yes",
        companion_dog="unknown", group_size=12, join_ways=["walk_in", "link"],
        join_url="https://voorbeeld.nl/kom", contact_name="Anja", contact_phone="0318 12 34 56",
        contact_hours="op werkdagen van 9.00 tot 17.00 uur", contact_email="anja@voorbeeld.nl",
        host_name="Anja", is_met_at_door=True, is_picked_up=True, may_bring_someone=True,
        first_visit="Je komt binnen door de **groene deur**. Anja staat klaar.",
        continues_weekly=True, audiences=["iedereen"], themes=["koffie", "eten"],
        organisation=Organisation(name="Buurthuis De Brug", slug="buurthuis-de-brug"),
    )  # fmt: skip


def _date(start: datetime, status: str) -> Occurrence:
    made = Occurrence(status=status, note="")
    made.take_place(start, start + timedelta(hours=2))
    return made


def _card(number: int, title: str, on: date, hours: int = 2, **more: Any) -> Any:
    """A row with ordinary answers; 24 hours or more are whole days."""
    opens = time(14) if hours < 24 else time()
    start = datetime.combine(on, opens, AMSTERDAM).astimezone(UTC)
    ordinary: dict[str, Any] = {
        "id": number, "slug": "voorbeeld", "title": title, "attendance": "in_person",
        "venue_name": "", "street": "", "place": "", "is_free": False, "wheelchair": "unknown",
        "is_met_at_door": False, "starts_at": start, "ends_at": start + timedelta(hours=hours),
        "status": "planned", "dates": 1, "kilometres": None,
    }  # fmt: skip
    return Card(**(ordinary | more))
