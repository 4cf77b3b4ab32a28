"""How the traits of an activity become one number, in SQL that both engines read."""

# Bit by bit; agenda.traits has the same.
FLAGS = (
    "activity.is_free",
    *(f"activity.{name} = 'yes'" for name in (
        "wheelchair", "accessible_toilet", "ring_loop", "quiet", "companion_dog"
    )),
    "activity.is_met_at_door",
    "activity.is_picked_up",
    "activity.continues_weekly",
    "CAST(activity.join_ways AS TEXT) LIKE '%\"walk_in\"%'",
    "activity.attendance <> 'online'",
    "activity.attendance <> 'in_person'",
)  # fmt: skip
AUDIENCES = (
    "iedereen", "ouderen", "volwassenen", "jongeren", "gezinnen", "mantelzorgers", "nieuwkomers",
    "nabestaanden", "beperking", "alleenstaanden", "lhbtiq",
)  # fmt: skip
THEMES = (
    "koffie", "eten", "wandelen", "bewegen", "creatief", "muziek", "spel", "natuur", "cultuur",
    "digitaal", "gesprek", "leren", "helpen",
)  # fmt: skip
LANGUAGES = ("nl", "en", "ar", "tr", "uk", "pl", "fa", "ti", "fy", "pap", "ngt")
READ = (
    "is_free", "wheelchair", "accessible_toilet", "ring_loop", "quiet", "companion_dog",
    "is_met_at_door", "is_picked_up", "continues_weekly", "join_ways", "attendance", "languages",
)  # fmt: skip


def _sum_of(table: str, codes: tuple[str, ...], first: int) -> str:
    cases = " ".join(f"WHEN '{code}' THEN {1 << first + n}" for n, code in enumerate(codes))
    return (
        f"coalesce((SELECT sum(CASE code {cases} ELSE 0 END) FROM {table}"
        " WHERE activity_id = activity.id), 0)"
    )


def _number() -> str:
    languages = [f"CAST(activity.languages AS TEXT) LIKE '%\"{code}\"%'" for code in LANGUAGES]
    after_flags = len(FLAGS)
    after_codes = after_flags + len(AUDIENCES) + len(THEMES)
    parts = [f"CASE WHEN {flag} THEN {1 << n} ELSE 0 END" for n, flag in enumerate(FLAGS)]
    parts += [
        f"CASE WHEN {one} THEN {1 << after_codes + n} ELSE 0 END" for n, one in enumerate(languages)
    ]
    parts.append(_sum_of("activity_audience", AUDIENCES, after_flags))
    parts.append(_sum_of("activity_theme", THEMES, after_flags + len(AUDIENCES)))
    return " + ".join(parts)


def fill(which: str) -> str:
    """The statement that notes the traits of some activities anew."""
    return f"""
    INSERT INTO activity_traits (activity_id, traits)
    SELECT activity.id, {_number()} FROM activity WHERE {which}
    ON CONFLICT (activity_id) DO UPDATE SET traits = excluded.traits;
    """
