"""What an organiser prints of an activity: posters, flyers and cards, and pictures to share."""

from flask import abort, render_template
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.activities.models import SEEN_BY_PUBLIC, Activity
from weekapp.activities.views import ONE, mine as own_activity
from weekapp.agenda import programs
from weekapp.paper import drawings, posters, press
from weekapp.paper.press import Sheet
from weekapp.paper.views import bp
from weekapp.security import shown

PRINTS = f"{ONE}/drukwerk"


@bp.get(PRINTS)
@access.member
def prints(activity_id: int) -> str:
    """The organiser chooses what to print or to share of an activity that is on the site."""
    return render_template(
        "paper/prints.html",
        activity=_published(activity_id),
        sizes=posters.SIZES,
        styles=posters.STYLES,
        shapes=drawings.SHAPES,
    )


@bp.get(f"{PRINTS}/<size>-<any({', '.join(posters.STYLES)}):style>.pdf")
@access.member
def poster(activity_id: int, size: str, style: str) -> Response:
    """The organiser gets a poster, a flyer or a card to print."""
    activity = _published(activity_id)
    if size not in posters.SIZES or not press.is_there():
        abort(404)
    page = access.link("agenda.activity_by_number", number=activity.id)
    shape = posters.SIZES[size]
    dates, later = posters.dates_shown(activity, clock.now(), shape.dates)
    html = render_template(
        "paper/poster.html",
        activity=activity,
        style=style,
        dates=dates,
        later=later,
        at=clock.now(),
        page=page,
        code=programs.code_of(page),
    )
    css = render_template(
        "paper/poster.css",
        style=style,
        size=shape,
        title_size=posters.title_size(activity.title),
        fonts=press.fonts(),
    )
    sheet = Sheet(html, css, shape.points)
    return press.sent(sheet, f"{activity.slug}-{size}", press.UNKEPT)


@bp.get(f"{PRINTS}/<any({', '.join(drawings.SHAPES)}):shape>.png")
@access.member
def picture(activity_id: int, shape: str) -> Response:
    """The organiser gets a picture of an activity for social media."""
    activity = _published(activity_id)
    drawn = drawings.of_activity(activity, clock.now(), drawings.SHAPES[shape])
    return shown(drawn, "image/png", press.UNKEPT, f"{activity.slug}.png")


def _published(activity_id: int) -> Activity:
    """An activity of the organiser that the public can see; paper of others would be useless."""
    activity = own_activity(activity_id)
    if activity.status not in SEEN_BY_PUBLIC or not activity.published_at:
        abort(404)
    return activity
