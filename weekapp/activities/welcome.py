"""What somebody who never came before still wonders about an activity."""

from flask_babel import gettext as _

from weekapp.activities.models import Activity


def wondered(activity: Activity) -> list[tuple[str, str]]:
    """What a nervous first visitor would miss: the field that answers it, and what they ask.

    None of it has to be filled in; it decides whether somebody dares to come.
    """
    asked = [
        ("host_name", bool(activity.host_name), _("Wie doet er open? Een voornaam is genoeg.")),
        (
            "first_visit",
            bool(activity.first_visit),
            _("Wat gebeurt er als ik binnenkom? Waar ga ik zitten?"),
        ),
        (
            "contact_phone",
            bool(activity.contact_phone),
            _("Kan ik eerst even bellen?"),
        ),
        (
            "is_met_at_door",
            bool(activity.is_met_at_door),
            _("Wacht er iemand op mij, als ik dat fijn vind?"),
        ),
        (
            "may_bring_someone",
            bool(activity.may_bring_someone),
            _("Mag ik iemand meenemen?"),
        ),
        ("group_size", bool(activity.group_size), _("Hoeveel mensen zitten daar?")),
        ("picture", activity.picture is not None, _("Hoe ziet het eruit?")),
    ]
    if activity.attendance != "online":
        is_told = activity.wheelchair not in (None, "unknown")
        asked.append(("wheelchair", is_told, _("Kom ik er binnen met een rolstoel of rollator?")))
    return [(name, says) for name, is_answered, says in asked if not is_answered]
