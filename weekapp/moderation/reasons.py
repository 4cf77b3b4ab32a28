"""The reasons a coordinator chooses from, and the sentences the organiser reads for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

OTHER = "anders"


@dataclass(frozen=True)
class Reason:
    """What the coordinator chooses, and what the organiser reads in the letter."""

    label: LazyString
    sentence: LazyString


TO_RETURN: Mapping[str, Reason] = {
    "tijd": Reason(
        _("De dag of de tijd is niet duidelijk"),
        _("Het is nog niet duidelijk op welke dag of hoe laat het is. Kun je dat nakijken?"),
    ),
    "adres": Reason(
        _("Het adres klopt niet"),
        _("Het adres klopt niet, of mensen kunnen de plek niet vinden. Kun je dat nakijken?"),
    ),
    "contact": Reason(
        _("Er is niemand om te bellen of te mailen"),
        _("Mensen willen vooraf iets kunnen vragen. Zet er een telefoonnummer of e-mailadres bij."),
    ),
    "tekst": Reason(
        _("De tekst is niet duidelijk genoeg"),
        _(
            "Uit de tekst blijkt nog niet goed wat mensen kunnen verwachten. "
            "Schrijf kort en gewoon op wat jullie doen en wie er welkom is."
        ),
    ),
    "dubbel": Reason(
        _("Het staat er al in"),
        _("Deze activiteit staat al op de site. Twee keer hetzelfde is verwarrend."),
    ),
    "past": Reason(
        _("Het past niet bij de week"),
        _(
            "Op deze site staan activiteiten waar mensen elkaar ontmoeten. "
            "Deze activiteit past daar volgens ons niet bij."
        ),
    ),
    "verkoop": Reason(
        _("Het is reclame of verkoop"),
        _("Het gaat vooral om verkopen of reclame. Daar is deze site niet voor."),
    ),
    OTHER: Reason(
        _("Iets anders, in mijn eigen woorden"), _("Er is nog iets waar we over vallen.")
    ),
}
TO_TAKE_DOWN: Mapping[str, Reason] = {
    "melding": Reason(
        _("We zoeken eerst iets uit"),
        _("We kregen een vraag of een melding en zoeken dat eerst uit. Je hoort snel van ons."),
    ),
    **{code: TO_RETURN[code] for code in ("tijd", "adres", "dubbel", "past", "verkoop", OTHER)},
}


def words(reasons: Mapping[str, Reason], code: str, own_words: str) -> str:
    """What the organiser reads: the sentence of the reason, and what the coordinator adds."""
    sentence = "" if code == OTHER and own_words else str(reasons[code].sentence)
    return "\n\n".join(part for part in (sentence, own_words) if part)
