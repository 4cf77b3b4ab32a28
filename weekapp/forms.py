"""The base form, and validators that share one grammar: what to do, in plain Dutch."""

import re
import unicodedata
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    Form,
    StringField,
    TelField,
    TextAreaField,
    URLField,
)
from wtforms.validators import DataRequired, StopValidation, ValidationError

# C0 and C1 controls except line feed; bidirectional controls; zero-width and invisible marks.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_TELEPHONE = re.compile(r"\+?[\d ()/.-]{6,24}")
# No part can match what its neighbour does, so that a long address costs no more than its length.
_WEB_ADDRESS = re.compile(r"https?://(?:[^\s/@:.]+\.)+[^\s/@:.]{2,}\.?(:\d+)?(/\S*)?")


def clean(text: str | None) -> str:
    """Text as we keep it: NFC, line feeds only, no control or direction marks, no outer space."""
    unified = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    without_surrogates = unified.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", _UNWANTED.sub("", without_surrogates)).strip()


def clean_line(text: str | None) -> str:
    """`clean`, on one line."""
    return " ".join(clean(text).split())


def normalised_address(text: str) -> str | None:
    """An e-mail address that could exist, in the ASCII form every mail server takes, else None."""
    try:
        found = validate_email(text[:320], check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return found.ascii_email


class BaseForm(FlaskForm):
    """Every form of ours: text is cleaned on the way in, before it is checked or shown again."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            cls = unbound_field.field_class
            if issubclass(cls, StringField) and not options.get("filters"):
                tidy = clean if issubclass(cls, TextAreaField) else clean_line
                options["filters"] = [*unbound_field.kwargs.pop("filters", ()), tidy]
            bound: Field = unbound_field.bind(form=form, **options)
            return bound


class Required(DataRequired):
    """Something has to be filled in; `what` completes "Vul ... in."."""

    def __init__(self, what: str) -> None:
        super().__init__(lazy_gettext("Vul %(what)s in.", what=what))


class Chosen(DataRequired):
    """Something has to be chosen; `what` completes "Kies ..."."""

    def __init__(self, what: str) -> None:
        super().__init__(lazy_gettext("Kies %(what)s.", what=what))


class AtMost:
    """A text is not longer than `characters`; the sentence says by how much it is."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.field_flags = {"maxlength": characters}

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.characters
        if over > 0:
            raise ValidationError(
                gettext(
                    "Maak dit korter: er mogen %(most)s tekens in staan, "
                    "dit zijn er %(over)s te veel.",
                    most=self.characters,
                    over=over,
                )
            )


class EmailAddress:
    """An e-mail address that could exist; normalised in place."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            return
        address = normalised_address(field.data)
        if address is None:
            raise StopValidation(
                gettext("Dit e-mailadres klopt niet. Een voorbeeld: naam@voorbeeld.nl.")
            )
        field.data = address


class Telephone:
    """A telephone number as people write it: digits, spaces, brackets, dashes, one plus."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            return
        digits = sum(c.isdigit() for c in field.data)
        if not _TELEPHONE.fullmatch(field.data) or not 8 <= digits <= 15:
            raise StopValidation(
                gettext("Dit telefoonnummer klopt niet. Een voorbeeld: 0318 12 34 56.")
            )


class WebAddress:
    """An http(s) address; "www.voorbeeld.nl" gets its https:// here."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            return
        if "://" not in field.data:
            field.data = f"https://{field.data}"
        if not _WEB_ADDRESS.fullmatch(field.data):
            raise StopValidation(
                gettext("Dit webadres klopt niet. Een voorbeeld: https://www.voorbeeld.nl.")
            )


__all__ = [
    "AtMost",
    "BaseForm",
    "Chosen",
    "EmailAddress",
    "EmailField",
    "Required",
    "StringField",
    "TelField",
    "Telephone",
    "TextAreaField",
    "URLField",
    "WebAddress",
    "clean",
    "clean_line",
    "normalised_address",
]
