"""Finds words whose letters come from two alphabets, which people read as one.

"Rоde Kruis" with a Cyrillic о looks like the real name and is not (Unicode TS 39, section 5).
Whole words in another script are no trick: many names and titles are in two languages.
"""

import re
import unicodedata

# Cyrillic and Greek letters that look like Latin ones: a word of nothing else is a disguise too.
_LATIN_LOOKING = set("аԁеһіјӏорсѕухԛԝАВЕЅІЈКМНОРСТУХоαορνκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_WORD = re.compile(r"[^\W\d_]+")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0]


def _is_disguised(word: str) -> bool:
    scripts = {_script(letter) for letter in word}
    return len(scripts) > 1 and "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})


def disguised_words(text: str) -> list[str]:
    """The words that mix Latin with Cyrillic or Greek, or that only imitate Latin among Latin."""
    found = _WORD.findall(text)
    has_latin = any(_script(word[0]) == "LATIN" for word in found)
    return [
        word
        for word in found
        if _is_disguised(word) or (has_latin and len(word) > 2 and set(word) <= _LATIN_LOOKING)
    ]
