"""A PostgreSQL and a Redis of our own, from Debian's packages, on free ports, gone afterwards.

The tests, the benchmark and the soak start them; servers that run here already are left alone.
Nothing they hold is meant to last, so they may skip waiting for the disk unless `is_durable`.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import psycopg
import redis

from tools.processes import children

PACKAGES = Path("/usr/lib/postgresql")
REDIS = Path("/usr/bin/redis-server")
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes a server in memory may need
PATIENCE = 30  # seconds a server gets to start
ROLE = "week"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def programs() -> Path:
    """Where the programs of the newest PostgreSQL are."""
    found = sorted(PACKAGES.glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    if not found:
        raise SystemExit("sudo apt install postgresql postgresql-postgis")
    return found[-1].parent


def quick_folder() -> Path | None:
    """The folder in memory when there is room: a copy takes a tenth of the time there."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def wait_for(answers: object, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; RuntimeError with its log when it ends or is too late."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            answers()  # type: ignore[operator]
            return
        except (psycopg.Error, redis.RedisError):
            time.sleep(0.05)
    raise RuntimeError(log.read_text()[-2000:])


class PostgreSql:
    """One server in a folder of its own; as root it runs as the user that owns that folder."""

    def __init__(self, is_durable: bool = False, **extra: str) -> None:
        where = None if is_durable else quick_folder()
        self.folder = Path(tempfile.mkdtemp(prefix="week-postgresql-", dir=where))
        self.data = self.folder / "data"
        self.port = free_port()
        self.settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "120",
            "shared_buffers": "256MB",
            "wal_level": "replica",
            "max_wal_senders": "4",
            "jit": "off",
            **extra,
        }
        if not is_durable:
            self.settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
            }
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.process: subprocess.Popen[bytes] | None = None

    def create(self) -> Self:
        """Make the files of an empty server, with PostGIS in what databases are made from."""
        how = ["--auth=trust", f"--username={ROLE}", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "--no-sync", *how, "-D", str(self.data))
        self.start()
        self.execute("CREATE EXTENSION IF NOT EXISTS postgis", "template1")
        return self

    def follow(self, primary: "PostgreSql") -> Self:
        """Make the files of a replica that follows another server, and start it."""
        source = f"host=127.0.0.1 port={primary.port} user={ROLE}"
        self._run("pg_basebackup", "-d", source, "-D", str(self.data), "-R", "-c", "fast")
        return self.start()

    def start(self) -> Self:
        """Start the server, and wait until it answers."""
        log = self.folder / "log"
        with log.open("ab") as out:
            command = [str(programs() / "postgres"), "-D", str(self.data)]
            for name, value in self.settings.items():
                command += ["-c", f"{name}={value}"]
            self.process = subprocess.Popen(
                command, stdout=out, stderr=out, user=self.user, cwd=self.folder
            )
        wait_for(lambda: self.execute("SELECT 1"), self.process, log)
        return self

    def url(self, database: str) -> str:
        """The address of a database, as a setting of the site."""
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{database}"

    def address(self, database: str) -> str:
        """The same for a program that knows PostgreSQL itself."""
        return f"host=127.0.0.1 port={self.port} user={ROLE} dbname={database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Say one thing to a database."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def kill(self) -> None:
        """End it as a power cut would: at once, with all it started."""
        if self.process and self.process.poll() is None:
            for number in (self.process.pid, *children(self.process.pid)):
                _end(number, signal.SIGKILL)
            self.process.wait()

    def close(self) -> None:
        """Stop it and throw its files away."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [programs() / program, *arguments],
            user=self.user,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )


class Redis:
    """One Redis that keeps nothing on disk."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="week-redis-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start the server, and wait until it answers."""
        command = [str(REDIS), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--databases", "4096", "--dir", str(self.folder)]
        log = self.folder / "log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out)
        client = redis.Redis(port=self.port)
        wait_for(client.ping, self.process, log)
        client.close()
        return self

    def url(self, number: int = 0) -> str:
        """The address of one of its databases, as a setting of the site."""
        return f"redis://127.0.0.1:{self.port}/{number}"

    def kill(self) -> None:
        """End it at once."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def close(self) -> None:
        """Stop it and throw its folder away."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def pair(database: str) -> Iterator[tuple[PostgreSql, Redis]]:
    """A PostgreSQL that waits for its disk, with an empty database of this name, and a Redis."""
    with ExitStack() as until_the_end:
        server, cache = PostgreSql(is_durable=True), Redis()
        until_the_end.callback(server.close)
        until_the_end.callback(cache.close)
        server.create().execute(f"CREATE DATABASE {database}")
        yield server, cache.start()


def _end(number: int, sign: signal.Signals) -> None:
    try:
        os.kill(number, sign)
    except ProcessLookupError:
        return
