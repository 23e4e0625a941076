"""Make what the browser needs: one style sheet for the public pages, and the fonts cut down to Vietnamese.

Each file is there twice: under its plain name, and under one that holds its digest, which a browser keeps for ever.
"""

import gzip
import hashlib
import io
import json
import os
import re
from pathlib import Path

import brotli
import fontpkg_be_vietnam_pro
from fontTools import subset

from cms.setup import NAMES

STYLES = Path(__file__).resolve().parents[1] / "static" / "cms"
PUBLIC_STYLES = ("tokens.css", "components.css", "public.css")
AS_THEY_ARE = ("site.js", "push.js", "logo.svg")
PACKED = {".css", ".js", ".svg"}
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
WEIGHTS = {"Regular": 400, "Bold": 700}

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
VIETNAMESE = [0x01A0, 0x01A1, 0x01AF, 0x01B0, *range(0x1EA0, 0x1EFA), *range(0x0300, 0x0304), 0x0309, 0x0323]
SIGNS = [*range(0x2010, 0x2027), 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2190, 0x2192, 0x2212]
NAMED = re.compile(r"\.[0-9a-f]{12}\.\w+(\.gz|\.br)?$")
# Kerning, mark placement and figures of one width; ligatures and alternates are never used.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def build(target: Path) -> None:
    """Fill ``target/cms``; when the sources are those of last time, do nothing."""
    stamp = target / "cms" / "sources.sha256"
    digest = _digest_of_sources()
    if stamp.exists() and stamp.read_text() == digest:
        return
    names: dict[str, str] = {}
    for style, weight in WEIGHTS.items():
        name, font = f"fonts/be-vietnam-pro-{weight}.woff2", cut_font(_font(style))
        _write(target / "cms" / name, font)
        _publish(name, font, target=target, names=names)
    for name in AS_THEY_ARE:
        _publish(name, (STYLES / name).read_bytes(), target=target, names=names)
    _write(target / "cms" / "site.css", style_sheet())
    _publish("site.css", _with_names(style_sheet(), names), target=target, names=names)
    _remove_older(target, names)
    _write(target / "cms" / NAMES, json.dumps(names, indent=1).encode())
    _write(stamp, digest.encode())


def _publish(name: str, content: bytes, *, target: Path, names: dict[str, str]) -> None:
    """Write a file under a name that holds its digest, also packed; note that name in ``names``."""
    path = target / "cms" / name
    digest = hashlib.sha256(content).hexdigest()[:12]
    named = path.with_name(f"{path.stem}.{digest}{path.suffix}")
    _write(named, content)
    if path.suffix in PACKED:
        _write(named.with_name(f"{named.name}.gz"), gzip.compress(content, 9, mtime=0))
        _write(named.with_name(f"{named.name}.br"), brotli.compress(content, quality=11))
    names[f"cms/{name}"] = named.relative_to(target).as_posix()


def _with_names(sheet: bytes, names: dict[str, str]) -> bytes:
    """Let the style sheet ask for the fonts by the names that hold their digests."""
    for plain, named in names.items():
        sheet = sheet.replace(plain.removeprefix("cms/").encode(), named.removeprefix("cms/").encode())
    return sheet


def _remove_older(target: Path, names: dict[str, str]) -> None:
    wanted = {target / named for named in names.values()}
    for path in (target / "cms").rglob("*"):
        if (
            NAMED.search(path.name)
            and path.with_name(path.name.removesuffix(".gz").removesuffix(".br")) not in wanted
        ):
            path.unlink()


def style_sheet() -> bytes:
    """Return the public pages' one style sheet, without its comments."""
    text = "\n".join((STYLES / name).read_text(encoding="utf-8") for name in PUBLIC_STYLES)
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines())
    return "\n".join(line for line in lines if line).encode()


def cut_font(source: Path) -> bytes:
    """Return the font as WOFF2 with Latin, Vietnamese and the punctuation of both."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*LATIN, *VIETNAMESE, *SIGNS])
    woff2 = io.BytesIO()
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, woff2, options)
    return woff2.getvalue()


def _font(style: str) -> Path:
    return FONTS / f"BeVietnamPro-{style}.ttf"


def _digest_of_sources() -> str:
    texts = (STYLES / name for name in (*PUBLIC_STYLES, *AS_THEY_ARE))
    sources = [*texts, *map(_font, WEIGHTS), Path(__file__)]
    digests = (hashlib.sha256(source.read_bytes()).hexdigest() for source in sources)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.write_bytes(content)
    unfinished.replace(path)
