"""What a calendar says in words comes through as plain text, and no more of it than is for us."""

import pytest

from tests.imports.calendars import calendar, event, here, series

START = "DTSTART;TZID=Europe/Amsterdam:20260924T140000"
END = "DTEND;TZID=Europe/Amsterdam:20260924T160000"


@pytest.mark.parametrize(
    ("encoded", "remarks"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("latin-1", ["latin1"]),
    ],
)
def test_letters_are_read_in_every_encoding(encoded: str, remarks: list[str]) -> None:
    content = calendar(event(START, END, "SUMMARY:Café één", "DESCRIPTION:" + "é" * 200))
    answer = here(content.replace(b"\r\n ", b"").decode().encode(encoded))
    assert answer["series"][0]["title"] == "Café één"
    assert answer["remarks"] == remarks


def test_a_letter_that_was_cut_in_two_is_whole_again() -> None:
    assert series(START, END, "DESCRIPTION:" + "é" * 500)["description"] == "é" * 500


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"Koffie\, thee\; koek\nEn meer\\", "Koffie, thee; koek\nEn meer\\"),
        ("Kom<br>langs<br/>nu", "Kom\nlangs\nnu"),
        ("<p>Een</p><p>Twee</p>", "Een\n\nTwee"),
        ("<ul><li>een</li><li>twee</li></ul>", "- een\n- twee"),
        ('<a href="https://x.nl/a">Lees meer</a>.', "Lees meer (https://x.nl/a)."),
        ('<a href="https://x.nl/">https://x.nl</a>', "https://x.nl/"),
        ('<a href="javascript:alert(1)">klik</a>', "klik"),
        ("<b>Let op</b><script>alert(1)</script>", "Let op"),
        ("Tom &amp; Tina", "Tom & Tina"),
        ("3 < 4 en 5 > 4", "3 < 4 en 5 > 4"),
        ("Hoi\\n\\n\\n\\n\\nDag", "Hoi\n\nDag"),
        ("Kom!\\n-::~:~::~:~::-\\nDeelnemen: https://meet.google.com/a\\n-::~:~::~:~::-", "Kom!"),
    ],
)
def test_text_becomes_plain(written: str, meant: str) -> None:
    assert series(START, END, f"DESCRIPTION:{written}")["description"] == meant


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "https://meet.google.com/abc"),
        ("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example/1", "https://teams.example/1"),
        ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://jitsi.example/a", "https://jitsi.example/a"),
        ("X-GOOGLE-CONFERENCE:http://meet.google.com/abc", ""),
        ("CONFERENCE;VALUE=URI:tel:+31301234567", ""),
        ("X-GOOGLE-CONFERENCE:javascript:alert(1)", ""),
        ("X-ZOOM:https://zoom.us/j/1", ""),
    ],
)
def test_only_safe_links_of_known_programs_come_through(line: str, link: str) -> None:
    assert series(START, END, line)["online"] == link
