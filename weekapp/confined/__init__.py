"""Has heavy or doubtful work done in a child process with limits; see child.py."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import BoundedSemaphore, Thread, Timer
from typing import Any

from weekapp.confined import child as child_process
from weekapp.confined.child import TOO_MUCH

MEGABYTE = 1024 * 1024
PATIENCE_SECONDS = 45
MOST_ANSWER = 20 * MEGABYTE
MOST_AT_ONCE = 2

_places = BoundedSemaphore(MOST_AT_ONCE)


class Broken(Exception):
    """The child gave no answer: what it read made it fail."""


class TooMuch(Broken):
    """The child needed more time or memory than anything honest does."""


def run(task: str, content: bytes, program: str = child_process.__file__, **arguments: Any) -> Any:
    """What a task of child.TASKS makes of these bytes, as JSON values; TooMuch or Broken if not.

    At most two at once in this process; the others wait for their turn.
    """
    with _places, _begun(program, task) as child:
        late = Timer(PATIENCE_SECONDS, _kill, [child])
        late.start()
        given = json.dumps(arguments).encode() + b"\n" + content
        Thread(target=_give, args=(child, given), daemon=True).start()
        assert child.stdout
        said = child.stdout.read(MOST_ANSWER + 1)
        if len(said) > MOST_ANSWER:
            _kill(child)
        code = child.wait()
        late.cancel()
    if code in (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGALRM, TOO_MUCH):
        raise TooMuch(f"{task} needed too much")
    if code != 0:
        raise Broken(f"{task} ended with {code}")
    return json.loads(said)


def _begun(program: str, task: str) -> "subprocess.Popen[bytes]":
    """The child, with nothing of ours in its environment but where the code is."""
    return subprocess.Popen(
        [sys.executable, program, task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONSAFEPATH": "1"},
        cwd="/",
        start_new_session=True,
    )


def _give(child: "subprocess.Popen[bytes]", given: bytes) -> None:
    assert child.stdin
    with suppress(OSError), child.stdin:
        child.stdin.write(given)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
