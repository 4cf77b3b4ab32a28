"""The page of all components."""

from flask import Blueprint, render_template

from weekapp.accounts import access
from weekapp.agenda.picking import Picked
from weekapp.config import SITE
from weekapp.languages import LANGUAGES
from weekapp.style import samples, tokens
from weekapp.style.forms import SampleForm

ICONS = SITE / "static" / "icons.txt"

bp = Blueprint("style", __name__)


@bp.get("/stijl")
@access.national
def components() -> str:
    """The national team gets every component in every state, made by what makes the site."""
    return render_template(
        "style/components.html",
        tokens=tokens,
        icons=ICONS.read_text().split(),
        translations=[(one, f"{one.prefix}/") for one in LANGUAGES.values()],
        cards=samples.cards(),
        picked=Picked((1,)),
        activities=[samples.activity(), samples.activity("cancelled")],
        listeners=samples.LISTENERS,
        empty=SampleForm.empty(),
        wrong=SampleForm.wrong(),
        at=samples.AT,
    )
