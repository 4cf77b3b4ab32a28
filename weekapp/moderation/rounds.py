"""What the worker does for moderation by itself."""

from weekapp import clock, jobs
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.clock import local
from weekapp.moderation import operations

EARLIEST, LATEST = 8, 20  # no reminder arrives at night


@jobs.every_ten_minutes
def remind_who_lets_wait() -> None:
    """Remind coordinators after a day, and tell the national team after three."""
    at = clock.now()
    if EARLIEST <= local(at).hour < LATEST:
        by_the_site = Deed(by=None, at=at, link=link)
        operations.remind(by_the_site)
        operations.report_silence(by_the_site)
