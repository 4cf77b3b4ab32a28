"""One call to an address: its redirects, its answer, and the limits of both."""

import socket
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from time import monotonic

import certifi
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import TimeoutError as TakesTooLong
from urllib3.response import BaseHTTPResponse

from weekapp.clock import now
from weekapp.fetching.bodies import body_of
from weekapp.fetching.outside import NotOutside, Target, is_outside
from weekapp.fetching.refusals import CannotFetch

MOST_REDIRECTS = 3
MOST_ADDRESSES = 3  # of one name, tried one after another
LONGEST_VALIDATOR = 300
LONGEST_PAUSE = timedelta(days=7)
REDIRECTS = (301, 302, 303, 307, 308)
STATUSES = {401: "locked", 403: "locked", 404: "gone", 410: "gone", 429: "busy", 503: "busy"}


@dataclass(frozen=True)
class Validators:
    """By what a server knows again what it gave before: sent back just as they came."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """What is at an address, in the end; `body` is None when it is still what was known."""

    address: str
    body: bytes | None
    validators: Validators
    content_type: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing changed."""
        return self.body is None


def look_up(host: str) -> list[str]:
    """The IP addresses of a name, as the system finds them."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def dial(address: str, seconds: float) -> socket.socket:
    """A connection to the https port of a machine."""
    return socket.create_connection((address, 443), timeout=seconds)


def trusted() -> ssl.SSLContext:
    """The certificates that browsers trust."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True)
class Ways:
    """How the outside is reached.

    Who runs a site on a closed network, or a test, gives other ways to the fetcher in code; no
    setting can open them.
    """

    look_up: Callable[[str], list[str]] = look_up
    is_outside: Callable[[str], bool] = is_outside
    dial: Callable[[str, float], socket.socket] = dial
    tls: ssl.SSLContext = field(default_factory=trusted)
    connect_seconds: float = 5
    seconds: float = 15


class Line(HTTPSConnection):
    """A connection over a socket that leads to a machine chosen before; the name is verified."""

    def __init__(self, host: str, dialled: socket.socket, ways: Ways) -> None:
        super().__init__(host, 443, timeout=ways.seconds, ssl_context=ways.tls)
        self.dialled = dialled

    def _new_conn(self) -> socket.socket:
        return self.dialled


class Call:
    """One call, made in a thread of its own."""

    def __init__(self, ways: Ways, agent: str, known: Validators, most_bytes: int) -> None:
        self.ways = ways
        self.known = known
        self.most_bytes = most_bytes
        self.until = monotonic() + ways.seconds
        self.sock: socket.socket | None = None
        self.answer: SimpleQueue[Fetched | CannotFetch] = SimpleQueue()
        asked = {
            "User-Agent": agent,
            "Accept": "text/calendar, */*;q=0.5",
            "Accept-Encoding": "gzip",
            "If-None-Match": _sendable(known.etag),
            "If-Modified-Since": _sendable(known.last_modified),
        }
        self.headers = {name: value for name, value in asked.items() if value}

    def answer_within(self, seconds: float) -> Fetched:
        """What the call brings, in so many seconds."""
        try:
            found = self.answer.get(timeout=seconds)
        except Empty:
            self._hang_up()
            raise CannotFetch("slow") from None
        if isinstance(found, CannotFetch):
            raise found
        return found

    def make(self, wanted: Target) -> None:
        """Make the call; whatever happens, there is an answer."""
        try:
            self.answer.put(self._follow(wanted))
        except CannotFetch as why:
            self.answer.put(why)
        except NotOutside as refusal:
            self.answer.put(CannotFetch(refusal.why))
        except (TimeoutError, TakesTooLong):
            self.answer.put(CannotFetch("slow"))
        except ssl.SSLError:
            self.answer.put(CannotFetch("insecure"))
        except OSError:
            self.answer.put(CannotFetch("unavailable"))
        except Exception:
            self.answer.put(CannotFetch("broken"))

    def _follow(self, wanted: Target) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            line = Line(wanted.host, self._dialled(wanted.host), self.ways)
            with closing(line), closing(self._asked(line, wanted)) as answer:
                if answer.status not in REDIRECTS:
                    return self._taken(wanted, answer)
                wanted = wanted.redirected(_location(answer))
        raise CannotFetch("redirects")

    def _dialled(self, host: str) -> socket.socket:
        """A socket to a machine of that name. One wrong address among them is one too many."""
        try:
            addresses = self.ways.look_up(host)
        except socket.gaierror as error:
            is_sure = error.errno == socket.EAI_NONAME
            raise CannotFetch("unknown" if is_sure else "unavailable") from error
        if not addresses:
            raise CannotFetch("unknown")
        if not all(self.ways.is_outside(address) for address in addresses):
            raise CannotFetch("private")
        failed: OSError | None = None
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return self.ways.dial(address, self._left(self.ways.connect_seconds))
            except OSError as error:
                failed = error
        raise failed or CannotFetch("unknown")

    def _asked(self, line: Line, wanted: Target) -> BaseHTTPResponse:
        line.connect()
        assert line.sock is not None
        self.sock = line.sock  # the line forgets it once the answer begins, if it is the last one
        self.sock.settimeout(self._left(self.ways.seconds))
        line.request(
            "GET", wanted.path, headers=self.headers, preload_content=False, decode_content=False
        )
        return line.getresponse()

    def _taken(self, wanted: Target, answer: BaseHTTPResponse) -> Fetched:
        """The answer, if it is one to take."""
        is_known = answer.status == 304 and self.known != Validators()
        if answer.status != 200 and not is_known:
            why = "unavailable" if answer.status >= 500 else "odd"
            raise CannotFetch(STATUSES.get(answer.status, why), _pause(answer))
        told = {name: _sendable(answer.headers.get(name, "")) for name in ("ETag", "Last-Modified")}
        return Fetched(
            wanted.address,
            None if is_known else body_of(answer, self.most_bytes),
            self.known if is_known else Validators(told["ETag"], told["Last-Modified"]),
            answer.headers.get("Content-Type", "")[:LONGEST_VALIDATOR],
        )

    def _left(self, most: float) -> float:
        left = min(most, self.until - monotonic())
        if left <= 0:
            raise CannotFetch("slow")
        return left

    def _hang_up(self) -> None:
        """Make whatever still waits for the other side fail at once."""
        self.until = 0.0
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _location(answer: BaseHTTPResponse) -> str:
    """Where a redirect leads; what is UTF-8 in it comes as Latin-1."""
    told = answer.headers.get("Location")
    if not told:
        raise CannotFetch("odd")
    try:
        return told.encode("latin-1").decode()
    except UnicodeError:
        return told


def _sendable(told: str) -> str:
    """A validator if it can be sent back, else nothing."""
    return told if len(told) <= LONGEST_VALIDATOR and told.isascii() and told.isprintable() else ""


def _pause(answer: BaseHTTPResponse) -> timedelta | None:
    """How long the server wants to be left alone, in seconds or until a date."""
    told = answer.headers.get("Retry-After", "").strip()[:LONGEST_VALIDATOR]
    if told.isascii() and told.isdigit():
        return min(timedelta(seconds=int(told[:9])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(told)
    except (ValueError, TypeError, OverflowError):
        return None
    pause = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now()
    return min(max(pause, timedelta()), LONGEST_PAUSE)
