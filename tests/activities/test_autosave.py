"""The form keeps itself in the background."""

from typing import Any

from sqlalchemy.orm import Session

from tests import factories as make
from tests.activities.filled import COMPLETE, FORM, NEW, address, only, send
from tests.client import Client, Page, filled_in
from weekapp import clock
from weekapp.accounts.models import SignIn
from weekapp.organisations.models import Organisation

JSON = {"Accept": "application/json"}


def in_background(client: Client, page: Page, **typed: Any) -> Page:
    form = page.one(FORM)
    fields = filled_in(form) | {n: v if isinstance(v, list) else [v] for n, v in typed.items()}
    return client.post(str(form["data-autosave"]), follow=False, data=fields, headers=JSON)


def test_the_first_save_makes_the_draft_and_says_where_it_is(organiser: Client) -> None:
    kept = in_background(organiser, organiser.get(NEW), title="Soep")
    assert kept.json["state"] == "kept"
    assert kept.json["at"] == "10.00"
    assert organiser.get(kept.json["here"]).one("[name=title]")["value"] == "Soep"


def test_a_first_save_whose_answer_got_lost_makes_no_second_draft(organiser: Client) -> None:
    page = organiser.get(NEW)
    in_background(organiser, page, title="Soep")
    in_background(organiser, page, title="Soep met brood")
    assert only().title == "Soep met brood"


def test_what_cannot_be_used_yet_is_kept_as_it_was_typed(organiser: Client) -> None:
    typed = {"title": "t" * 90, "contact_email": "ineke@", "summary": "Goed"}
    page = organiser.get(NEW)
    assert in_background(organiser, page, **typed, **{"dates-0-day": "2026-09-24"}).status == 200
    assert (only().title, only().summary) == ("", "Goed")
    again = organiser.get(address(only()))
    assert again.one("[name=title]")["value"] == "t" * 90
    assert "10 te veel" in again.error_beside("title")
    assert "e-mailadres klopt niet" in again.error_beside("contact_email")
    assert again.one("[name=dates-0-day]")["value"] == "2026-09-24"


def test_what_was_unfinished_is_forgotten_when_it_is_right(organiser: Client) -> None:
    page = organiser.get(NEW)
    in_background(organiser, page, title="t" * 90)
    send(organiser, organiser.get(address(only())), title="Soep")
    assert (only().title, only().unfinished) == ("Soep", None)


def test_a_date_that_is_being_changed_stays_until_it_is_right(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="draft")
    uid = made.occurrences[0].uid
    page = organiser.get(address(made))
    in_background(organiser, page, **{"dates-0-starts": ""})
    assert only().occurrences[0].uid == uid
    again = organiser.get(address(made))
    assert again.one("[name=dates-0-starts]").get("value", "") == ""
    send(organiser, again, **{"dates-0-starts": "15:00"})
    assert (only().occurrences[0].uid, only().occurrences[0].starts_at.hour) == (uid, 13)


def test_a_day_that_is_emptied_to_type_another_stays_until_it_is_there(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="draft")
    uid = made.occurrences[0].uid
    in_background(organiser, organiser.get(address(made)), **{"dates-0-day": ""})
    page = organiser.get(address(made))
    assert "Vul dit in" in send(organiser, page, "doe=insturen").error_beside("dates-0-day")
    send(organiser, page, **{"dates-0-day": "2026-09-25"})
    assert [date.uid for date in only().occurrences] == [uid]


def test_each_answer_gives_the_mark_for_the_next_save(organiser: Client) -> None:
    page = organiser.get(NEW)
    first = in_background(organiser, page, title="Soep").json
    page = organiser.get(first["here"])
    assert page.one("#activiteit [name=seen]")["value"] == first["seen"]
    assert in_background(organiser, page, title="Soep!").json["seen"] != first["seen"]


def test_a_second_window_is_told_and_changes_nothing(organiser: Client) -> None:
    in_background(organiser, organiser.get(NEW), title="Soep")
    page = organiser.get(address(only()))
    in_background(organiser, page, title="Van de ander")
    late = in_background(organiser, page, title="Van mij")
    assert (late.status, late.json["state"]) == (409, "overtaken")
    assert only().title == "Van de ander"


def test_what_the_public_reads_is_never_saved_half_typed(
    organiser: Client, brug: Organisation
) -> None:
    for status in ("published", "submitted"):
        made = make.activity("Soep", by=brug, status=status)
        answer = in_background(organiser, organiser.get(address(made)), title="Half ge")
        assert answer.status == 409
    assert "Half ge" not in organiser.get("/mijn").main


def test_after_the_session_ended_the_answer_is_401_and_nothing_changes(
    organiser: Client, session: Session
) -> None:
    page = organiser.get(NEW)
    session.query(SignIn).delete()
    session.commit()
    assert in_background(organiser, page, title="Soep").status == 401


def test_a_form_sent_after_the_session_ended_comes_back_after_signing_in(
    organiser: Client, session: Session
) -> None:
    page = organiser.get(NEW)
    kept = [(one.token_hash, one.account_id, one.expires_at) for one in session.query(SignIn)]
    session.query(SignIn).delete()
    session.commit()
    sign_in = send(organiser, page, **COMPLETE)
    back = sign_in.response.request.args["next"]
    for token_hash, account_id, expires_at in kept:
        session.add(
            SignIn(
                token_hash=token_hash,
                account_id=account_id,
                started_at=clock.now(),
                expires_at=expires_at,
            )
        )
    session.commit()
    restored = organiser.get(back)
    assert restored.one("[name=title]")["value"] == "Koffie met de buren"
    assert restored.one("[name=dates-0-day]")["value"] == "2026-09-24"
    assert "Bewaard" in send(organiser, restored).main


def test_what_this_browser_kept_is_put_back_in_the_form(organiser: Client) -> None:
    page = send(organiser, organiser.get(NEW), "doe=terugzetten", **COMPLETE)
    assert page.one("[name=title]")["value"] == "Koffie met de buren"
    assert "Nog niet bewaard" in page.one("[data-saved]").text
