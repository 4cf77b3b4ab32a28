"""The few words of SQL that both engines say differently, for text that is written once."""

SAYS = {
    "sqlite": {
        # By leaps, so that a backup that was put back never comes by a version that meant
        # something else.
        "A_LEAP()": "1 + abs(random()) % 1000000",
        "OTHER_NUMBER()": "random()",
        "OTHER_BYTES()": "randomblob(8)",
        "THIS_MOMENT()": "strftime('%Y-%m-%d %H:%M:%S.000000', 'now')",
        "LATEST(": "max(",
        "IS_ANOTHER": "IS NOT",
        "DOWN(": "(",  # whoever casts what is not below zero to a whole number rounds it down
    },
    "postgresql": {
        "A_LEAP()": "1 + floor(random() * 1000000)::integer",
        "OTHER_NUMBER()": "('x' || md5(gen_random_uuid()::text))::bit(64)::bigint",
        "OTHER_BYTES()": "substr(uuid_send(gen_random_uuid()), 1, 8)",
        "THIS_MOMENT()": "date_trunc('second', now())",
        "LATEST(": "greatest(",
        "IS_ANOTHER": "IS DISTINCT FROM",
        "DOWN(": "floor(",
    },
}


def say(text: str, by: str) -> str:
    """SQL in the words of an engine: sqlite or postgresql."""
    for word, said in SAYS[by].items():
        text = text.replace(word, said)
    return text
