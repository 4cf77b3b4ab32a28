"""Whose an e-mail address is, however it was typed, and how many letters it gets unasked."""

from weekapp import limits
from weekapp.accounts.queries import digest

# From all forms of who is not known together: those to sign up and to get the weekly letter.
# Signing in is counted apart, so that who floods these keeps nobody out.
LETTERS_OF_GUESTS = "6/day"


def folded(email: str) -> str:
    """An address without what its owner may put in it as they like: capitals, and a label.

    Most mail servers bring "anna+iets@voorbeeld.nl" to anna@voorbeeld.nl. This is to count and to
    compare by: a letter goes to the address as it was typed.
    """
    name, _, host = email.lower().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


def whom(email: str) -> str:
    """Whose letters are counted, in a way that keeps no address."""
    return digest(folded(email))


def may_get_letter_of_guest(email: str) -> bool:
    """Whether a letter that anybody could ask for may go to an address; that it will is counted."""
    return limits.allows(LETTERS_OF_GUESTS, "letters of guests", whom(email))
