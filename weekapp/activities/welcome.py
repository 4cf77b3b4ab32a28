"""What somebody who never came before still wonders about an activity."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from weekapp.activities.models import Activity

Question = tuple[str, str]


class Wondered(NamedTuple):
    """The field that answers it and what they ask, of each thing a nervous visitor would miss.

    What is `asked` waits for an answer. What is in `offers` is a box to tick that may well be a no:
    it is advice, and waits for nothing.
    """

    asked: list[Question]
    offers: list[Question]


def wondered(activity: Activity) -> Wondered:
    """What is still unsaid; none of it has to be filled in, it decides whether somebody dares."""
    is_online = activity.attendance == "online"
    asked = [
        ("host_name", activity.host_name, _("Wie doet er open? Een voornaam is genoeg.")),
        (
            "first_visit",
            activity.first_visit,
            _("Wat gebeurt er als ik binnenkom? Waar ga ik zitten?"),
        ),
        ("contact_phone", activity.contact_phone, _("Kan ik eerst even bellen?")),
        ("group_size", activity.group_size, _("Hoeveel mensen zitten daar?")),
        ("picture", activity.picture_id or activity.picture, _("Hoe ziet het eruit?")),
        (
            "wheelchair",
            is_online or activity.wheelchair not in (None, "unknown"),
            _("Kom ik er binnen met een rolstoel of rollator?"),
        ),
    ]
    offers = [
        (
            "is_met_at_door",
            is_online or activity.is_met_at_door,
            _("Wacht er iemand op mij, als ik dat fijn vind?"),
        ),
        ("may_bring_someone", activity.may_bring_someone, _("Mag ik iemand meenemen?")),
    ]
    return Wondered(_unsaid(asked), _unsaid(offers))


def _unsaid(questions: Sequence[tuple[str, object, str]]) -> list[Question]:
    return [(field, says) for field, answer, says in questions if not answer]
