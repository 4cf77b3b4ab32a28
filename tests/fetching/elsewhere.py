"""The internet on this machine: names with addresses, and one TLS server that plays every machine.

Names end in .voorbeeld.nl, for which its certificate is; the key is in the repository, and of no
use anywhere else.
"""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from weekapp.fetching import Fetcher, Ways

TLS = Path(__file__).with_name("tls")
SOMEWHERE = "93.184.215.14"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Elders//NL\r\nEND:VCALENDAR\r\n"
Answer = bytes | Callable[[ssl.SSLSocket], None]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; `content_type="text/calendar"` becomes a header."""
    given = {"Content-Length": str(len(body))}
    given |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(status, location=to)


class Elsewhere:
    """What stands where on this internet, and what was asked of it."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {}  # each look-up takes one; the last one stays
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.looked_up: list[str] = []
        self.dialled: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(TLS / "server.pem")
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.listening.close()

    def fetcher(self, seconds: float = 10, **more: object) -> Fetcher:
        """A fetcher that knows no other internet than this one."""
        tls = ssl.create_default_context(cafile=TLS / "ca.pem")
        ways = Ways(look_up=self._look_up, dial=self._dial, tls=tls, seconds=seconds)
        return Fetcher(replace(ways, **more), "weekapp (test)")  # type: ignore[arg-type]

    def _look_up(self, host: str) -> list[str]:
        self.looked_up.append(host)
        known = self.names.get(host, [[SOMEWHERE]])
        return known.pop(0) if len(known) > 1 else known[0]

    def _dial(self, address: str, seconds: float) -> socket.socket:
        self.dialled.append(address)
        return socket.create_connection(self.listening.getsockname(), timeout=seconds)

    def _serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                plain, _ = self.listening.accept()
                threading.Thread(target=self._answer, args=(plain,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        with plain, suppress(OSError), self.context.wrap_socket(plain, server_side=True) as line:
            head = b""
            while b"\r\n\r\n" not in head:
                head += line.recv(65536) or b"\r\n\r\n"
            self.heads.append(head.decode("latin-1"))
            path = self.heads[-1].split(" ")[1] if " " in self.heads[-1] else "/"
            self.asked.append(path)
            found = self.answers.get(path, answer("404 Not Found"))
            if isinstance(found, bytes):
                line.sendall(found)
            else:
                found(line)
