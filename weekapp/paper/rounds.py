"""What the worker does for paper: it throws away what nobody asked for in a day."""

from weekapp import jobs
from weekapp.paper import press


@jobs.every_ten_minutes
def forget_paper() -> None:
    """Throw away old papers and pictures; what is on the shelf of another machine goes there."""
    press.shelf().tidy()
