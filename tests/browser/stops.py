"""Every page there is, as a browser visits it: from the routes, so that none can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, StorageState

from tests.browser import mistakes, people
from tests.browser.mistakes import MISTAKES
from tests.browser.site import LiveSite
from tests.factories import occurrence
from tests.world import World, build, routes
from weekapp import config, create_app
from weekapp.activities.models import Picture
from weekapp.database import db
from weekapp.signups.models import SignUp

# In whose eyes a page is looked at, by its mark.
EYES = {
    "public": "nobody",
    "secret": "nobody",
    "guest": "nobody",
    "visitor": "nobody",
    "signed_in": "newcomer",
    "member": "member",
    "coordinator": "coordinator",
    "national": "national",
}
# The same pages in other states: something found, nothing found, much to say, gone.
STATES = (
    "/activiteiten?waar=Ede",
    "/activiteiten?waar=Ede&thema=koffie&voor=ouderen&dag=vandaag",
    "/activiteiten?waar=Bergen",
    "/activiteiten?waar=nergenshuizen",
    "/activiteiten?waar=Vaals&q=sauna",
    "/gemeenten/ede",
    "/zoek-samen",
    "/uk/activiteiten?waar=Ede",
    "/ar/",
    "/ar/gemeenten/ede",
    "/bestaat-niet",
)
PATIENCE = 60  # seconds for an answer; a poster takes some
GONE = "/bestaat-niet"
# What a site with these settings does not have: its map draws the outline only.
ABSENT = "/kaart/tegels/"


@dataclass(frozen=True)
class Stop:
    """A page, in whose eyes, and what it calls itself."""

    path: str
    eyes: str
    title: str
    rule: str
    typed: dict[str, str] = field(default_factory=dict)

    def visit(self, page: Page) -> None:
        """Go there, and make the mistake if it is a page that tells of one."""
        if self.typed:
            mistakes.make(page, self.path, self.typed)
        else:
            page.goto(self.path)


class _Unmoved(HTTPRedirectHandler):
    """Goes nowhere else: what only leads on is no page."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Furnished:
    """A site full of things: each address with its mark's eyes, and who has those eyes."""

    addresses: list[tuple[str, str, str]]
    wrong: list[Stop]
    emails: dict[str, str]


def furnished(live: LiveSite) -> Furnished:
    """A country full of activities, and one of everything of which one page tells."""
    live.run("demo", "--activities", "600")
    app = create_app(config.read(live.environment))
    with app.app_context():
        world = build()
        soon = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
        move_ahead(world, soon)
        world.activity.occurrences += [occurrence(soon + timedelta(weeks=n)) for n in range(1, 5)]
        world.activity.host_name, world.activity.first_visit = "Anja", "Anja staat bij de deur."
        world.activity.may_bring_someone = world.activity.is_met_at_door = True
        drawn, given = db.session.get(Picture, 1), world.activity.picture
        assert drawn and given
        given.content, given.width, given.height = drawn.content, drawn.width, drawn.height
        db.session.commit()
        addresses = [
            (world.path(rule), EYES[mark], rule.rule)
            for rule, method, mark in routes(app)
            if method == "GET"
        ]
        wrong = [
            Stop(f"{world.path(rule)}#fout", "nobody", "Fout", "", one.typed)
            for one in MISTAKES
            for rule, method, _mark in routes(app)
            if (rule.endpoint, method) == (one.endpoint, "GET")
        ]
        emails = {role: one.email for role, one in world.people.items()}
        db.session.rollback()
    return Furnished(addresses + [(path, "nobody", "") for path in STATES], wrong, emails)


def move_ahead(world: World, to: datetime) -> None:
    """Let who signed up come on a date to come: what is long over is forgotten by the worker."""
    [date] = world.activity.occurrences
    [guest] = db.session.query(SignUp).filter_by(occurrence_id=date.id)
    date.take_place(to, to + timedelta(hours=2))
    guest.told_starts_at, guest.told_ends_at = date.starts_at, date.ends_at


def stops(site: Furnished, live: LiveSite, cookies: dict[str, str]) -> list[Stop]:
    """Each address that answers with a page to who may see it; calendars and forwards are none."""
    found: dict[str, Stop] = {}
    for path, eyes, rule in site.addresses:
        for stop in _looked_at(live, path, eyes, rule, cookies.get(eyes, "")):
            found.setdefault(path, stop)
    return [*found.values(), *site.wrong]


def _looked_at(live: LiveSite, path: str, eyes: str, rule: str, cookie: str) -> Iterator[Stop]:
    asked = Request(live.url + path, headers={"Cookie": cookie} if cookie else {})
    try:
        answer = build_opener(_Unmoved).open(asked, timeout=PATIENCE)
    except HTTPError as error:
        answer = error
    with answer:
        is_page = "text/html" in str(answer.headers["Content-Type"])
        is_here = answer.status < 400 or path == GONE
        assert is_here or path.startswith(ABSENT), f"{path} says {answer.status} to {eyes}"
        if is_page and is_here and answer.status not in range(300, 400):
            title = BeautifulSoup(answer.read(), "html.parser").title
            yield Stop(path, eyes, title.get_text(strip=True) if title else "", rule)


def signed_in(chromium: Browser, live: LiveSite, site: Furnished) -> dict[str, StorageState]:
    """What the browser of each role keeps, once its owner signed in."""
    kept = {}
    for eyes in sorted(set(EYES.values()) - {"nobody"}):
        context = chromium.new_context(base_url=live.url, locale="nl-NL")
        people.sign_in(context.new_page(), live, site.emails[eyes])
        kept[eyes] = context.storage_state()
        context.close()
    return kept
