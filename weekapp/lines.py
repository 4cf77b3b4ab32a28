"""Where a line may not break: “24 september”, “19.00 uur” and “0318 12 34 56” stay in one piece.

Only on pages: letters, sheets and calendars keep ordinary spaces.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext

NO_BREAK = "\u00a0"
# A day and its month (a time has figures before its dot), and a number and what it counts.
_GAP = re.compile(r"(?<![\d.:])(\d{1,2}) (?=(?!tot\b)[^\W\d]{3})|(?<=\d) (?=(?:uur|km|m)\b)")


@lru_cache(maxsize=4096)
def kept_together(text: str) -> str:
    """A date, time or distance in words, that breaks between its parts only."""
    return _GAP.sub(lambda gap: (gap[1] or "") + NO_BREAK, text)


def in_one_piece(number: str) -> str:
    """A telephone number that does not break."""
    return number.replace(" ", NO_BREAK)


def on_pages(said: Callable[..., str]) -> Callable[..., str]:
    """A filter of templates that says the same, and on a page keeps together what belongs so."""

    @pass_eval_context
    def kept(context: EvalContext, *values: Any) -> str:
        words = said(*values)
        return kept_together(words) if context.autoescape else words

    return kept
