"""The page of a short list: what somebody picked for somebody else, to print or to send on."""

from flask import render_template, request
from flask_babel import gettext as _

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import picking, programs, queries
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.picking import Picked
from weekapp.agenda.views import bp


@bp.get("/zoek-samen")
@access.public
@kept
def together() -> str:
    """The visitor gets the activities whose numbers are in the address on one page."""
    asked = picking.read(request.args)
    found = picking.in_order(asked, queries.public_activities(asked.numbers))
    shown = Picked(tuple(one.id for one in found))
    page = shown.address(access.link("agenda.together"))
    return render_template(
        "agenda/together.html",
        asked=asked,
        picked=shown,
        activities=found,
        remarks=_remarks(asked, len(asked.numbers) - len(found)),
        at=clock.now(),
        canonical=page,
        one_activity=access.link("agenda.activities"),
        code=programs.code_of(page) if found else "",
        letter=picking.letter(page, [one.title for one in found]),
    )


def _remarks(asked: Picked, gone: int) -> list[str]:
    """What has to be told about the address, in sentences."""
    told = []
    if gone == 1:
        told.append(_("1 activiteit is er niet meer."))
    elif gone:
        told.append(_("%(count)s activiteiten zijn er niet meer.", count=gone))
    if asked.left_out:
        most = picking.MOST_PICKED
        told.append(
            _("Er passen %(most)s activiteiten in een lijstje. Je ziet de eerste.", most=most)
        )
    if asked.is_garbled:
        told.append(_("Een deel van de link begrepen wij niet. Dat hebben wij overgeslagen."))
    return told
