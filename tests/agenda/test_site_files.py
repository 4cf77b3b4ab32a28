"""What machines read: robots.txt, sitemap.xml, security.txt, and whether the site is well."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import engines
from tests.client import Client, Page
from tests.conftest import START, settings
from tests.factories import activity, organisation
from weekapp import create_app
from weekapp.agenda import site_views

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, path: str = "/sitemap.xml") -> list[str]:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.response.data)
    return [
        (found.text or "").removeprefix("http://week.test") for found in root.iter(f"{SITEMAP}loc")
    ]


def test_robots_may_read_pages_and_calendars_but_not_desks(client: Client) -> None:
    answer = client.get("/robots.txt")
    lines = answer.response.get_data(as_text=True).splitlines()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /mijn" in lines
    assert "Sitemap: http://week.test/sitemap.xml" in lines
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    for path in ("/gemeenten/ede/agenda.ics", "/activiteiten/1/koffie", "/abonneren", "/"):
        assert not any(path.startswith(one) for one in closed)


def test_the_sitemap_has_every_page_the_public_reads(client: Client) -> None:
    seen = activity(by=organisation("De Brug", slug="de-brug"))
    activity("Nog niet", status="submitted", by=organisation("Stil", slug="stil"))
    listed = addresses(client)
    assert f"/activiteiten/{seen.id}/koffie-in-de-brug" in listed
    assert {"/", "/gemeenten/ede", "/gemeenten/wijdemeren", "/organisaties/de-brug"} <= {*listed}
    assert not any("nog-niet" in path or "/stil" in path for path in listed)
    assert len(listed) == len(set(listed))


def test_the_sitemap_says_when_a_page_changed(client: Client) -> None:
    made = activity()
    body = client.get("/sitemap.xml").response.get_data(as_text=True)
    page = f"/activiteiten/{made.id}/koffie-in-de-brug</loc>"
    assert f"{page}<lastmod>2026-09-01T08:00:00Z</lastmod>" in body


def test_a_large_sitemap_is_split(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [activity(f"Nummer {n}") for n in range(5)]
    monkeypatch.setattr(site_views, "MAPPED_IDS", 2)
    parts = addresses(client)
    assert parts == [f"/sitemap-{n}.xml" for n in range(4)]
    found = [path for part in parts for path in addresses(client, part)]
    assert {f"/activiteiten/{one.id}/{one.slug}" for one in made} <= set(found)
    assert len(found) == len(set(found))
    assert client.get("/sitemap-4.xml").status == 404


def test_whoever_finds_a_hole_reads_whom_to_tell(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    lines = dict(
        line.split(": ", 1) for line in answer.response.get_data(as_text=True).splitlines()
    )
    assert lines["Contact"] == "mailto:post@week.test"
    assert lines["Canonical"] == "http://week.test/.well-known/security.txt"
    until = datetime.fromisoformat(lines["Expires"])
    assert START + timedelta(days=300) < until < START + timedelta(days=366)


@pytest.mark.parametrize(
    ("contact", "told"),
    [("veilig@week.nl", "mailto:veilig@week.nl"), ("https://week.nl/lek", "https://week.nl/lek")],
)
def test_the_contact_can_be_set(tmp_path: Path, contact: str, told: str) -> None:
    other = create_app(settings(tmp_path, security_contact=contact)).test_client()
    assert f"Contact: {told}" in other.get("/.well-known/security.txt").get_data(as_text=True)


def test_without_one_of_its_own_a_hole_is_told_where_visitors_write(tmp_path: Path) -> None:
    other = create_app(settings(tmp_path, contact="vragen@week.nl")).test_client()
    told = other.get("/.well-known/security.txt").get_data(as_text=True)
    assert "Contact: mailto:vragen@week.nl" in told


def test_a_process_that_runs_is_alive(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_site_in_order_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json["status"] == "ok"
    assert answer.json["database"]["status"] == answer.json["queue"]["status"] == "ok"


def test_a_site_whose_database_is_behind_is_not_ready(client: Client, session: Session) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    session.commit()
    answer = client.get("/readyz")
    assert (answer.status, answer.json["status"]) == (503, "error")
    assert answer.json["database"] == {"status": "error", "migration": "0001"}


def test_a_site_with_a_broken_database_is_alive_but_not_ready(client: Client) -> None:
    engines.spoil(Path(client.app.instance_path))
    assert client.get("/healthz").status == 200
    answer = client.get("/readyz")
    assert (answer.status, answer.json["database"]) == (503, {"status": "error"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_site_without_its_queue_is_ready_and_tells_so(built: Path, tmp_path: Path) -> None:
    engines.copy(built, tmp_path)
    nowhere = {"redis_url": "redis://127.0.0.1:1/0"}
    answer = Page(create_app(settings(tmp_path, **nowhere)).test_client().get("/readyz"))
    assert (answer.status, answer.json["status"]) == (200, "ok")
    assert answer.json["queue"] == {"status": "error"}


def test_readiness_tells_how_long_work_waits(client: Client, session: Session) -> None:
    session.execute(
        text(
            "INSERT INTO job (kind, payload, created_at, run_at, attempts)"
            " VALUES ('letter', '{}', :at, :at, 0)"
        ),
        {"at": (datetime.now(UTC) - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M:%S.000000")},
    )
    session.commit()
    assert client.get("/readyz").json["queue"]["seconds_late"] == 300
