"""What a test wants from the machine it runs on; with CI=true a missing thing is a failure."""

import os

import pytest

from tools import debian
from tools.debian import Wanted


def need(*wanted: Wanted) -> None:
    """Skip the test when something from Debian is not there."""
    if lacking := debian.missing(wanted):
        if os.environ.get("CI") == "true":
            pytest.fail(debian.advice(lacking))
        pytest.skip(debian.advice(lacking))
