"""Processes of this machine, as Linux tells of them: what one started, and what it holds."""

from pathlib import Path

PROC = Path("/proc")


def children(process: int) -> list[int]:
    """The processes that a process started, and those they started; none of one that is gone."""
    found = []
    for listed in PROC.glob(f"{process}/task/*/children"):
        try:
            found += [int(one) for one in listed.read_text().split()]
        except OSError:  # gone since it was listed
            continue
    return found + [deeper for one in found for deeper in children(one)]


def resident_megabytes(process: int) -> float:
    """The memory of a process in megabytes; 0 when it is gone."""
    try:
        status = (PROC / str(process) / "status").read_text()
    except OSError:
        return 0.0
    _, _, held = status.partition("VmRSS:")
    return int(held.split()[0]) / 1024 if held else 0.0
