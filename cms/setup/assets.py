"""Make what the browser needs: one style sheet for the public pages, and the fonts cut down to Vietnamese."""

import hashlib
import io
import os
import re
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset

STYLES = Path(__file__).resolve().parents[1] / "static" / "cms"
PUBLIC_STYLES = ("tokens.css", "components.css", "public.css")
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
WEIGHTS = {"Regular": 400, "Bold": 700}

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
VIETNAMESE = [0x01A0, 0x01A1, 0x01AF, 0x01B0, *range(0x1EA0, 0x1EFA), *range(0x0300, 0x0304), 0x0309, 0x0323]
SIGNS = [*range(0x2010, 0x2027), 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2190, 0x2192, 0x2212]
# Kerning, mark placement and figures of one width; ligatures and alternates are never used.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def build(target: Path) -> None:
    """Fill ``target/cms``; when the sources are those of last time, do nothing."""
    stamp = target / "cms" / "sources.sha256"
    digest = _digest_of_sources()
    if stamp.exists() and stamp.read_text() == digest:
        return
    _write(target / "cms" / "site.css", style_sheet())
    for style, weight in WEIGHTS.items():
        _write(target / "cms" / "fonts" / f"be-vietnam-pro-{weight}.woff2", cut_font(_font(style)))
    _write(stamp, digest.encode())


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
    sources = [*(STYLES / name for name in PUBLIC_STYLES), *map(_font, WEIGHTS), Path(__file__)]
    digests = (hashlib.sha256(source.read_bytes()).hexdigest() for source in sources)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.write_bytes(content)
    unfinished.replace(path)
