"""Whose an e-mail address is, however it was typed."""


def folded(email: str) -> str:
    """An address without what its owner may put in it as they like: capitals, and a label.

    Most mail servers bring "anna+iets@voorbeeld.nl" to anna@voorbeeld.nl. This is to count and to
    compare by: a letter goes to the address as it was typed.
    """
    name, _, host = email.lower().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"
