"""What a web process takes of the memory of a machine."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.browser.site import running
from tools.processes import children

# glibc gives each thread that asks a heap of its own, which begins at a multiple of this:
# HEAP_MAX_SIZE of malloc/arena.c on a 64-bit machine.
HEAP = 64 * 1024 * 1024


def heaps(process: int) -> int:
    """How many heaps there are besides the one of the process itself."""
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    begins = [int(line.split("-")[0], 16) for line in maps if " rw-p 00000000 00:00 0" in line]
    return sum(begin % HEAP == 0 for begin in begins)


def test_the_threads_of_a_web_process_share_one_heap(built: Path, tmp_path: Path) -> None:
    paths = [f"/activiteiten?waar={postcode}" for postcode in range(6700, 6740)]
    with running(built, tmp_path, "serve") as site:
        with ThreadPoolExecutor(8) as visitors:
            assert all(body for body, _headers in visitors.map(site.read, paths))
        webs = [one for server in children(os.getpid()) for one in children(server)]
        answering = [one for one in webs if b"serve" in Path(f"/proc/{one}/cmdline").read_bytes()]
        held = [heaps(one) for one in answering]
    assert held
    assert sum(held) == 0
