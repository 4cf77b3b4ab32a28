"""How templates are read: strictly, and compiled once for all processes to come."""

from importlib.metadata import version
from typing import Any

from jinja2 import FileSystemBytecodeCache, StrictUndefined

from weekapp.config import Settings


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
        "bytecode_cache": FileSystemBytecodeCache(str(compiled)),
    }
