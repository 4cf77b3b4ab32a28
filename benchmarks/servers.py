"""The servers that are measured, each on a free port of this machine, and gone afterwards."""

import grp
import os
import pwd
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tools import debian
from tools.processes import children, resident_megabytes
from tools.stores import free_port, pair

Stores = dict[str, str]

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN_SECONDS = 30
# One worker process, as all of them; a static file as nginx sends it without more ado.
NGINX = """
user {user};
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    keepalive_requests 1000000000;
    types {{ text/calendar ics; }}
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@dataclass(frozen=True)
class Site:
    """A site that runs: where its data is, its port, and how long it took to the first answer."""

    instance: Path
    stores: Stores
    port: int
    process: int
    started_seconds: float

    def megabytes(self) -> float:
        """How much memory its web process holds now: the largest of what was started."""
        return max(resident_megabytes(one) for one in (self.process, *children(self.process)))


@contextmanager
def stores(engine: str) -> Iterator[Stores]:
    """The settings of a fresh database of this engine; PostgreSQL comes with a Redis."""
    if engine == "sqlite":
        yield {}
        return
    with pair("week") as (database, cache):
        yield {"WEEKAPP_DATABASE_URL": database.url("week"), "WEEKAPP_REDIS_URL": cache.url()}


@contextmanager
def site(instance: Path, given: Stores) -> Iterator[Site]:
    """The site as `weekapp serve` starts it."""
    port = free_port()
    command = [sys.executable, "-m", "weekapp", "serve", "--port", str(port)]
    started = time.perf_counter()
    with running(command, port, environment(instance, port) | given) as process:
        yield Site(instance, given, port, process, time.perf_counter() - started)


@contextmanager
def bare(feed: Path) -> Iterator[int]:
    """The bare Flask application with the bytes of this file, under the same server."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    command += ["--port", str(port), "--no-access-log", "benchmarks.bare:app"]
    with running(command, port, os.environ | {"BARE_FILE": str(feed)}):
        yield port


@contextmanager
def nginx(folder: Path) -> Iterator[int | None]:
    """An nginx that sends the files of a folder; None when this machine has none."""
    program, port = debian.nginx(), free_port()
    if program is None:
        yield None
        return
    # Started by root its worker would be somebody else, who cannot get at the files.
    user = f"{pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name}"
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, port=port))
    command = [str(program), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/nginx.log"]
    with running(command, port, dict(os.environ), path="/agenda.ics"):
        yield port


@contextmanager
def running(
    command: list[str], port: int, variables: dict[str, str], path: str = "/"
) -> Iterator[int]:
    """A program that answers on a port for as long as this lasts; its process."""
    process = subprocess.Popen(
        command,
        env=variables,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_answering(port, path)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def environment(instance: Path, port: int) -> dict[str, str]:
    """The variables of a site in this folder."""
    return os.environ | {
        "WEEKAPP_INSTANCE": str(instance),
        "WEEKAPP_BASE_URL": f"http://127.0.0.1:{port}",
    }


def until_answering(port: int, path: str) -> None:
    """Wait until a server on this machine answers."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=2):
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"nothing answers on port {port}")
