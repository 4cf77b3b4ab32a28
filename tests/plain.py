"""What makes words hard to read, by the rules of level B1 (Direct Duidelijk).

At most so many words in a sentence, no long words, no words of offices, nobody who "wordt
geholpen", and not a word on loneliness but the campaign's name.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

MOST_WORDS, MEAN_WORDS, LONGEST_WORD = 20, 10, 17
BLOCKS = ("p", "li", "h1", "h2", "h3", "dt", "dd", "label", "legend", "summary", "figcaption", "th")
# Words of offices, each with what to say instead.
INSTEAD = {
    "middels": "met", "teneinde": "om", "derhalve": "daarom", "indien": "als", "conform": "volgens",
    "inzake": "over", "betreffende": "over", "alsmede": "en", "dienen": "moeten", "dient": "moet",
    "geschieden": "gebeuren", "tevens": "ook", "echter": "maar", "reeds": "al", "gaarne": "graag",
    "participeren": "meedoen", "faciliteren": "helpen", "realiseren": "maken", "cliënt": "mens",
    "locatie": "plek", "contacteren": "bellen", "raadplegen": "bekijken", "aanvang": "begin",
    "deelname": "meedoen", "bijeenkomst": "activiteit", "optioneel": "hoeft niet",
    "gebruiker": "jij", "content": "tekst", "filteren": "kiezen", "selecteren": "kiezen",
}  # fmt: skip
CAMPAIGN = re.compile(r"(?:Week tegen|Eén tegen) [Ee]enzaamheid")
LONELY = re.compile(r"\beenza\w+", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:word(?:t|en)?|werd(?:en)?)\b[^.!?]*?\b\w*ge\w+(?:d|t|en)\b", re.IGNORECASE
)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\S+\.\w+/\S*")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without the addresses in them."""
    text = ADDRESS.sub("", text).strip()
    yield from filter(None, (one.strip() for one in re.split(r"[.!?:…]\s+|[.!?:]$", text)))


def on_page(html: str) -> list[str]:
    """What a page says, by sentence; what is in a block inside a block counts there."""
    page = BeautifulSoup(html, "html.parser")
    for hidden in page(["script", "style", "svg", "option"]):
        hidden.decompose()
    blocks = [block for block in page(BLOCKS) if not block.find(BLOCKS)]
    return [one for block in blocks for one in sentences(block.get_text(" ", strip=True))]


def words(sentence: str) -> list[str]:
    """The words of a sentence; numbers are none."""
    return re.findall(r"[^\W\d_][\w'’-]*", sentence)


def faults(said: list[str]) -> list[str]:
    """What of these sentences not everybody can read."""
    lengths = [len(words(one)) for one in said]
    known = {word for one in said for word in words(one) if not word[0].isupper()}
    found = [
        f"long: {one}" for one, length in zip(said, lengths, strict=True) if length > MOST_WORDS
    ]
    if sum(lengths) / len(said) > MEAN_WORDS:
        found.append(f"so many words in a sentence: {sum(lengths) / len(said):.1f}")
    found += [f"long word: {one}" for one in known if len(one.replace("-", "")) > LONGEST_WORD]
    found += [f"instead of {one}: {INSTEAD[one]}" for one in known if one in INSTEAD]
    found += [f"passive: {one}" for one in said if PASSIVE.search(one)]
    return found + [f"lonely: {one}" for one in said if LONELY.search(CAMPAIGN.sub("", one))]
