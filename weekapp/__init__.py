"""The table of contents of the site."""

from flask import Flask

from weekapp import (  # noqa: F401
    assets,
    config,
    database,
    errors,
    fetching,
    formats,
    jobs,
    limits,
    mail,
    packing,
    security,
    templating,
    translating,
)
from weekapp.accounts import access, account_views, desk, national_views, views as accounts  # noqa: F401
from weekapp.activities import (  # noqa: F401  more pages
    draft_views,
    form_views,
    picture_views,
    status_views,
    views as activities,
)
from weekapp.agenda import (  # noqa: F401  more pages
    along_views,
    calendar_views,
    information_views,
    list_views,
    map_rounds,
    map_views,
    municipality_views,
    organisation_views,
    own_calendar_views,
    site_views,
    statement_views,
    subscribe_views,
    tile_views,
    together_views,
    views as agenda_views,
)
from weekapp.campaign import views as campaign
from weekapp.helplines import views as helplines
from weekapp.imports import batch_views, sheet_views, source_views, views as imports, work  # noqa: F401
from weekapp.moderation import (  # noqa: F401  more pages
    calendar_views as moderation_calendar_views,
    decision_views,
    overview_views,
    rounds,
    views as moderation,
)
from weekapp.organisations import (  # noqa: F401
    invitation_views,
    member_views,
    queries as organisations_queries,
    views as organisations,
)
from weekapp.paper import (  # noqa: F401
    picture_views as drawn_views,
    poster_views,
    rounds as paper_rounds,
    views as paper,
)
from weekapp.places import geocoding, views as places
from weekapp.signups import organiser_views, rounds as signups_rounds, views as signups  # noqa: F401
from weekapp.style import views as style
from weekapp.weekly import rounds as weekly_rounds, views as weekly  # noqa: F401


def create_app(settings: config.Settings | None = None) -> Flask:
    """The whole site, with the settings of the environment unless others are given."""
    settings = settings or config.read()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        __name__,
        template_folder=str(config.SITE / "templates"),
        static_folder=str(config.SITE / "static"),
        instance_path=str(settings.instance),
    )
    app.extensions["settings"] = settings
    app.jinja_options = templating.options(settings)
    database.init_app(app, settings)
    packing.init_app(app)
    security.init_app(app, settings)
    translating.init_app(app)
    errors.init_app(app)
    formats.init_app(app)
    assets.init_app(app)
    jobs.init_app(app, settings)
    limits.init_app(app, settings)
    geocoding.init_app(app, settings)
    fetching.init_app(app, settings)
    access.init_app(app)
    access.asks_membership(organisations_queries.is_member)
    desk.init_app(app)
    app.register_blueprint(places.bp)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(organisations.bp)
    app.register_blueprint(activities.bp)
    app.register_blueprint(signups.bp)
    app.register_blueprint(agenda_views.bp)
    app.register_blueprint(paper.bp)
    app.register_blueprint(weekly.bp)
    app.register_blueprint(imports.bp)
    app.register_blueprint(moderation.bp)
    app.register_blueprint(campaign.bp)
    app.register_blueprint(helplines.bp)
    app.register_blueprint(style.bp)
    return app
