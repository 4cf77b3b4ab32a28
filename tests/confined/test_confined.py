"""What people send is taken apart where it can do no harm."""

import threading
from pathlib import Path

import pytest

from tests.confined import hungry
from weekapp import confined

HUNGRY = hungry.__file__


@pytest.fixture(autouse=True)
def clock() -> None:
    """Real time: a child has a clock of its own."""


@pytest.mark.parametrize("task", ["memory", "busy", "loud"])
def test_a_child_that_takes_too_much_is_stopped(task: str) -> None:
    with pytest.raises(confined.TooMuch):
        confined.run(task, b"", program=HUNGRY)


def test_a_child_that_does_nothing_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE_SECONDS", 0.5)
    with pytest.raises(confined.TooMuch):
        confined.run("idle", b"", program=HUNGRY)


def test_a_child_ends_by_itself_when_nobody_waits_for_it() -> None:
    with pytest.raises(confined.TooMuch):
        confined.run("orphan", b"", program=HUNGRY)


def test_a_child_has_no_children() -> None:
    assert confined.run("family", b"", program=HUNGRY) == "BlockingIOError"


def test_a_child_writes_no_file() -> None:
    assert confined.run("file", b"", program=HUNGRY) == "OSError"
    Path(HUNGRY).with_name("written-by-a-child").unlink(missing_ok=True)  # empty, if it is there


def test_a_child_opens_little() -> None:
    assert confined.run("files", b"", program=HUNGRY) == "OSError"


def test_a_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEEKAPP_SECRET_KEY", "geheim")
    assert confined.run("secrets", b"", program=HUNGRY) == []


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(confined.Broken):
        confined.run("iets", b"")


def test_no_more_than_two_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE_SECONDS", 0.3)
    most = 0

    def one() -> None:
        with pytest.raises(confined.TooMuch):
            confined.run("idle", b"", program=HUNGRY)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, confined.MOST_AT_ONCE - confined._places._value)
    assert most == confined.MOST_AT_ONCE
