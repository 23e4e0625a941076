"""The files that people hear: as loud as agreed in both formats, tagged, with chapters, the same each time."""

import re
from datetime import date
from pathlib import Path

import pytest

from broadcast.audio import encoding, ffmpeg
from broadcast.audio.encoding import WEB_MP3, WEB_OPUS, Coding, web_sound
from broadcast.audio.mastering import Chapter, Produced
from broadcast.audio.tags import SYNTHETIC, Tags
from tests.broadcast.audio.ebur128 import decoded_by_ffmpeg, heard_by_ffmpeg

TAGS = Tags(
    title="Lịch tiêm phòng; số 1 = \\thôn #2",
    station="Đài truyền thanh xã Lạc Phượng",
    day=date(2026, 11, 22),
    number=41,
    synthetic=True,
    duration_s=25.8,
    chapters=(
        Chapter(start_s=4.4, title="Kính thưa toàn thể nhân dân"),
        Chapter(start_s=12.0, title="Ủy ban nhân dân xã"),
    ),
)


@pytest.fixture(scope="module", params=[WEB_MP3, WEB_OPUS], ids=["mp3", "opus"])
def coding(request: pytest.FixtureRequest) -> Coding:
    found: Coding = request.param
    return found


@pytest.fixture(scope="module")
def web(coding: Coding, bulletin: Produced, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(bulletin, coding, tmp_path_factory.mktemp("web"))


def test_it_is_as_loud_as_agreed(web: Path) -> None:
    heard = heard_by_ffmpeg(web)

    assert heard.lufs == pytest.approx(-16, abs=0.5)
    assert heard.dbtp <= -1


def test_it_lasts_as_long_as_its_master(web: Path, bulletin: Produced) -> None:
    assert len(decoded_by_ffmpeg(web)) / 2 / 44_100 == pytest.approx(bulletin.duration_s, abs=0.06)


def test_it_says_what_it_is_and_that_a_machine_speaks(web: Path) -> None:
    told = said_of(web)

    for name, value in (
        ("title", TAGS.title),
        ("artist", TAGS.station),
        ("date", "2026-11-22"),
        ("track", "41"),
        ("comment", SYNTHETIC),
    ):
        assert re.search(rf"{name}\s+: {re.escape(value)}\n", told), name


def test_its_chapters_begin_where_the_items_do(web: Path) -> None:
    told = said_of(web)

    starts = [float(start) for start in re.findall(r"Chapter #0:\d: start ([\d.]+)", told)]
    assert starts[:2] == pytest.approx([4.4, 12.0], abs=0.03)
    assert "title           : Ủy ban nhân dân xã" in told


def test_the_same_master_and_tags_give_the_same_bytes(
    web: Path, coding: Coding, bulletin: Produced, tmp_path: Path
) -> None:
    assert made(bulletin, coding, tmp_path).read_bytes() == web.read_bytes()


def test_other_tags_give_other_bytes(web: Path, coding: Coding, bulletin: Produced, tmp_path: Path) -> None:
    other = web_sound(bulletin.master, metadata=";FFMETADATA1\n", coding=coding, directory=tmp_path)

    assert other.read_bytes() != web.read_bytes()


def test_what_comes_out_too_high_is_made_anew_with_lower_peaks(
    coding: Coding, bulletin: Produced, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "MOST_DBTP", -2.6)

    assert heard_by_ffmpeg(made(bulletin, coding, tmp_path)).dbtp <= -2.5


def test_a_persons_voice_is_not_called_synthetic() -> None:
    tags = Tags(title="a", station="b", day=date(2026, 1, 1), number=1, synthetic=False, duration_s=1)

    assert SYNTHETIC not in tags.metadata()


def test_a_title_cannot_add_tags_of_its_own() -> None:
    tags = Tags(
        title="a\nartist=b\n[CHAPTER]",
        station="c",
        day=date(2026, 1, 1),
        number=1,
        synthetic=True,
        duration_s=1,
    )

    assert "title=a artist\\=b [CHAPTER]\n" in tags.metadata()


def made(bulletin: Produced, coding: Coding, directory: Path) -> Path:
    """Return the bulletin's file for the web."""
    return web_sound(bulletin.master, metadata=TAGS.metadata(), coding=coding, directory=directory)


def said_of(path: Path) -> str:
    """Return what ffmpeg tells of a file."""
    return ffmpeg.run(["-i", str(path), "-f", "null", "-"], limit_s=20)[1]
