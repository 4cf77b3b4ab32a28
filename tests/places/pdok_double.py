"""A local server that speaks as PDOK's Locatieserver 3.1 is documented to, also when it fails."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATH = "/bzk/locatieserver/search/v3_1"
# What each endpoint takes (OpenAPI description of 3.1); anything else is refused.
COMMON = {"rows", "start", "wt", "indent", "fq", "fl"}
TAKES = {
    "free": COMMON | {"q", "sort", "df", "qf", "bq", "lat", "lon"},
    "suggest": COMMON | {"q", "sort", "qf", "bq", "lat", "lon"},
    "lookup": COMMON - {"fl"} | {"id", "lat", "lon"},
    "reverse": COMMON | {"lat", "lon", "X", "Y", "type", "distance"},
}
SOLR = set('+-&|!(){}[]^"~*?:\\/')

# As it was recorded, without the fields that are not asked for.
BOLSTRAAT = {
    "type": "adres",
    "id": "adr-01e5f757daeb1616e02fdcd0e6193e4b",
    "weergavenaam": "Bolstraat 1, 3581WS Utrecht",
    "straatnaam": "Bolstraat",
    "huisnummer": 1,
    "huis_nlt": "1",
    "postcode": "3581WS",
    "woonplaatsnaam": "Utrecht",
    "gemeentenaam": "Utrecht",
    "gemeentecode": "0344",
    "centroide_ll": "POINT(5.13287587 52.08884161)",
    "score": 27.59121,
}
Answer = Callable[["Handler"], None]


def document(**changed: Any) -> dict[str, Any]:
    """The recorded document with other values; one that is None is left out."""
    return {k: v for k, v in (BOLSTRAAT | changed).items() if v is not None}


class Handler(BaseHTTPRequestHandler):
    """Answers one question as the double was told to."""

    double: "PdokDouble"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = parse_qs(address.query, keep_blank_values=True)
        endpoint = address.path.removeprefix(PATH + "/")
        self.double.asked.append((endpoint, asked, dict(self.headers)))
        if endpoint not in TAKES:  # another geocoder is being played
            self.double.answer(self)
        elif set(asked) - TAKES[endpoint]:
            self.refuse(f"unknown parameter in {endpoint}")
        elif SOLR & set(asked.get("q", [""])[0]):
            self.refuse("org.apache.solr.search.SyntaxError: Cannot parse")
        else:
            self.double.answer(self)

    def refuse(self, why: str) -> None:
        self.send(400, {"error": {"msg": why, "code": 400}})

    def send(self, status: int, body: Any, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):  # who asked may have hung up
            self.wfile.write(content)

    def log_message(self, *given: Any) -> None:
        pass


class PdokDouble:
    """The server; by default it knows nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = []
        self.is_closing = threading.Event()
        self.knows()
        handler = type("OfThisDouble", (Handler,), {"double": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}{PATH}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def knows(self, *documents: dict[str, Any]) -> None:
        """Give these documents to every question."""
        body = {
            "response": {
                "numFound": len(documents),
                "start": 0,
                "maxScore": 27.6,
                "numFoundExact": True,
                "docs": list(documents),
            }
        }
        self.says(200, body)

    def says(self, status: int, body: Any = b"", **headers: str) -> None:
        """Answer with this status, body and headers."""
        self.answer: Answer = lambda handler: handler.send(status, body, **headers)

    def keeps_silent(self) -> None:
        """Take the question and never answer."""

        def answer(_handler: Handler) -> None:
            self.is_closing.wait(20)

        self.answer = answer

    def trickles(self, start: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> None:
        """Send a byte now and then, without end, after `start`."""

        def answer(handler: Handler) -> None:
            try:
                handler.wfile.write(start)
                while not self.is_closing.wait(0.05):
                    handler.wfile.write(b" ")
            except OSError:
                return

        self.answer = answer

    def close(self) -> None:
        self.is_closing.set()
        self.server.shutdown()
        self.server.server_close()
