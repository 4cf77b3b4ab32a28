"""Files that were made to hurt: twenty of them, each with the form it is sent by."""

from tests.imports.sheets import BOOK, SHEET, SOUP, repacked, workbook

Upload = tuple[str, str, bytes]  # address, file name, content
SHEETS, CALENDARS = "/mijn/inlezen/blad", "/mijn/inlezen/agenda"


def twenty() -> list[Upload]:
    """Twenty uploads, sheets and calendars by turns."""
    sheets, calendars = _sheets(), _calendars()
    made = [
        one
        for number, (sheet, agenda) in enumerate(zip(sheets, calendars, strict=True))
        for one in (
            (SHEETS, f"bom{number}.xlsx" if sheet.startswith(b"PK") else f"bom{number}.csv", sheet),
            (CALENDARS, f"bom{number}.ics", agenda),
        )
    ]
    assert len(made) == 20
    return made


def _sheets() -> list[bytes]:
    book = workbook(SOUP)
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9)
    )
    return [
        repacked(book, {SHEET: b"<x>" + b" " * 60_000_000}),
        repacked(book, {SHEET: b" " * 49_000_000}),
        repacked(book, {BOOK: f'<?xml version="1.0"?>{entities}]><x>&b8;</x>'}),
        repacked(book, {f"xl/deel{n}.xml": b"x" for n in range(3000)}),
        workbook(*[[f"{n}-{column}" for column in range(40)] for n in range(1200)]),
        b'Titel;Datum\r\n"' + b"x" * 1_900_000,
        b";" * 1_900_000,
        b"Titel;Datum\r\n" + b"a;b\r\n" * 300_000,
        b'Titel;Datum\r\n"' + b'""' * 900_000,
        b"\x00" * 1_000_000,
    ]


def _calendars() -> list[bytes]:
    start = "DTSTART:20270101T120000Z"
    rules = (
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=999999999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))),
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    )
    return [
        *(_calendar(_event(start, f"RRULE:{rule}")) for rule in rules),
        _calendar(*[_event(start, f"UID:{n}") for n in range(12_000)]),
        _calendar(*[_event(start, f"UID:{n}", "RRULE:FREQ=DAILY") for n in range(300)]),
        b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"x" * 900_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"BEGIN:VALARM\r\n" * 60_000,
        _calendar(_event(start, "RDATE:" + ",".join(["20270101T120000Z"] * 50_000))),
    ]


def _calendar(*events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def _event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "SUMMARY:Bom", "END:VEVENT", ""))
