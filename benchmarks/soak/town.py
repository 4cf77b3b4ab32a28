"""The site that is soaked: its processes and stores, each of which can be killed and started."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.servers import ROOT, until_answering
from tools.stores import PostgreSql, Redis, free_port, pair

WEBS = ("web-1", "web-2")
DATABASE = "soak"
MOST_STARTS = 10


@dataclass
class Town:
    """A site of two web processes and a worker, behind nothing."""

    engine: str
    folder: Path
    postgresql: PostgreSql | None = None
    redis: Redis | None = None
    web_ports: list[int] = field(default_factory=lambda: [free_port(), free_port()])
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("WEEKAPP_")}
        self.variables = kept | {
            "WEEKAPP_SECRET_KEY": secrets.token_hex(32),
            "WEEKAPP_BASE_URL": f"http://127.0.0.1:{self.web_ports[0]}",
            "WEEKAPP_PROXIES": "1",  # so that each visitor has a network of their own
            "WEEKAPP_TILES_URL": "",
        }
        if self.postgresql and self.redis:
            self.variables["WEEKAPP_DATABASE_URL"] = self.postgresql.url(DATABASE)
            self.variables["WEEKAPP_REDIS_URL"] = self.redis.url()

    @property
    def database_url(self) -> str:
        """The address of the database, for who looks in it afterwards."""
        return self.variables.get(
            "WEEKAPP_DATABASE_URL", f"sqlite:///{self.instance('worker') / 'weekapp.db'}"
        )

    @property
    def letters(self) -> Path:
        """Where the worker lays letters down."""
        return self.instance("worker") / "letters"

    @property
    def victims(self) -> tuple[str, ...]:
        """What can be killed."""
        stores = ("redis", "postgresql") if self.postgresql else ()
        return (*WEBS, "worker", *stores)

    def instance(self, name: str) -> Path:
        """The folder of a process: with a database server each has its own, and shares nothing."""
        return self.folder / (name if self.postgresql else "instance")

    def ports(self) -> list[int]:
        """The ports of the web processes."""
        return self.web_ports

    def run(self, *command: str) -> None:
        """Run a weekapp command to its end."""
        subprocess.run(self._command(*command), cwd=ROOT, env=self._own("worker"), check=True)

    def start(self, name: str) -> None:
        """Start a process, or a store that was killed, and wait until it answers."""
        if name == "redis" and self.redis:
            self.redis.start()
        elif name == "postgresql" and self.postgresql:
            started_again(self.postgresql)
        elif name == "worker":
            self._begin(name, "worker")
        else:
            port = self.web_ports[WEBS.index(name)]
            self._begin(name, "serve", "--port", str(port))
            until_answering(port, "/healthz")

    def kill(self, name: str) -> None:
        """End it as a power cut would, with all it started."""
        if name == "redis" and self.redis:
            self.redis.kill()
        elif name == "postgresql" and self.postgresql:
            self.postgresql.kill()
        else:
            self._signal(name, signal.SIGKILL)

    def stop(self) -> None:
        """Ask all processes to stop, and see that they do."""
        for name in self.processes:
            self._signal(name, signal.SIGTERM)

    def _begin(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as said:
            self.processes[name] = subprocess.Popen(
                self._command(*command),
                cwd=ROOT,
                env=self._own(name),
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _own(self, name: str) -> dict[str, str]:
        return self.variables | {"WEEKAPP_INSTANCE": str(self.instance(name))}

    def _command(self, *command: str) -> list[str]:
        return [sys.executable, "-m", "weekapp", *command]

    def _signal(self, name: str, sign: signal.Signals) -> None:
        process = self.processes[name]
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            return
        process.wait(timeout=30)


def started_again(server: PostgreSql) -> None:
    """Start a server that was killed; it refuses as long as a child of before is there."""
    for _ in range(MOST_STARTS - 1):
        try:
            server.start()
            return
        except RuntimeError:
            time.sleep(0.5)
    server.start()


@contextmanager
def running(engine: str, activities: int) -> Iterator[Town]:
    """A site with demonstration data on this engine, running."""
    with tempfile.TemporaryDirectory(prefix="week-soak-") as folder, ExitStack() as stack:
        stores: tuple[PostgreSql, Redis] | tuple[None, None] = (None, None)
        if engine == "postgresql":
            stores = stack.enter_context(pair(DATABASE))
        town = Town(engine, Path(folder), *stores)
        town.run("init")
        town.run("demo", "--activities", str(activities))
        stack.callback(town.stop)
        for name in (*WEBS, "worker"):
            town.start(name)
        time.sleep(1)
        yield town
