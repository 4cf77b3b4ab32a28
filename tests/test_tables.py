"""Tables that we give out: they open as they should, and nothing in them is ever run."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, strategies as st

from weekapp import tables, xlsx
from weekapp.xlsx import Sheet

HOSTILE = [
    "=1+1",
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "\n=1",
    "'=1",
    '"=1',
    "”=1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "−1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://kwaad.nl";"klik")',
]
texts = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from([*HOSTILE, "'", '"', " ", "=", ";", "é", "\n"]), max_size=4).map(
        "".join
    ),
)


def read_csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_that_could_be_a_formula_gets_a_quote(text: str) -> None:
    assert read_csv(tables.csv_of([[text]])) == [[f"'{text}"]]


@pytest.mark.parametrize("text", ["Koffie", "1 = 1", "a+b", "'s Avonds", "“Samen” = leuk", "", " "])
def test_a_cell_that_is_just_text_stays_as_it_is(text: str) -> None:
    assert tables.neutral(text) == text


@given(texts)
def test_the_quote_comes_off_again_and_nothing_else_does(text: str) -> None:
    assert tables.restored(tables.neutral(text)) == text
    assert not tables.is_formula(tables.neutral(text)) or tables.neutral(text)[0] == "'"


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\r" not in text])
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(xlsx.xlsx_of([Sheet("Blad", [["Kop"], [text]])])))
    cell = opened["Blad"]["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")


def test_a_csv_opens_in_a_dutch_excel() -> None:
    content = tables.csv_of([["Titel", "Prijs"], ["Café; thee", "€ 3,50"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'Titel;Prijs\r\n"Café; thee";€ 3,50\r\n'


def test_what_xml_cannot_hold_is_left_out() -> None:
    content = xlsx.xlsx_of([Sheet("Blad", [["a\x00b\x0bc\ud800d"]])])
    assert openpyxl.load_workbook(io.BytesIO(content))["Blad"]["A1"].value == "abcd"
    assert read_csv(tables.csv_of([["a\x00b\ud800"]])) == [["ab"]]


def test_a_workbook_has_its_header_in_sight_and_hides_what_is_not_to_be_read() -> None:
    content = xlsx.xlsx_of(
        [Sheet("Een", [["Titel"], ["Soep"]], widths=[30]), Sheet("Twee", [["x"]], is_hidden=True)]
    )
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert (opened["Een"].freeze_panes, opened["Een"]["A1"].font.bold) == ("A2", True)
    assert opened["Een"].column_dimensions["A"].width == 30
    assert opened["Twee"].sheet_state == "hidden"
