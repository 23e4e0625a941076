"""P1b: how long a recording takes to be made again after one sentence of forty was changed."""

import tempfile
import time
from pathlib import Path
from typing import Any

from broadcast.audio.assembly import Part, Pause, Speech, produce
from broadcast.speech import Line, SentenceCache, Terms
from broadcast.speech.google import GoogleVoice
from broadcast.speech.speaking import spoken_by
from tests.bench.figure import Figure
from tests.servers.google_voice import google_voice

SENTENCES = 40
REQUEST_S = 0.3
PAUSE_S = 0.55


def script(*, changed: int | None = None) -> list[Line]:
    """Return forty sentences, each of one request; one of them changed."""
    return [
        Line(
            words=f"Hộ thứ {at} ở thôn Đông {'đã' if at == changed else 'chưa'} đăng ký tiêm phòng dại cho chó, mèo."
        )
        for at in range(SENTENCES)
    ]


def rows() -> list[dict[str, Any]]:
    """Return the row of the benchmark table; the stand-in answers each request after 300 ms."""
    with google_voice(delay_s=REQUEST_S) as service, tempfile.TemporaryDirectory() as folder:
        voice = GoogleVoice(base_url=service.url)
        terms = Terms(cache=SentenceCache(Path(folder) / "cache"))
        cold = _made(voice, script(), terms, Path(folder) / "cold")
        asked = len(service.asked)
        again = _made(voice, script(changed=17), terms, Path(folder) / "again")
        assert (asked, len(service.asked) - asked) == (SENTENCES, 1)
    return [
        Figure(
            id="P1b",
            what=f"re-making after one changed sentence of {SENTENCES}, gTTS at 300 ms a request",
            value=round(again / cold, 3),
            unit="ratio",
            baseline=f"cold, {cold:.1f} s",
        ).row()
    ]


def _made(voice: GoogleVoice, lines: list[Line], terms: Terms, folder: Path) -> float:
    """Return the seconds until master and device MP3 are there."""
    begun = time.perf_counter()
    spoken = spoken_by([[voice]], lines, terms)
    parts: list[Part] = []
    for clip in spoken.clips:
        parts += [Speech(clip), Pause(PAUSE_S)]
    produce(parts, directory=folder)
    return time.perf_counter() - begun
