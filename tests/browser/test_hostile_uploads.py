"""Twenty files that were made to hurt are sent at once, and nobody else notices."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

import requests
from playwright.sync_api import Page

from tests.browser.people import register_organisation, sign_in
from tests.browser.site import LiveSite
from tests.imports import bombs
from weekapp import config, create_app
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.imports.models import Batch

SECONDS = 10  # what a browser or a calendar program waits for, and more than anybody wants to
PUBLIC = ("/", "/activiteiten?waar=6711", "/gemeenten/ede", "/gemeenten/ede/agenda.ics", "/readyz")


def signed_in(page: Page, live: LiveSite) -> requests.Session:
    """Somebody who organises, with the cookie of their browser."""
    sign_in(page, live, "kwaad@voorbeeld.nl")
    register_organisation(page, "Buurthuis Kwaad", "Ede")
    session = requests.Session()
    for cookie in page.context.cookies():
        session.cookies.set(str(cookie["name"]), str(cookie["value"]))
    return session


def send(live: LiveSite, session: requests.Session, upload: bombs.Upload) -> int:
    """Send a file as the form on the page does."""
    address, name, content = upload
    hub = session.get(f"{live.url}/mijn/inlezen", timeout=SECONDS).text
    token, organisation = (
        re.findall(rf'name="{field}" value="([^"]+)"', hub)[-1]
        for field in ("csrf_token", "organisation_id")
    )
    answer = session.post(
        live.url + address,
        data={"csrf_token": token, "organisation_id": organisation},
        files={"file": (name, content)},
        headers={"Referer": f"{live.url}/mijn/inlezen"},
        allow_redirects=False,
        timeout=SECONDS,
    )
    return answer.status_code


def visits(live: LiveSite, until: list[Future[int]]) -> Iterator[int]:
    """What residents and calendar programs get, again and again while files come in."""
    while not all(one.done() for one in until):
        for path in PUBLIC:
            yield requests.get(live.url + path, timeout=SECONDS).status_code


def states(live: LiveSite) -> list[str]:
    """How far the batches are."""
    with create_app(config.read(live.environment)).app_context():
        return [one.state for one in db.session.query(Batch)]


def test_twenty_hostile_files_do_not_keep_the_site_from_answering(
    live: LiveSite, open_browser: Callable[..., Page]
) -> None:
    session = signed_in(open_browser(), live)
    with ThreadPoolExecutor(20) as pool:
        sent = [pool.submit(send, live, session, upload) for upload in bombs.twenty()]
        assert set(visits(live, sent)) <= {200}
        wait(sent)
    assert {one.result() for one in sent} <= {302, 422}
    # A letter with a code goes first, whatever is still to be read.
    sign_in(open_browser(), live, "ineke@voorbeeld.nl")
    while "reading" in states(live):
        assert {requests.get(live.url + path, timeout=SECONDS).status_code for path in PUBLIC} == {
            200
        }
    assert set(states(live)) <= {"unreadable", "ready"}
    with create_app(config.read(live.environment)).app_context():
        assert db.session.query(Activity).count() == 0
