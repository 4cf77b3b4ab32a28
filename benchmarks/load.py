"""A closed-loop load: so many connections that each ask again as soon as they are answered."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass
class Measured:
    """How long each answer took, in seconds, and what the answers were.

    `busy` is the part of the time that asking itself took: near 1 it was that which was slow.
    """

    seconds: float = 0.0
    busy: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    size: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile_ms(self, percent: int) -> float:
        return quantiles(self.latencies, n=100)[percent - 1] * 1000


class Asker(asyncio.Protocol):
    """One keep-alive connection: asks, reads the whole answer, asks again until the end."""

    def __init__(self, questions: Iterator[bytes], until: float, measured: Measured) -> None:
        self.questions, self.until, self.measured = questions, until, measured
        self.left = asyncio.get_running_loop().create_future()
        self.buffer, self.asked = bytearray(), 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.asked = time.perf_counter()
        self.transport.write(next(self.questions))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.buffer[:end]).lower()
        status = int(head[9:12])
        length = 0
        if status != 304 and b"content-length:" in head:
            length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        if len(self.buffer) < end + 4 + length:
            return
        self.measured.latencies.append(time.perf_counter() - self.asked)
        self.measured.statuses.add(status)
        self.measured.size = len(self.buffer)
        self.buffer.clear()
        if time.perf_counter() < self.until:
            self.ask()
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.left.done():
            self.left.set_result(None)


def question(path: str, headers: dict[str, str] | None = None) -> bytes:
    """A GET request as it goes over the wire."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def measure(port: int, questions: Iterator[bytes], seconds: float, connections: int) -> Measured:
    """Ask a server on this machine these questions in turn for some seconds."""
    return asyncio.run(_measure(port, questions, seconds, connections))


async def _measure(
    port: int, questions: Iterator[bytes], seconds: float, connections: int
) -> Measured:
    measured = Measured()
    loop = asyncio.get_running_loop()
    started, worked = time.perf_counter(), time.process_time()
    askers = []
    for _ in range(connections):
        _, asker = await loop.create_connection(
            lambda: Asker(questions, started + seconds, measured), "127.0.0.1", port
        )
        askers.append(asker)
    await asyncio.gather(*(asker.left for asker in askers))
    measured.seconds = time.perf_counter() - started
    measured.busy = (time.process_time() - worked) / measured.seconds
    return measured
