"""The parts that forms and pages are made of, as a reader and a screen reader get them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    Form as PlainForm,
    FormField,
    RadioField,
    SelectMultipleField,
)

from weekapp.forms import AtMost, BaseForm, Chosen, Required, StringField, TextAreaField


class Part(PlainForm):
    day = StringField("Dag", [Required("de dag")])


class Everything(BaseForm):
    title = StringField("Naam", [Required("de naam"), AtMost(10)])
    summary = StringField("In één zin")
    text = TextAreaField("Tekst")
    kind = RadioField("Soort", [Chosen("de soort")], choices={"a": "Appel", "b": "Peer"})
    themes = SelectMultipleField("Thema's", choices={"x": "Koffie", "y": "Eten"})
    at_door = BooleanField("Iemand vangt je op")
    parts = FieldList(FormField(Part), min_entries=2)


@pytest.fixture
def form(app: Flask) -> Any:
    with app.test_request_context(method="POST"):
        yield Everything(MultiDict({"title": "<b>te lange naam", "themes": "y"}))


def drawn(template: str, **values: Any) -> BeautifulSoup:
    imports = (
        '{% from "components/field.html" import field, textarea, select, choices, checkbox %}'
        '{% from "components/error_summary.html" import error_summary %}'
        '{% from "components/button.html" import button, button_link %}'
        '{% from "components/form.html" import csrf %}{% from "components/icon.html" import icon %}'
        '{% from "components/notice.html" import notice %}'
        '{% from "components/status.html" import status %}'
        '{% from "components/pager.html" import pager %}'
        '{% from "components/breadcrumb.html" import breadcrumb %}'
    )
    return BeautifulSoup(render_template_string(imports + template, **values), "html.parser")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def described(soup: BeautifulSoup, field: Tag) -> list[str]:
    """The words a screen reader reads after the name of a field."""
    ids = str(field.get("aria-describedby", "")).split()
    return [" ".join(one(soup, f"[id='{i}']").get_text(" ").split()) for i in ids]


def test_a_field_has_a_label_of_its_own(form: Everything) -> None:
    soup = drawn("{{ field(form.title) }}", form=form)
    assert one(soup, "label")["for"] == one(soup, "input")["id"]


def test_help_and_error_describe_a_field_in_the_order_they_stand(form: Everything) -> None:
    form.validate()
    soup = drawn("{{ field(form.title, help='Houd het kort.') }}", form=form)
    field = one(soup, "input")
    said = described(soup, field)
    assert field["aria-invalid"] == "true"
    assert said[0] == "Houd het kort." and said[1].startswith("Fout: Maak dit korter")


def test_a_field_without_help_or_error_describes_itself_by_nothing(form: Everything) -> None:
    field = one(drawn("{{ field(form.summary) }}", form=form), "input")
    assert "aria-describedby" not in field.attrs and "aria-invalid" not in field.attrs


def test_what_was_typed_stays_and_is_escaped(form: Everything) -> None:
    form.validate()
    assert one(drawn("{{ field(form.title) }}", form=form), "input")["value"] == "<b>te lange naam"


def test_a_browser_never_cuts_what_is_pasted(form: Everything) -> None:
    assert "maxlength" not in one(drawn("{{ field(form.title) }}", form=form), "input").attrs


@pytest.mark.parametrize(("name", "is_marked"), [("title", False), ("summary", True)])
def test_only_what_may_be_left_empty_says_so(form: Everything, name: str, is_marked: bool) -> None:
    soup = drawn("{{ field(form[name]) }}", form=form, name=name)
    assert ("(niet verplicht)" in one(soup, "label").get_text()) is is_marked


def test_a_page_may_say_that_a_field_has_to_be_filled_in(form: Everything) -> None:
    soup = drawn("{{ field(form.summary, required=true) }}", form=form)
    assert "niet verplicht" not in soup.get_text()


def test_other_attributes_reach_the_field(form: Everything) -> None:
    soup = drawn(
        "{{ field(form.summary, autocomplete='name', **{'data-count': '160'}) }}"
        "{{ textarea(form.text, rows=3) }}",
        form=form,
    )
    assert one(soup, "input")["autocomplete"] == "name"
    assert one(soup, "input")["data-count"] == "160"
    assert one(soup, "textarea")["rows"] == "3"


def test_choices_are_a_group_with_a_name_and_a_label_each(form: Everything) -> None:
    soup = drawn("{{ choices(form.kind) }}", form=form)
    boxes = soup.select("fieldset input[type=radio]")
    assert one(soup, "legend").get_text(strip=True) == "Soort"
    assert [b["id"] for b in boxes] == [label["for"] for label in soup.select("label")]


def test_an_error_describes_the_whole_group(form: Everything) -> None:
    form.validate()
    soup = drawn("{{ choices(form.kind) }}", form=form)
    assert described(soup, one(soup, "fieldset")) == ["Fout: Kies de soort."]


def test_several_may_be_chosen_and_what_was_chosen_stays(form: Everything) -> None:
    soup = drawn("{{ choices(form.themes, hints={'x': 'met koek'}) }}", form=form)
    coffee, food = soup.select("input[type=checkbox]")
    assert food.has_attr("checked") and not coffee.has_attr("checked")
    assert described(soup, coffee) == ["met koek"]


def test_a_box_to_tick_has_its_label_beside_it(form: Everything) -> None:
    soup = drawn("{{ checkbox(form.at_door, help='Dat helpt.') }}", form=form)
    assert one(soup, "label")["for"] == one(soup, "input[type=checkbox]")["id"]
    assert described(soup, one(soup, "input")) == ["Dat helpt."]


def test_the_summary_links_each_error_to_its_field(form: Everything) -> None:
    form.validate()
    soup = drawn("{{ error_summary(form) }}", form=form)
    assert [a["href"] for a in soup.select("a")] == [
        "#title",
        "#kind-0",
        "#parts-0-day",
        "#parts-1-day",
    ]
    assert one(soup, "[role=alert]")["tabindex"] == "-1"


def test_the_summary_puts_nothing_after_a_question(form: Everything) -> None:
    form.validate()
    form.kind.label.text = "Welke soort?"
    said = [a.get_text() for a in drawn("{{ error_summary(form) }}", form=form).select("a")]
    assert said[0].startswith("Naam: ") and said[1] == "Welke soort? Kies de soort."


def test_a_form_without_errors_has_no_summary(form: Everything) -> None:
    assert not drawn("{{ error_summary(form) }}", form=form).get_text(strip=True)


def test_two_forms_on_a_page_share_a_token_and_no_id(form: Everything) -> None:
    soup = drawn("{{ csrf(form) }}{{ csrf() }}", form=form)
    first, second = soup.select("input[type=hidden][name=csrf_token]")
    assert first["value"] == second["value"] and "id" not in first.attrs


def test_a_button_sends_its_name_and_a_link_its_address(form: Everything) -> None:
    soup = drawn(
        "{{ button('Zet online', name='deed', value='publish', icon='check') }}"
        "{{ button_link('Bel', 'tel:088', kind='secondary') }}"
    )
    sent = one(soup, "button[type=submit]")
    assert (sent["name"], sent["value"], sent.get_text(strip=True)) == (
        "deed",
        "publish",
        "Zet online",
    )
    assert one(soup, "a.nl-button--secondary")["href"] == "tel:088"


def test_a_sign_is_hidden_from_who_hears_its_word(form: Everything) -> None:
    soup = drawn("{{ status('cancelled', 'Gaat niet door') }}{{ status('strange', 'Anders') }}")
    signs = soup.select("svg")
    assert len(signs) == 2 and all(sign["aria-hidden"] == "true" for sign in signs)
    assert soup.get_text(" ", strip=True) == "Gaat niet door Anders"


def test_a_notice_speaks_up_only_when_asked(form: Everything) -> None:
    call = "{%% call notice('warning', 'Let op'%s) %%}<p>Het is vol.</p>{%% endcall %%}"
    assert not drawn(call % "").select("[role]")
    assert one(drawn(call % ", role='status'"), "[role=status]").select("p")


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 2, "1 2 Volgende"),
        (5, 9, "Vorige 1 … 4 5 6 … 9 Volgende"),
        (9, 9, "Vorige 1 … 8 9"),
        (2, 4, "Vorige 1 2 3 4 Volgende"),
    ],
)
def test_the_pager_shows_first_last_and_neighbours(
    form: Everything, page: int, pages: int, shown: str
) -> None:
    soup = drawn("{{ pager(page, pages, url_of) }}", page=page, pages=pages, url_of="?p={}".format)
    words = soup.get_text(" ", strip=True).replace("Pagina ", "")
    assert words == shown and one(soup, "[aria-current=page]")["href"] == f"?p={page}"


def test_one_page_needs_no_pager(form: Everything) -> None:
    assert not drawn("{{ pager(1, 1, url_of) }}", url_of=str).get_text(strip=True)


def test_the_last_step_of_the_way_here_is_no_link(form: Everything) -> None:
    soup = drawn("{{ breadcrumb([('Begin', '/'), ('Ede', '')]) }}")
    assert [a["href"] for a in soup.select("a")] == ["/"]
    assert one(soup, "[aria-current=page]").get_text(strip=True) == "Ede"
