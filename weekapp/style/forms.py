"""A form with every kind of field, each as it comes and with something wrong in it."""

from typing import Self

from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField

from weekapp.forms import BaseForm, Required, StringField, TextAreaField

DRINKS = {"koffie": "Koffie", "thee": "Thee", "soep": "Een kom soep"}


class SampleForm(BaseForm):
    """Fields of every kind; nobody sends it."""

    class Meta(BaseForm.Meta):
        csrf = False

    name = StringField("Naam", [Required("je naam")])
    postcode = StringField("Postcode")
    day = StringField("Dag", [Required("de dag")])
    story = TextAreaField("Vertel iets meer")
    town = SelectField("Gemeente", choices={"": "Kies een gemeente", "ede": "Ede"})
    photo = FileField("Foto")
    drink = RadioField("Wat wil je drinken?", choices=DRINKS)
    themes = SelectMultipleField("Wat zoek je?", choices=DRINKS)
    is_met = BooleanField("Ik wil graag dat iemand mij opvangt")
    latitude = StringField("Breedtegraad")
    longitude = StringField("Lengtegraad")

    @classmethod
    def empty(cls) -> Self:
        """As somebody finds it."""
        return cls(formdata=None, prefix="leeg")

    @classmethod
    def wrong(cls) -> Self:
        """As somebody gets it back, with an error beside each field."""
        typed = {"name": "", "postcode": "671", "drink": "thee", "themes": ["koffie", "soep"]}
        form = cls(formdata=None, prefix="fout", data=typed)
        for field in form:
            field.errors = ["Vul dit in."]
        form.is_met.data = True
        return form
