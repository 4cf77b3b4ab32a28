"""Sees to it that what we want from Debian is there: found, installed, or said to be missing.

`debian.py test` is what the tests need beside Python, `debian.py bench` the server that the
benchmark compares with: that one is unpacked in .venv and not installed, since a web server that
is installed starts by itself.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = ROOT / ".venv" / "debian"


@dataclass(frozen=True)
class Wanted:
    """A package, a file that is there when it is installed, and what it is for.

    The name of the file may have stars in it, where the version of something stands.
    """

    package: str
    file: Path
    purpose: str

    def is_found(self) -> bool:
        return any(Path("/").glob(str(self.file.relative_to("/"))))


CHROMIUM = Wanted("chromium", Path("/usr/bin/chromium"), "de browsertests")
COMPILER = Wanted("gcc", Path("/usr/bin/cc"), "de agendatests")
LIBICAL = Wanted("libical-dev", Path("/usr/include/libical/ical.h"), "de agendatests")
# Names without a version: Debian gives the PostgreSQL of its release.
POSTGRESQL = Wanted("postgresql", Path("/usr/lib/postgresql/*/bin/initdb"), "de databasetests")
POSTGIS = Wanted(
    "postgresql-postgis",
    Path("/usr/share/postgresql/*/extension/postgis.control"),
    "de databasetests",
)
PANGO = Wanted("libpangoft2-1.0-0", Path("/usr/lib/*/libpangoft2-1.0.so.0"), "de tests van papier")
REDIS = Wanted("redis-server", Path("/usr/bin/redis-server"), "de databasetests")
STORES = (POSTGRESQL, POSTGIS, REDIS)
TESTS = (CHROMIUM, COMPILER, LIBICAL, PANGO, *STORES)
# What keeps Debian's PostgreSQL and Redis from running by themselves: the tests start their own.
STILL = {
    Path("/etc/postgresql-common/createcluster.conf"): "create_main_cluster = false\n",
    Path("/usr/sbin/policy-rc.d"): "#!/bin/sh\nexit 101\n",
}
NGINX = "nginx"


def missing(wanted: Sequence[Wanted]) -> list[Wanted]:
    """What is not there of this."""
    return [one for one in wanted if not one.is_found()]


def advice(wanted: Sequence[Wanted]) -> str:
    """What somebody can do about what is missing."""
    purposes = " en ".join(dict.fromkeys(one.purpose for one in wanted))
    names = " ".join(one.package for one in wanted)
    return f"Er ontbreekt iets voor {purposes}: sudo apt install {names}"


def install(wanted: Sequence[Wanted]) -> None:
    """Install Debian's packages, as root."""
    names = [one.package for one in wanted]
    print(f"Met apt worden geïnstalleerd: {', '.join(names)} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "UCF_FORCE_CONFFOLD": "1"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    with nothing_starts():
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


@contextmanager
def nothing_starts() -> Iterator[None]:
    """Let servers that are installed lie still; what this machine says of that itself, counts."""
    cluster, start = STILL
    if not cluster.exists():
        cluster.parent.mkdir(exist_ok=True)
        cluster.write_text(STILL[cluster])
    is_ours = not start.exists()
    if is_ours:
        start.write_text(STILL[start])
        start.chmod(0o755)
    try:
        yield
    finally:
        if is_ours:
            start.unlink()


def ask_for_tests() -> None:
    """Install what the tests lack, or say what it is; with CI=true that is an error."""
    if missing(TESTS) and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing(TESTS))
    if lacking := missing(TESTS):
        if os.environ.get("CI") == "true":
            raise SystemExit(advice(lacking))
        print(f"{advice(lacking)}. Tot dan worden ze overgeslagen, en geteld.")


def nginx() -> Path | None:
    """The nginx of this machine, or the one that was unpacked."""
    places = (Path("/usr/sbin/nginx"), UNPACKED / "usr" / "sbin" / "nginx")
    return next((place for place in places if place.exists()), None)


def unpack_nginx() -> None:
    """Unpack Debian's nginx in .venv, if there is none; needs no root."""
    if nginx() or not (shutil.which("apt-get") and shutil.which("dpkg")):
        return
    UNPACKED.mkdir(exist_ok=True)
    download = ["apt-get", "download", "-qq", NGINX]
    subprocess.run(download, cwd=UNPACKED, stderr=subprocess.DEVNULL, check=False)
    for package in UNPACKED.glob("nginx_*.deb"):
        subprocess.run(["dpkg", "-x", package, UNPACKED], check=False)


if __name__ == "__main__":
    if sys.argv[1:] == ["bench"]:
        unpack_nginx()
    else:
        ask_for_tests()
