"""How templates are read: strictly, and compiled once for all processes to come."""

from importlib.metadata import version
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket

from weekapp.config import Settings


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, each known by its source and by which filters are told of the page.

    Jinja compiles in whether a filter is, so after an update that made one so, what was compiled
    before would call it with too little.
    """

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        told = sorted(one for one, does in environment.filters.items() if is_told(does))
        return super().get_bucket(environment, name, filename, f"{source}\n{told}")


def is_told(filter_: Any) -> bool:
    """Whether a filter gets more than a value: it was marked with `pass_eval_context` or so."""
    return hasattr(filter_, "jinja_pass_arg")


def options(settings: Settings) -> dict[str, Any]:
    """What Jinja is told; compiled templates stay in the instance folder, by their source.

    The first page of a process would else cost it a tenth of a second for each template.
    """
    compiled = settings.instance / f"templates-{version('jinja2')}"
    compiled.mkdir(exist_ok=True)
    return {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
        "bytecode_cache": Compiled(str(compiled)),
    }
