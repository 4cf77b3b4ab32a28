"""Says again and again that something is still in hand, beside work that may take long."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

log = logging.getLogger(__name__)


@contextmanager
def renewing(renew: Callable[[], None], every: timedelta, at_most: timedelta) -> Iterator[None]:
    """Call `renew` from another thread every so often while the block runs, but not for ever.

    Whoever is killed says nothing more, and neither does work that hangs.
    """
    is_over = threading.Event()

    def go_on() -> None:
        until = time.monotonic() + at_most.total_seconds()
        while not is_over.wait(every.total_seconds()) and time.monotonic() < until:
            try:
                renew()
            except Exception as error:
                log.warning("a claim could not be renewed: %s", error)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
