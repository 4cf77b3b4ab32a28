"""Takes the picture that was sent out of a request, and has it drawn while no lock is held."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from weekapp import limits
from weekapp.accounts.access import me
from weekapp.activities.drawing import MOST_BYTES
from weekapp.activities.pictures import Drawn, NotAPicture, draw
from weekapp.database import db

PER_ACCOUNT = "60/hour"
KEEPS = ("bewaar", "insturen")  # the buttons that keep what is in the form


@dataclass(frozen=True)
class Upload:
    """The picture that came with a form: drawn, or why it cannot be used; neither when none did."""

    drawn: Drawn | None = None
    refusal: str = ""


NOTHING = Upload()


def uploaded() -> Upload:
    """The picture that came with this form, if it is to be kept.

    Ask it first: it commits what is pending, so that nobody who writes waits for the drawing.
    """
    sent = request.files.get("picture")
    if not sent or request.form.get("doe", KEEPS[0]) not in KEEPS:
        return NOTHING
    is_allowed = limits.allows(PER_ACCOUNT, "picture", str(me().id))
    db.session.commit()
    if not is_allowed:
        return Upload(
            refusal=_(
                "Je hebt veel foto’s achter elkaar gestuurd. Probeer het over een uur nog eens."
            )
        )
    try:
        return Upload(draw(sent.read(MOST_BYTES + 1)))
    except NotAPicture as refusal:
        return Upload(refusal=str(refusal))
