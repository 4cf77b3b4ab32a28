"""The measure of all: a bare Flask application that says hello, and one that sends one file.

BARE_FILE names the file; it goes out as the site sends a calendar: compressed for whoever can
unpack it, with a tag, and not at all to whoever has it.
"""

import gzip
import hashlib
import os
from pathlib import Path

from flask import Flask, Response, request

app = Flask(__name__)
body = Path(os.environ["BARE_FILE"]).read_bytes()
zipped = gzip.compress(body, mtime=0)
tag = hashlib.sha256(body).hexdigest()


@app.get("/")
def hello() -> str:
    """Eleven bytes."""
    return "hello world"


@app.get("/agenda.ics")
def calendar() -> Response:
    """Bytes that were made before."""
    is_zipped = request.accept_encodings["gzip"] > 0
    response = Response(zipped if is_zipped else body, content_type="text/calendar; charset=utf-8")
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(tag)
    response.make_conditional(request)
    return response
