"""`weekapp serve` and `weekapp worker`: the two processes a site consists of."""

import ctypes
import fcntl
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from weekapp import create_app
from weekapp.commands import settings

# How long work in hand gets when the site has to stop, in seconds.
PATIENCE = 5
# How glibc hands out memory in a process that answers, by its numbers in malloc.h: from one heap
# (M_ARENA_MAX), since only one thread runs Python at a time; what a page took goes back at the end
# of it (M_TRIM_THRESHOLD, bytes). The web server has an allocator of its own (jemalloc): one heap,
# and what is over a megabyte, such as a large calendar, goes back as soon as it was sent.
GLIBC = {-8: 1, -1: 131072}
GIVING = "narenas:1,oversize_threshold:1048576,dirty_decay_ms:2000,muzzy_decay_ms:0"
WEB_SERVER = {"_RJEM_MALLOC_CONF": GIVING}
# The worker looks for work at least this often, in seconds; a code by mail should not wait long.
LONGEST_NAP = 1.0


class InUse(Exception):
    """A web or worker process uses the instance folder now."""


@contextmanager
def using(instance: Path, alone: bool = False) -> Iterator[None]:
    """Hold the instance folder, together with others unless `alone`; InUse if that cannot be."""
    how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    with (instance / "in_use").open("w") as held:
        try:
            fcntl.flock(held, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield


def end_with_parent(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    """Stop when standard input closes, as it does when the process that started us dies."""

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    if wanted:
        threading.Thread(target=wait, daemon=True).start()


child = click.option(
    "--child", is_flag=True, hidden=True, expose_value=False, callback=end_with_parent
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="adres om op te luisteren")
@click.option("--port", default=5000, show_default=True, help="poort om op te luisteren")
@click.option("--workers", default=1, show_default=True, help="aantal processen")
@click.option("--threads", default=4, show_default=True, help="aantal threads per proces")
@child
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Bedien bezoekers over http."""
    os.environ.update(WEB_SERVER | os.environ)  # read when the web server is
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "weekapp.commands.processes:site",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=PATIENCE,
    )
    with held(settings.read().instance):
        server.serve()


def site() -> Flask:
    """What a web process serves; all that is there for good is looked through no more for waste."""
    hand_out_less()
    made = create_app()
    gc.collect()
    gc.freeze()
    return made


def hand_out_less() -> None:
    """Tell the C library how to hand out memory, where it is one that listens."""
    if tell := getattr(ctypes.CDLL(None), "mallopt", None):
        for what, number in GLIBC.items():
            tell(what, number)


@click.command("worker")
@child
@with_appcontext
def worker() -> None:
    """Doe het werk op de achtergrond: brieven versturen, adressen opzoeken."""
    consumer = current_app.extensions["huey"].create_consumer(
        workers=1,
        max_delay=LONGEST_NAP,
        graceful_signal="TERM",
        shutdown_timeout=PATIENCE,
    )
    with held(Path(current_app.instance_path)):
        consumer.run()


@contextmanager
def held(instance: Path) -> Iterator[None]:
    """Hold the instance folder while a process runs."""
    try:
        with using(instance):
            yield
    except InUse:
        raise click.ClickException("Er wordt nu een reservekopie teruggezet.") from None
