"""What the letter of Thursday tells."""

from collections.abc import Callable
from datetime import timedelta

from tests import factories as make
from tests.client import Client
from tests.factories import EDE
from tests.letters import Letters, links, words
from tests.weekly.conftest import MORNING, RIET, subjects
from weekapp.database import db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Thursday = Callable[[], None]


def north_of_ede(kilometres: float) -> tuple[float, float]:
    return EDE[0] + kilometres / 111.2, EDE[1]


def told_to(letters: Letters, to: str = RIET) -> str:
    """The words of the last letter, once the worker made its rounds."""
    subjects(letters, to)
    return words(letters.last_to(to)).replace("\r\n", "\n")


def test_a_letter_tells_what_is_on_by_day_and_whom_to_ring(
    letters: Letters, thursday: Thursday
) -> None:
    make.activity("Brunch", at=MORNING + 8 * DAY + 5 * HOUR, contact_phone="")
    make.activity("Online", at=MORNING + HOUR, attendance="online", point=None)
    make.activity("Soep", at=MORNING + 4 * HOUR, venue_name="De Brug")
    make.weekly_letter()
    thursday()
    told = told_to(letters)
    assert letters.last_to(RIET)["Subject"] == "Dit is er te doen bij 6711 Ede"
    assert "Dit is er te doen tot en met vrijdag 11 september." in told
    online, soup, brunch, *_ = (f"http://week.test{link}" for link in links(letters.last_to(RIET)))
    at_home = f"Online\nOnline, vanuit huis\nBel: 0318 12 34 56\n{online}\n\n"
    bridge = f"Soep\nDe Brug, Dorpsstraat 1, Ede (750 m)\nBel: 0318 12 34 56\n{soup}\n\n"
    assert (
        "\n\nDonderdag 3 september\n\n"
        f"08.00 tot 10.00 uur\n{at_home}"
        f"11.00 tot 13.00 uur\n{bridge}"
        "Vrijdag 11 september\n\n"
        f"12.00 tot 14.00 uur\nBrunch\nDorpsstraat 1, Ede (750 m)\n{brunch}\n\n"
    ) in told
    html = letters.last_to(RIET).get_body(("html",))
    assert html and html.get_content().count("<h2>") == 2
    assert "<h2>Vrijdag 11 september</h2><p>12.00 tot 14.00 uur<br>" in html.get_content()


def test_what_is_too_far_or_too_late_or_off_is_not_told(
    letters: Letters, thursday: Thursday
) -> None:
    make.activity("Soep", at=MORNING + DAY)
    make.activity("Te ver", at=MORNING + DAY, point=north_of_ede(9))
    make.activity("Te laat", at=MORNING + 9 * DAY)
    make.activity("Geweest", at=MORNING - 3 * HOUR)
    make.activity("Concept", at=MORNING + DAY, status="submitted")
    off = make.activity("Afgelast", at=MORNING + DAY)
    off.occurrences[0].status = "cancelled"
    db.session.commit()
    make.weekly_letter()
    thursday()
    told = told_to(letters)
    assert "Soep" in told
    for title in ("Te ver", "Te laat", "Geweest", "Concept", "Afgelast"):
        assert title not in told


def test_each_gets_what_is_within_their_own_reach(letters: Letters, thursday: Thursday) -> None:
    for title, far in (("Dichtbij", 0.1), ("Fietsen", 4), ("Rijden", 12)):
        make.activity(title, at=MORNING + DAY, point=north_of_ede(far))
    told = {}
    for kilometres in (1, 5, 15):
        make.weekly_letter(f"{kilometres}@voorbeeld.nl", kilometres=kilometres)
    thursday()
    for kilometres in (1, 5, 15):
        told[kilometres] = told_to(letters, f"{kilometres}@voorbeeld.nl")
    assert ["Dichtbij" in one for one in told.values()] == [True, True, True]
    assert ["Fietsen" in one for one in told.values()] == [False, True, True]
    assert ["Rijden" in one for one in told.values()] == [False, False, True]


def test_of_more_than_twenty_the_nearest_are_told_and_where_the_rest_is(
    client: Client, letters: Letters, thursday: Thursday
) -> None:
    brug = make.organisation()
    for number in range(22):
        soon = MORNING + DAY - number * HOUR / 2
        make.activity(f"Nummer {number}", by=brug, at=soon, point=north_of_ede(number / 10))
    make.weekly_letter()
    thursday()
    told = told_to(letters)
    assert "Nummer 19\n" in told and "Nummer 20\n" not in told
    assert told.index("Nummer 10\n") < told.index("Nummer 0\n")  # by time, not by distance
    assert "Er is nog meer. Kijk hier:" in told
    more = links(letters.last_to(RIET))[-2]
    assert more == "/activiteiten?waar=6711&straal=5&van=2026-09-03&tot=2026-09-11"
    assert "22 activiteiten" in client.get(more).main


def test_where_nothing_is_near_the_nearest_is_told(letters: Letters, thursday: Thursday) -> None:
    for number in range(4):
        far = north_of_ede(10 + number)
        make.activity(f"Nummer {number}", at=MORNING + DAY, point=far)
    make.weekly_letter()
    thursday()
    told = told_to(letters)
    assert "Binnen 5 km van 6711 Ede vonden wij deze week niets." in told
    assert "Nummer 2\nDorpsstraat 1, Ede (12 km)\n" in told
    assert "Nummer 3" not in told


def test_where_there_is_nothing_at_all_no_letter_goes_out(
    letters: Letters, thursday: Thursday
) -> None:
    make.activity("Te ver", at=MORNING + DAY, point=north_of_ede(32))
    for number, reach in enumerate((1, 5, 15)):
        make.weekly_letter(pc4=f"671{number + 1}", kilometres=reach)
    make.weekly_letter(pc4="1000")  # a postcode that is no more
    thursday()
    assert subjects(letters) == []


def test_no_link_but_the_one_to_end_it_says_who_reads_it(
    letters: Letters, thursday: Thursday
) -> None:
    make.activity(at=MORNING + DAY)
    tokens = [make.weekly_letter(f"{name}@voorbeeld.nl").token for name in ("riet", "jan")]
    thursday()
    told = [told_to(letters, f"{name}@voorbeeld.nl") for name in ("riet", "jan")]
    assert told[0].replace(tokens[0], "") == told[1].replace(tokens[1], "")
    assert [one.count(token) for one, token in zip(told, tokens, strict=True)] == [1, 1]
    for letter in letters.all():
        html = letter.get_body(("html",))
        assert html and "<img" not in html.get_content()


def test_what_an_organiser_wrote_is_text_in_a_letter(letters: Letters, thursday: Thursday) -> None:
    make.activity("<b>Gratis</b> {{ 7*7 }} %(area)s", at=MORNING + DAY, venue_name="{% raw %}")
    make.weekly_letter()
    thursday()
    assert "<b>Gratis</b> {{ 7*7 }} %(area)s\n{% raw %}, Dorpsstraat 1" in told_to(letters)
    html = letters.last_to(RIET).get_body(("html",))
    assert html and "&lt;b&gt;Gratis&lt;/b&gt;" in html.get_content()
