"""The form that asks why something is called off."""

from flask_babel import lazy_gettext as _

from weekapp.forms import AtMost, BaseForm, Required, TextAreaField


class CancelForm(BaseForm):
    """The reason visitors read."""

    reason = TextAreaField(_("Waarom gaat het niet door?"), [Required(_("de reden")), AtMost(160)])
