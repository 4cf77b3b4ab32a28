"""What is known of an activity as one number, so that many can be judged and counted at once.

Each trait is one bit; triggers keep the number of each activity in `activity_traits`. A bit keeps
its meaning for ever: new traits go at the end, and in a migration that makes them known.
"""

from weekapp.activities.vocabulary import AUDIENCES, LANGUAGES, THEMES

# In the order of their bits. The fields of these names are "yes", or true.
FLAGS = {
    "gratis": "is_free",
    "rolstoel": "wheelchair",
    "toilet": "accessible_toilet",
    "ringleiding": "ring_loop",
    "rustig": "quiet",
    "hulphond": "companion_dog",
    "ontvangst": "is_met_at_door",
    "ophalen": "is_picked_up",
    "wekelijks": "continues_weekly",
    "binnenlopen": "join_ways",
}
FORMS = ("ter-plaatse", "online")
GROUPS = {
    "vorm": FORMS,
    "doelgroep": tuple(AUDIENCES),
    "thema": tuple(THEMES),
    "taal": tuple(LANGUAGES),
}
# Of these more than one can be asked, and one of them is enough.
SEVERAL = ("doelgroep", "thema", "taal")


def _numbered() -> dict[tuple[str, str], int]:
    names = [(flag, "ja") for flag in FLAGS]
    names += [(group, code) for group, codes in GROUPS.items() for code in codes]
    return {name: 1 << number for number, name in enumerate(names)}


BITS = _numbered()


def bit(name: str, value: str = "ja") -> int:
    """The bit of a filter with this value; KeyError for one that does not exist."""
    return BITS[name, value]


def bits(name: str, values: tuple[str, ...]) -> int:
    """The bits of some values of one filter together."""
    return sum(BITS[name, value] for value in values)
