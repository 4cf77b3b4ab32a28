"""The servers that are measured, each on a free port of this machine, and gone afterwards."""

import grp
import os
import pwd
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tools import debian

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def site(instance: Path) -> Iterator[int]:
    """The site as `weekapp serve` starts it; its port."""
    port = free_port()
    command = [sys.executable, "-m", "weekapp", "serve", "--port", str(port)]
    with running(command, port, environment(instance, port)):
        yield port


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
) -> Iterator[None]:
    """A program that answers on a port for as long as this lasts."""
    process = subprocess.Popen(
        command,
        env=variables,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_answering(port, path)
        yield
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
            time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")
