"""How geocoders are asked over the network: briefly, once, and never more than a small answer."""

import json
import threading
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from geopy.adapters import AdapterHTTPError, RequestsAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from requests import Response
from requests.exceptions import RequestException, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

SECONDS = 2.5
MOST_BYTES = 1_000_000
MOST_AT_ONCE = 8

_line = threading.local()
_calls = threading.BoundedSemaphore(MOST_AT_ONCE)


class Call:
    """One question on its way, in a thread of its own so that nothing can make us wait longer."""

    def __init__(self) -> None:
        self.answer: SimpleQueue[Response | Exception] = SimpleQueue()
        self.socket: socket | None = None
        self.is_over = False

    def hang_up(self) -> None:
        """Make whatever still waits for the other side fail at once."""
        self.is_over = True
        if self.socket is not None:
            try:
                self.socket.shutdown(SHUT_RDWR)
            except OSError:
                return


class _Told:
    """Tells the call which socket it is on, before it waits for the answer."""

    sock: socket | None

    def getresponse(self, *given: Any, **more: Any) -> Any:
        call: Call | None = getattr(_line, "call", None)
        if call is not None:
            call.socket = self.sock
        return super().getresponse(*given, **more)  # type: ignore[misc]


class _Line(_Told, HTTPConnection):
    pass


class _SecureLine(_Told, HTTPSConnection):
    pass


class _Lines(HTTPConnectionPool):
    ConnectionCls = _Line


class _SecureLines(HTTPSConnectionPool):
    ConnectionCls = _SecureLine


class BriefAdapter(RequestsAdapter):
    """geopy's adapter without retries and redirects, with one deadline for the whole answer.

    The timeout of requests counts between two bytes: an answer that trickles would last for ever.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context, max_retries=0)
        self.session.headers["Accept-Encoding"] = "identity"
        for adapter in self.session.adapters.values():
            pools = {"http": _Lines, "https": _SecureLines}
            adapter.poolmanager.pool_classes_by_scheme = pools

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is not JSON") from error

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        response = self._call(url, timeout, headers)
        text = response.content.decode("utf-8", "replace")
        if response.status_code >= 400:
            raise AdapterHTTPError(
                f"status {response.status_code}",
                status_code=response.status_code,
                headers=response.headers,
                text=text,
            )
        if response.status_code != 200:
            raise GeocoderServiceError(f"status {response.status_code}")
        return text

    def _call(self, url: str, timeout: float, headers: Mapping[str, str]) -> Response:
        if not _calls.acquire(blocking=False):
            raise GeocoderUnavailable("too many calls are under way")
        call = Call()
        asking = (call, url, timeout, headers)
        threading.Thread(target=self._ask, args=asking, daemon=True).start()
        try:
            answer = call.answer.get(timeout=timeout)
        except Empty:
            call.hang_up()
            raise GeocoderTimedOut(f"no whole answer within {timeout} seconds") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _ask(self, call: Call, url: str, timeout: float, headers: Mapping[str, str]) -> None:
        _line.call = call
        try:
            call.answer.put(self._read(call, url, timeout, headers))
        except Timeout as error:
            call.answer.put(GeocoderTimedOut(str(error)))
        except (RequestException, HTTPError, OSError) as error:
            call.answer.put(GeocoderUnavailable(str(error)))
        except Exception as error:
            call.answer.put(GeocoderServiceError(str(error)))
        finally:
            _calls.release()

    def _read(self, call: Call, url: str, timeout: float, headers: Mapping[str, str]) -> Response:
        response: Response = self.session.get(
            url, timeout=timeout, headers=headers, allow_redirects=False, stream=True
        )
        with response:
            content = bytearray()
            while piece := response.raw.read1(65536, decode_content=False):
                content += piece
                if call.is_over or len(content) > MOST_BYTES:
                    raise GeocoderParseError("the answer is too long")
            response._content = bytes(content)
        return response


def proxies_for(url: str) -> dict[str, str]:
    """The proxies of the environment for an address; none for this machine and where told so."""
    host = urlsplit(url).hostname or ""
    is_here = host in ("localhost", "127.0.0.1", "::1")
    return {} if is_here or proxy_bypass(host) else getproxies()
