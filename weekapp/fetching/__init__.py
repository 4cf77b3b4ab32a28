"""The one way in which the site reads an address that somebody gave it.

Everything about it is guarded: which machines are asked (`outside`), how long and how much
(`calls`). A name is looked up once, and the connection goes to the address that was checked.
"""

from weekapp.fetching.calls import Fetched, Validators, Ways
from weekapp.fetching.fetcher import Fetcher, agent_of, fetch, init_app
from weekapp.fetching.outside import NotOutside, target
from weekapp.fetching.refusals import CannotFetch

__all__ = [
    "CannotFetch",
    "Fetched",
    "Fetcher",
    "NotOutside",
    "Validators",
    "Ways",
    "agent_of",
    "fetch",
    "init_app",
    "target",
]
