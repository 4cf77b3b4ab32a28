"""Makes a picture of what was uploaded: drawn anew by a child with limits, or refused in words."""

from base64 import b64decode
from dataclasses import dataclass

from flask_babel import gettext as _

from weekapp import confined
from weekapp.activities.drawing import MOST_BYTES


class NotAPicture(ValueError):
    """What was uploaded cannot be used; the message says why, and what to do."""


@dataclass(frozen=True)
class Drawn:
    """A JPEG of ours, with its size in pixels."""

    content: bytes
    width: int
    height: int


def draw(uploaded: bytes) -> Drawn:
    """A JPEG with nothing in it but what is seen: see `drawing`.

    It takes a good part of a second, and waits while two others are made: hold no lock meanwhile.
    """
    if len(uploaded) > MOST_BYTES:
        raise _refused("bytes")
    try:
        told = confined.run("picture", uploaded)
    except confined.TooMuch as error:
        raise _refused("pixels") from error
    except confined.Broken as error:
        raise _refused("broken") from error
    if "fault" in told:
        raise _refused(told["fault"])
    return Drawn(b64decode(told["content"]), told["width"], told["height"])


def _refused(fault: str) -> NotAPicture:
    says = {
        "bytes": _("Deze foto is te groot. Kies een foto van hooguit 8 MB."),
        "pixels": _(
            "Deze foto heeft te veel beeldpunten. Maak hem kleiner: hooguit 4.000 bij 3.000 "
            "is genoeg."
        ),
        "unknown": _("Dit is geen foto die wij kunnen lezen. Kies een jpg, png of webp."),
        "broken": _(
            "Deze foto is beschadigd. Open hem, bewaar hem opnieuw en probeer het nog eens."
        ),
    }
    return NotAPicture(says[fault])
