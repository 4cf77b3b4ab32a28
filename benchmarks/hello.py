"""The measure of all: a bare Flask application that says hello."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """Eleven bytes."""
    return "hello world"
