"""The style sheet and the fonts that are made at set-up."""

import hashlib
import json
import re
import time
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from cms.setup import NAMES, assets
from cms.static_names import NamedByContent

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything built."""
    folder = tmp_path_factory.mktemp("assets")
    assets.build(folder)
    return folder / "cms"


def test_one_style_sheet_holds_all_and_imports_nothing(built: Path) -> None:
    sheet = (built / "site.css").read_text()

    assert all(part in sheet for part in ("--son:", ".lx-player", ".masthead"))
    assert "@import" not in sheet
    assert "/*" not in sheet


def test_every_custom_property_that_is_used_exists(built: Path) -> None:
    sheet = (built / "site.css").read_text()

    used = set(re.findall(r"var\((--[\w-]+)\)", sheet))
    defined = set(re.findall(r"(--[\w-]+):", sheet))
    assert used <= defined


def test_dark_mode_redefines_every_colour(built: Path) -> None:
    tokens = (assets.STYLES / "tokens.css").read_text()
    light, dark = tokens.split("prefers-color-scheme: dark")

    colours = set(re.findall(r"(--[\w-]+): #", light)) - {"--on-son", "--on-lua"}
    assert colours <= set(re.findall(r"(--[\w-]+): #", dark))


@pytest.mark.parametrize("weight", assets.WEIGHTS.values())
def test_a_font_is_small_and_writes_all_of_vietnamese(built: Path, weight: int) -> None:
    path = built / "fonts" / f"be-vietnam-pro-{weight}.woff2"
    with TTFont(path) as font:
        letters = font.getBestCmap()

    assert path.stat().st_size < 25_000
    assert [
        sign for sign in VIETNAMESE + VIETNAMESE.upper() + "0123456789–—…“”²₫" if ord(sign) not in letters
    ] == []


def test_a_second_build_changes_nothing_and_is_quick(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}

    began = time.perf_counter()
    assets.build(built.parent)

    assert time.perf_counter() - began < 0.5
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_changed_source_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in (*assets.PUBLIC_STYLES, *assets.AS_THEY_ARE):
        (sources / name).write_text("p { margin: 0 }")
    monkeypatch.setattr(assets, "STYLES", sources)
    assets.build(tmp_path / "out")

    (sources / "public.css").write_text("p { margin: 1px }")
    assets.build(tmp_path / "out")

    assert "1px" in (tmp_path / "out" / "cms" / "site.css").read_text()
    assert len(list((tmp_path / "out" / "cms").glob("site.*.css"))) == 1


def test_what_holds_its_digest_in_its_name_is_kept_for_ever_and_sent_packed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = json.loads((built / NAMES).read_text())
    named = built.parent / names["cms/site.css"]

    assert hashlib.sha256(named.read_bytes()).hexdigest().startswith(named.name.split(".")[1])
    assert brotli.decompress(Path(f"{named}.br").read_bytes()) == named.read_bytes()
    assert names["cms/fonts/be-vietnam-pro-400.woff2"].removeprefix("cms/") in named.read_text()

    monkeypatch.setattr("django.conf.settings.VAR", built.parent.parent)
    (built.parent.parent / "assets").unlink(missing_ok=True)
    (built.parent.parent / "assets").symlink_to(built.parent)
    address = NamedByContent().url("cms/site.css")
    assert address == f"/static/{names['cms/site.css']}"
    assert re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, address)
    assert not re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, "/static/cms/site.css")
    assert NamedByContent().url("newsroom/newsroom.css") == "/static/newsroom/newsroom.css"
