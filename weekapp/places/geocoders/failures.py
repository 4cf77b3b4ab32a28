"""What it means that a geocoder did not answer, and how long it wants to be left in peace."""

from datetime import timedelta
from typing import NamedTuple

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import GeocoderQueryError, GeocoderRateLimited

LONGEST_PAUSE_SECONDS = 86_400


class Failure(NamedTuple):
    """Whether only this question is at fault, whether there were too many, and what it advises."""

    is_of_question: bool
    is_busy: bool
    pause: timedelta | None


def read(error: Exception) -> Failure:
    """What an error of geopy says."""
    return Failure(
        isinstance(error, GeocoderQueryError),
        isinstance(error, GeocoderRateLimited),
        _advice(error),
    )


def _advice(error: Exception) -> timedelta | None:
    """What the Retry-After of an answer says, at most a day."""
    seconds = getattr(error, "retry_after", None)
    answer = error.__cause__
    if seconds is None and isinstance(answer, AdapterHTTPError):
        try:
            seconds = get_retry_after(answer.headers)
        except (ValueError, OverflowError):  # a date that no calendar has
            return None
    return None if seconds is None else timedelta(seconds=min(seconds, LONGEST_PAUSE_SECONDS))
