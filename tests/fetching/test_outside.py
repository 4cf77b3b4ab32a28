"""Which addresses are refused before anything is asked: by how they are written, or by whose."""

import pytest

from tests.fetching.elsewhere import SOMEWHERE, Elsewhere, redirect
from weekapp.fetching import CannotFetch, NotOutside, target

ADDRESS = "https://agenda.voorbeeld.nl/a.ics"
INSIDE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.8",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1:abcd::5db8:d70e",
    "100::1",
    "2001:0:7f00:1::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:5db8:d70e::1",
    "2a00:1450:4001::5efe:10.0.0.1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2a00:1450::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address at all",
]


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_dialled(elsewhere: Elsewhere, address: str) -> None:
    elsewhere.names["agenda.voorbeeld.nl"] = [[address]]
    with pytest.raises(CannotFetch, match="private"):
        elsewhere.fetcher().fetch(ADDRESS)
    assert elsewhere.dialled == []


def test_one_wrong_address_among_good_ones_is_one_too_many(elsewhere: Elsewhere) -> None:
    elsewhere.names["agenda.voorbeeld.nl"] = [[SOMEWHERE, "10.0.0.1"]]
    with pytest.raises(CannotFetch, match="private"):
        elsewhere.fetcher().fetch(ADDRESS)
    assert elsewhere.dialled == []


@pytest.mark.parametrize(
    "address", [SOMEWHERE, "2a00:1450:4001:80e::200e", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_what_is_on_the_open_internet_is_dialled(elsewhere: Elsewhere, address: str) -> None:
    elsewhere.names["agenda.voorbeeld.nl"] = [[address]]
    elsewhere.fetcher().fetch(ADDRESS)
    assert elsewhere.dialled == [address]


def test_a_name_that_changes_its_answer_is_asked_once(elsewhere: Elsewhere) -> None:
    elsewhere.names["agenda.voorbeeld.nl"] = [[SOMEWHERE], ["127.0.0.1"]]
    elsewhere.fetcher().fetch(ADDRESS)
    assert elsewhere.looked_up == ["agenda.voorbeeld.nl"]
    assert elsewhere.dialled == [SOMEWHERE]


def test_a_redirect_to_the_same_name_is_checked_anew(elsewhere: Elsewhere) -> None:
    elsewhere.names["agenda.voorbeeld.nl"] = [[SOMEWHERE], ["127.0.0.1"]]
    elsewhere.answers["/oud"] = redirect("/a.ics")
    with pytest.raises(CannotFetch, match="private"):
        elsewhere.fetcher().fetch("https://agenda.voorbeeld.nl/oud")
    assert elsewhere.dialled == [SOMEWHERE]


@pytest.mark.parametrize("address", [one for one in INSIDE if "%" not in one and " " not in one])
def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(
    elsewhere: Elsewhere, address: str
) -> None:
    elsewhere.names["binnen.voorbeeld.nl"] = [[address]]
    elsewhere.answers["/oud"] = redirect("https://binnen.voorbeeld.nl/a.ics")
    with pytest.raises(CannotFetch, match="private"):
        elsewhere.fetcher().fetch("https://agenda.voorbeeld.nl/oud")
    assert elsewhere.dialled == [SOMEWHERE]


REFUSED = {
    "https://u:p@agenda.voorbeeld.nl/": "credentials",
    "https://agenda.voorbeeld.nl@127.0.0.1/": "credentials",
    "https://agenda.voorbeeld.nl:443@10.0.0.1/": "credentials",
    "https://agenda.voorbeeld.nl:8443/": "port",
    "http://agenda.voorbeeld.nl:80/": "port",
    "https://agenda.voorbeeld.nl:x/": "address",
    "https://127.0.0.1/": "number",
    "https://2130706433/": "number",
    "https://0x7f.1/": "number",
    "https://0x7f000001/": "number",
    "https://0177.0.0.01/": "number",
    "https://127.1/": "number",
    "https://1.1.1.1./": "number",
    "https://１２７.０.０.１/": "number",
    "https://127。0。0。1/": "number",
    "https://[::1]/": "number",
    "https://[::ffff:127.0.0.1]/": "number",
    "https://[2a00:1450::1]:443/": "number",
    "https://localhost/": "address",
    "https://metadata/": "address",
    "https://agenda.voorbeeld.nl\\@10.0.0.1/": "address",
    "https:\\\\agenda.voorbeeld.nl/": "address",
    "https:///a.ics": "address",
    "https://": "address",
    "https://..nl/": "address",
    "https://a..nl/": "address",
    "https://-a.nl/": "address",
    "https://voor_beeld.nl/": "address",
    "https://agenda%2evoorbeeld.nl/": "address",
    "https://agenda.voorbeeld.nl/\r\nX-Evil: 1": "address",
    "https://agenda.voorbeeld.nl/\x00": "address",
    "https://agenda.voorbeeld.nl/ a": "address",
    "https://agenda.voorbeeld.nl/\u202ea": "address",
    "https://agenda.voorbeeld.nl\u2028/": "address",
    "https://voor\u200bbeeld.1/": "address",
    "https://" + "a" * 64 + ".nl/": "address",
    "https://" + "a." * 400 + "nl/": "address",
    "https://a.nl/" + "a" * 2000: "address",
    "": "address",
    "file:///etc/passwd": "address",
    "file://agenda.voorbeeld.nl/etc/passwd": "scheme",
    "ftp://agenda.voorbeeld.nl/a.ics": "scheme",
    "gopher://agenda.voorbeeld.nl/_": "scheme",
    "javascript:alert(1)": "address",
    "/etc/passwd": "address",
}


@pytest.mark.parametrize("typed", REFUSED, ids=ascii)
def test_an_odd_address_is_refused_before_its_name_is_looked_up(
    elsewhere: Elsewhere, typed: str
) -> None:
    with pytest.raises(CannotFetch) as refused:
        elsewhere.fetcher().fetch(typed)
    assert refused.value.why == REFUSED[typed]
    assert elsewhere.looked_up == []


@pytest.mark.parametrize("typed", list(REFUSED)[:20], ids=ascii)
def test_a_redirect_to_an_odd_address_is_refused(typed: str) -> None:
    with pytest.raises(NotOutside):
        target(ADDRESS).redirected(typed)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://agenda.voorbeeld.nl/a.ics", "downgrade"),
        ("webcal://agenda.voorbeeld.nl/a.ics", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/calendar,BEGIN", "scheme"),
        ("ht\ntp://agenda.voorbeeld.nl/", "address"),
    ],
)
def test_a_redirect_leads_to_https_only(to: str, why: str) -> None:
    with pytest.raises(NotOutside, match=why):
        target(ADDRESS).redirected(to)
