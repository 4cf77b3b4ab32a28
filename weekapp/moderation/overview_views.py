"""The overview of the national team."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock, jobs
from weekapp.accounts import access
from weekapp.campaign import queries as campaign
from weekapp.clock import local
from weekapp.database import db
from weekapp.moderation import overview, queries
from weekapp.moderation.views import MOST_ID, bp


@bp.get("/landelijk")
@access.national
def national() -> str:
    """The national team gets what waits where, what nobody looks after, and what went wrong."""
    at = clock.now()
    letters_waiting, dead_jobs = overview.work()
    edition = campaign.running_or_next(local(at).date())
    return render_template(
        "moderation/national.html",
        care=overview.Care(queries.all_queues(at), at),
        edition=edition,
        numbers=overview.numbers(edition.first_day, edition.last_day, at) if edition else None,
        dead_jobs=dead_jobs,
        letters_waiting=letters_waiting,
        at=at,
    )


@bp.post(f"/landelijk/taken/<int(max={MOST_ID}):job_id>/opnieuw")
@access.national
def retry_job(job_id: int) -> AnyResponse:
    """The national team has work that was given up tried again."""
    job = overview.dead_job(job_id) or abort(404)
    jobs.retry(db.session(), job)
    db.session.commit()
    flash(_("We proberen het opnieuw. Dat kan een minuut duren."), "success")
    return redirect(url_for("moderation.national"))
