"""Where a resident means, whatever they type."""

import statistics
import time
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from weekapp.places import names, where
from weekapp.places.gazetteer import gazetteer

SEPTEMBER = date(2026, 9, 1)


def found(text: str, on: date = SEPTEMBER) -> where.Found:
    answer = where.find(text, on)
    assert isinstance(answer, where.Found), answer
    return answer


@pytest.mark.parametrize(
    ("typed", "label", "precision", "code"),
    [
        ("3511", "3511 Utrecht", "postcode", "GM0344"),
        ("3511AB", "3511 AB Utrecht", "postcode", "GM0344"),
        ("3511 ab", "3511 AB Utrecht", "postcode", "GM0344"),
        (" 3511-AB ", "3511 AB Utrecht", "postcode", "GM0344"),
        ("Utrecht", "Utrecht", "place", "GM0344"),
        ("UTRECHT.", "Utrecht", "place", "GM0344"),
        ("den bosch", "Den Bosch", "place", "GM0796"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch", "place", "GM0796"),
        ("s hertogenbosch", "'s-Hertogenbosch", "place", "GM0796"),
        ("’s Gravenhage", "'s-Gravenhage", "place", "GM0518"),
        ("Den Haag", "Den Haag", "place", "GM0518"),
        ("Ljouwert", "Ljouwert", "place", "GM0080"),
        ("Alphen a/d Rijn", "Alphen aan den Rijn", "place", "GM0484"),
        ("St. Oedenrode", "Sint-Oedenrode", "place", "GM1948"),
        ("Westland", "gemeente Westland", "municipality", "GM1783"),
        ("gemeente Ede", "gemeente Ede", "municipality", "GM0228"),
        ("Texel", "gemeente Texel", "municipality", "GM0448"),
        ("52.0907, 5.1214", "jouw plek", "point", "GM0344"),
    ],
)
def test_what_is_written_right_is_found(typed: str, label: str, precision: str, code: str) -> None:
    it = found(typed)
    assert (it.label, it.precision, it.municipality_code) == (label, precision, code)


def test_bergen_is_a_choice_that_shows_place_and_municipality() -> None:
    answer = where.find("Bergen", SEPTEMBER)
    assert isinstance(answer, where.Choice)
    assert [(one.label, one.detail) for one in answer.options] == [
        ("Bergen", "gemeente Bergen (NH.), Noord-Holland"),
        ("Bergen", "gemeente Bergen (L.), Limburg"),
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Bergen, Bergen (NH.)", "GM0373"),
        ("Bergen NH", "GM0373"),
        ("bergen limburg", "GM0893"),
        ("Bergen (GM0893)", "GM0893"),
        ("gemeente Bergen (L.)", "GM0893"),
        ("Utrecht (GM0344)", "GM0344"),
        ("Rijswijk, Gelderland", "GM0214"),
    ],
)
def test_a_name_with_its_municipality_or_province_is_one_place(typed: str, code: str) -> None:
    assert found(typed).municipality_code == code


def test_what_a_choice_links_to_means_that_one_only() -> None:
    for name in list(gazetteer().names):
        for meaning in names.called(name):
            assert [one.one for one in names.meant(meaning.token)] == [meaning.one], meaning.token


def test_every_municipality_is_found_or_offered_by_its_name() -> None:
    for municipality in gazetteer().municipalities.values():
        answer = where.find(municipality.name, SEPTEMBER)
        if isinstance(answer, where.Choice):
            assert any(municipality.name in one.detail for one in answer.options), municipality
        else:
            assert found(municipality.name).municipality_code == municipality.code


def test_the_place_nearly_everybody_means_goes_first_and_the_others_are_offered() -> None:
    it = found("Hengelo")
    assert it.municipality_code == "GM0164"
    assert [one.token for one in it.others] == ["Hengelo, Bronckhorst"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Amersfort", "Amersfoort"),
        ("Enchede", "Enschede"),
        ("Alphen aan de Rijn", "Alphen aan den Rijn"),
        ("Bergen op zom", "Bergen op Zoom"),
        ("schertogenbosch", "'s-Hertogenbosch"),
    ],
)
def test_a_typing_error_is_understood_and_told(typed: str, meant: str) -> None:
    it = found(typed)
    assert (it.label, it.note) == (meant, f"We zochten in {meant}.")


@pytest.mark.parametrize(
    ("typed", "precision", "note"),
    [
        (
            "Dorpsstraat 12, 6711 AB Ede",
            "postcode",
            "We zochten vanaf het midden van postcode 6711 in Ede.",
        ),
        ("6711 Ede", "postcode", "We zochten vanaf het midden van postcode 6711 in Ede."),
        ("Dorpsstraat 12, Ede", "place", "We zochten vanaf het midden van Ede."),
        ("Dorpsstraat 12 Ede", "place", "We zochten vanaf het midden van Ede."),
        ("Ede, Dorpsstraat 12", "place", "We zochten vanaf het midden van Ede."),
        (
            "Dorpsstraat 12, 9990 XX Ede",
            "place",
            "Postcode 9990 XX kennen wij niet. We zochten vanaf het midden van Ede.",
        ),
    ],
)
def test_of_an_address_the_postcode_or_place_is_used_and_told(
    typed: str, precision: str, note: str
) -> None:
    it = found(typed)
    assert (it.municipality_code, it.precision, it.note) == ("GM0228", precision, note)


def test_an_address_in_a_place_of_which_there_are_more_is_a_choice() -> None:
    assert isinstance(where.find("Dorpsstraat 1, Bergen", SEPTEMBER), where.Choice)


def test_a_year_in_a_street_is_no_postcode() -> None:
    assert found("Plein 1944, Nijmegen").label == "Nijmegen"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("0000ZZ", "Postcode 0000 ZZ bestaat niet. Een postcode begint niet met een 0."),
        ("9990", "Postcode 9990 kennen wij niet. Klopt hij? Je kunt ook je plaats typen."),
        ("9990zz", "Postcode 9990 ZZ kennen wij niet. Klopt hij? Je kunt ook je plaats typen."),
        ("", "Vul een postcode, plaats of adres in."),
        ("\0\u202e  ", "Vul een postcode, plaats of adres in."),
        ("xyzzyq", "Wij kennen geen plaats of postcode “xyzzyq”. Klopt de spelling?"),
        ("😀", "Wij kennen geen plaats of postcode “😀”. Klopt de spelling?"),
        ("51.2194, 4.4024", "Deze plek ligt niet in Nederland."),
    ],
)
def test_what_is_not_found_gets_a_reason(typed: str, says: str) -> None:
    assert where.find(typed, SEPTEMBER) == where.Nothing(says)


def test_a_municipality_is_searched_as_far_as_its_furthest_corner() -> None:
    assert found("Westland").kilometres == 7
    assert found("gemeente Súdwest-Fryslân").kilometres == 27


def test_after_a_merger_the_old_name_is_in_the_new_municipality() -> None:
    assert found("Wijdemeren", date(2026, 12, 31)).municipality_code == "GM1696"
    assert found("Wijdemeren", date(2027, 1, 1)).municipality_code == "GM0402"


@pytest.mark.parametrize(
    "typed", ["12 x" * 2500, "é" * 10_000, "1234 " * 2000, "," * 9999, "(" * 99]
)
def test_ten_thousand_characters_are_answered_at_once(typed: str) -> None:
    start = time.perf_counter()
    where.find(typed, SEPTEMBER)
    assert time.perf_counter() - start < 1


@settings(max_examples=400, deadline=None)
@given(st.text() | st.from_regex(r"[0-9]{3,5} ?[A-Za-z]{0,3}[ ,(]+[A-Za-z '\-]{0,12}[)]?"))
def test_whatever_is_typed_gives_an_answer(typed: str) -> None:
    answer = where.find(typed, SEPTEMBER)
    assert isinstance(answer, where.Found | where.Choice | where.Nothing)
    assert where.told(answer)
    where.is_address(typed)


def test_a_lookup_takes_about_nothing() -> None:
    taken = []
    for _ in range(20):
        start = time.perf_counter()
        for typed in ("3511AB", "Utrecht", "Amersfort", "Dorpsstraat 12, 6711 AB Ede"):
            where.find(typed, SEPTEMBER)
        taken.append(time.perf_counter() - start)
    assert statistics.median(taken) < 0.1
