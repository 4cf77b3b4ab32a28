"""A small world with one of everything, for tests that visit every route in every role."""

from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app
from werkzeug.routing import Rule

from tests import factories as make
from weekapp import clock
from weekapp.accounts import operations as accounts
from weekapp.accounts.calendar_links import token_of
from weekapp.accounts.models import Account, SignInCode
from weekapp.accounts.queries import digest
from weekapp.activities.models import Activity, Picture
from weekapp.campaign.models import Edition
from weekapp.database import db
from weekapp.helplines.models import Helpline
from weekapp.imports.models import Batch, Source
from weekapp.jobs import Job
from weekapp.organisations import operations as organisations
from weekapp.organisations.models import Invitation, Organisation

SECRET = "a-secret-in-a-letter"
# What a route asks for besides its address.
QUERIES = {
    "places.spot": "?lat=52.0402&lon=5.6649",
    "agenda.together": "?nr=1-2",
    "paper.near": "?waar=6711",
    "paper.near_as_pdf": "?waar=6711",
    "paper.together": "?nr=1-2",
}
# What an argument is, whatever the world is like: a sheet of paper, a map tile.
PLAIN: dict[str, object] = {
    "size": "poster-a4", "style": "week", "shape": "vierkant", "depth": 8, "column": 131, "row": 84,
}  # fmt: skip
# Who may be where: nobody signed in, somebody without anything, members, coordinators, the team.
ROLES = ("nobody", "newcomer", "outsider", "member", "elsewhere", "coordinator", "national")


@dataclass(frozen=True)
class World:
    """What belongs to the member, in the municipality of the coordinator; and everybody in it."""

    people: dict[str, Account]
    organisation: Organisation
    activity: Activity
    colleague: Account
    values: dict[str, object]

    def path(self, rule: Rule) -> str:
        """The address of a route, with what belongs to the member in it."""
        values: dict[str, object] = {name: self.value(rule, name) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built, rule.rule
        return built[1] + QUERIES.get(rule.endpoint, "")

    def value(self, rule: Rule, name: str) -> object:
        """What stands for an argument; an argument nobody thought of fails here."""
        if name in PLAIN:
            return PLAIN[name]
        if name == "slug":
            slugs = {
                "gemeenten": "ede",
                "beeld": "ede",
                "organisaties": self.organisation.slug,
                "provincies": "gelderland",
                "informatie": "een-ander-helpen",
            }
            return slugs.get(rule.rule.split("/")[1], self.activity.slug)
        if name == "code" and rule.rule.startswith(("/themas", "/doelgroepen")):
            return {"themas": "koffie", "doelgroepen": "ouderen"}[rule.rule.split("/")[1]]
        if rule.endpoint == "agenda.own_calendar":
            return token_of(self.people["member"], str(current_app.secret_key))
        if name == "account_id" and rule.rule.startswith("/landelijk"):
            return self.people["coordinator"].id
        return self.values[name]


def build() -> World:
    """One of everything, committed."""
    brug = make.organisation("De Brug", slug="de-brug")
    people = {
        "newcomer": make.account("nieuw@voorbeeld.nl"),
        "outsider": make.member(make.organisation("Elders", "Barneveld")),
        "member": make.member(brug),
        "elsewhere": make.coordinator("Enschede"),
        "coordinator": make.coordinator("Ede"),
        "national": make.national(),
    }
    colleague = make.member(brug, role="editor")
    picture = Picture(
        name="foto",
        organisation_id=brug.id,
        width=1,
        height=1,
        content=b"x",
        created_at=clock.now(),
    )
    db.session.add(picture)
    db.session.flush()
    ways = ["walk_in", "here"]
    activity = make.activity(by=brug, queued_at=clock.now(), picture_id=picture.id, join_ways=ways)
    return World(people, brug, activity, colleague, _values(brug, activity, colleague, people))


def _values(
    brug: Organisation, activity: Activity, colleague: Account, people: dict[str, Account]
) -> dict[str, object]:
    organisations.invite(brug, people["newcomer"].email, "editor", make.deed(people["member"]))
    invitation = db.session.query(Invitation).one()
    invitation.token_hash = digest(SECRET)
    accounts.send_code("iemand@voorbeeld.nl", "", make.deed())
    db.session.query(SignInCode).one().link_hash = digest(SECRET)
    job = Job(
        kind="letter",
        payload={"to": "a@b.nl", "subject": "Dood", "text": ""},
        created_at=clock.now(),
        run_at=clock.now(),
        dead_at=clock.now(),
    )
    db.session.add(job)
    source = Source(
        organisation_id=brug.id,
        address="https://voorbeeld.nl/agenda.ics",
        created_at=clock.now(),
        next_at=clock.now(),
    )
    batch = Batch(
        organisation_id=brug.id, kind="sheet", created_at=clock.now(), changed_at=clock.now()
    )
    db.session.add_all([source, batch])
    sign_up = make.sign_up(activity, token=SECRET, ticket=SECRET)
    make.weekly_letter(token=SECRET)
    year = 2031
    db.session.add(Edition(year=year, first_day=date(year, 9, 25), last_day=date(year, 10, 1)))
    db.session.commit()
    return {
        "organisation_id": brug.id,
        "account_id": colleague.id,
        "invitation_id": invitation.id,
        "activity_id": activity.id,
        "number": activity.id,
        "occurrence_id": activity.occurrences[0].id,
        "sign_up_id": sign_up.id,
        "ticket": SECRET,
        "code": "GM0228",
        "helpline_id": db.session.query(Helpline).one().id,
        "name": "foto",
        "token": SECRET,
        "secret": SECRET,
        "job_id": job.id,
        "batch_id": batch.id,
        "source_id": source.id,
        "year": year,
        "part": 1,
    }


def routes(app: Flask) -> list[tuple[Rule, str, str]]:
    """Every route with one method it takes and its mark, in order of its address."""
    found = [
        (rule, method, getattr(app.view_functions[rule.endpoint], "mark", ""))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    ]
    return sorted(found, key=lambda one: (one[0].rule, one[1]))
