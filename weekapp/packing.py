"""Packs what is the same for everybody and is made each time, and says when it did not change.

Nothing else is packed: where a secret stands beside what somebody typed, the length tells of it
(BREACH).
"""

import hashlib

from flask import Flask, Response, request

from weekapp import encodings

LEAST = 500  # fewer bytes go out in one packet anyway
TEXTS = {
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
}


def pack(response: Response) -> Response:
    """Give a public answer a tag, and pack it for whoever can unpack it."""
    is_whole = response.status_code == 200 and not response.is_streamed
    if not is_whole or not response.cache_control.public or response.headers.get("ETag"):
        return response
    body = response.get_data()
    response.set_etag(hashlib.sha256(body).hexdigest()[:32], weak=True)
    kind = response.mimetype or ""
    if (kind.startswith("text/") or kind in TEXTS) and len(body) >= LEAST:
        response.vary.add("Accept-Encoding")
        coding = encodings.chosen(request.headers.get("Accept-Encoding"))
        if coding:
            response.set_data(encodings.packed(body, coding))
            response.headers["Content-Encoding"] = coding
    response.make_conditional(request)
    return response


def init_app(app: Flask) -> None:
    """Pack as the last thing that is done: it is asked for before whatever sets headers."""
    app.after_request(pack)
