"""Where somebody may be sent after signing in: to pages of our own desks, and nowhere else."""

import re

MOST = 500
# Printable ASCII only: no control characters, no backslash, and never two dots or slashes in a row.
_DESK = re.compile(r"/(?:mijn|moderatie|landelijk)(?:[/?][\x21-\x5b\x5d-\x7e]*)?")


def own_path(given: str | None) -> str:
    """The path as given when it is one of our desk pages, else nothing."""
    path = given or ""
    is_ours = len(path) <= MOST and _DESK.fullmatch(path) is not None
    return path if is_ours and "//" not in path and ".." not in path else ""
