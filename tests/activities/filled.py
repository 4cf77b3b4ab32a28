"""What somebody types to make an activity whole."""

from typing import Any

EDE = "GM0228"
COMPLETE: dict[str, Any] = {
    "title": "Koffie met de buren",
    "summary": "Samen koffie drinken aan de lange tafel.",
    "themes": ["koffie"],
    "dates-0-day": "2026-09-24",
    "dates-0-starts": "14:00",
    "dates-0-ends": "16:00",
    "street": "Dorpsstraat 1",
    "postcode": "6711ab",
    "place": "Ede",
    "audiences": ["iedereen"],
    "join_ways": ["walk_in"],
    "contact_phone": "0318 12 34 56",
}
