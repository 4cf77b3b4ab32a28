"""What a sheet may hold, and what is said when there is more; cells as they leave the child."""

MOST_BYTES = 2_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 40
MOST_CHARACTERS = 20_000
TITLE_ROWS = 10

# Text as it stands there, or its kind and text: date, time, moment, number, yes, formula, error.
RawCell = str | list[str]
RawRow = tuple[int, list[RawCell]]


class Refused(Exception):
    """The file is not read; `fault` is a key of faults.SAYS, `about` fills in its sentence."""

    def __init__(self, fault: str, **about: str | int) -> None:
        super().__init__(fault)
        self.fault, self.about = fault, about
