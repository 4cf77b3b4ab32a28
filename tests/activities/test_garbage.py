"""Whatever is posted to the form: an answer in words, and nothing half-typed in public."""

from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from tests import factories as make
from tests.activities.filled import FORM, NEW, address
from tests.client import Client, filled_in
from weekapp.activities.forms import ActivityForm
from weekapp.activities.models import Activity
from weekapp.activities.rows import PARTS
from weekapp.database import db
from weekapp.organisations.models import Organisation

FIELDS = sorted(
    name for name in vars(ActivityForm) if hasattr(getattr(ActivityForm, name), "field_class")
)
ROWS = [f"dates-{number}-{part}" for number in ("0", "1", "²", "99999999", "x") for part in PARTS]
NAMES = st.sampled_from([*FIELDS, *ROWS, "doe", "onbekend"])
NASTY = st.sampled_from(
    (
        *("", " ", "\x00", "\u202e<script>", "a" * 10_001, "🍲" * 200, "٣", "²", "-1", "1e999"),
        *("nan", "inf", "0000ZZ", "6711 AB", "2026-09-24", "0001-01-01", "9999-12-31", "14:00"),
        *("02:30", "2026-10-25", "2027-03-28", "GM0228", "GM9999", "iedereen", "koffie", "phone"),
        *(
            "online",
            "both",
            "yes",
            "no",
            "y",
            "http://[::1",
            "javascript:alert(1)",
            "a@b",
            "x@y.nl",
        ),
        *(
            "52.04",
            "5.66",
            "999999999999999999999",
            "bewaar",
            "insturen",
            "voorbeeld",
            "datum_weg-²",
        ),
        *("vul_wekelijks", "datum_erbij", "datum_weg-0", "%(x)s {0} {{7*7}}", "' OR 1=1 --"),
    )
)
TYPED = st.dictionaries(NAMES, st.lists(NASTY | st.text(max_size=40), max_size=3), max_size=12)
OFTEN = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def public() -> list[tuple[int, str]]:
    """What the public sees: ids and titles."""
    db.session.rollback()
    seen = db.session.query(Activity).filter(Activity.published_at.is_not(None))
    return [(one.id, one.title) for one in seen]


def post(client: Client, page: str, action: str, typed: dict[str, Any]) -> int:
    fields = filled_in(client.get(page).one(FORM)) | typed
    return client.post(action, follow=False, data=fields).status


@OFTEN
@given(typed=TYPED)
def test_garbage_in_a_new_form_is_answered_and_publishes_nothing(
    organiser: Client, typed: dict[str, Any]
) -> None:
    for action in (NEW, f"{NEW}/bewaar", f"{NEW}/voorbeeld"):
        assert post(organiser, NEW, action, typed) < 500
    assert public() == []


@OFTEN
@given(typed=TYPED)
def test_garbage_in_a_form_leaves_what_is_public_whole(
    organiser: Client, brug: Organisation, typed: dict[str, Any]
) -> None:
    made = make.activity(by=brug)
    for action in ("", "/bewaar", "/voorbeeld"):
        assert post(organiser, address(made), address(made) + action, typed) < 500
    assert all(title for _, title in public())
    assert organiser.get(f"/activiteiten/{made.id}").status == 200


@OFTEN
@given(typed=TYPED)
def test_a_draft_with_garbage_in_it_can_be_opened_again(
    organiser: Client, typed: dict[str, Any]
) -> None:
    answer = organiser.post(
        f"{NEW}/bewaar", follow=False, data=filled_in(organiser.get(NEW).one(FORM)) | typed
    )
    assert organiser.get(answer.json["here"] if answer.status == 200 else "/mijn").status == 200
    assert organiser.get("/mijn").status == 200


@OFTEN
@given(reason=st.text(max_size=300))
def test_any_reason_for_calling_off_is_answered(
    organiser: Client, brug: Organisation, reason: str
) -> None:
    made = make.activity(by=brug)
    page = organiser.get(f"{address(made)}/afgelasten")
    answer = organiser.submit(page, "main form", reason=reason, follow=False)
    assert answer.status in (302, 422)
