"""P4, P4b and P5: how exactly real players begin, what lies between two items, how soon an emergency is heard.

Liquidsoap, where it is or can be installed, plays the same items at the same moments in the same run. For both the same
counts: the moment at which the first sample of an item left the program for the output.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.audio import ffmpeg
from tests import packages
from tests.bench import liquidsoap, urgent
from tests.bench.air_station import OnAir, first_sound, heard, running, until
from tests.bench.figure import Figure
from tests.bench.onsets import RATE, Heard, NotHeard, Samples, gap_of, place_of, share
from tests.broadcast.player.boxes import Box
from tests.servers.postgres import DidNotStart, NotInstalled

BOXES = 4
SESSIONS, EVERY_S = 12, 8
AROUND_S = 4.0
EMERGENCIES = 20
READS_S = 2.5
"""How long the leader looks at each screen before the button; nobody reads faster."""
LATE_S, SOON_S = 0.1, 5.0
PATIENCE_S = 90.0
PLAYING, ENDED = "Đang phát:", "Kết thúc ("
"""What a box says at the beginning and at the end of each item."""


@dataclass(kw_only=True)
class Found:
    """What was measured of one player or program: seconds of error at each start, samples at each joint."""

    starts: list[float] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    silent: int = 0  # sessions that were not heard as planned

    def note(self, planned: float, sounds: Sequence[Samples], played: Heard) -> None:
        """Measure one session."""
        number, near = played.about(planned, within_s=AROUND_S)
        try:
            begins = played.moment(number + place_of(sounds[0], near))
            gaps = [gap_of(first, second, near) for first, second in pairwise(sounds)]
        except NotHeard:
            self.silent += 1
            return
        self.starts.append(abs(begins - planned))
        self.gaps += gaps


def rows() -> list[dict[str, Any]]:
    """Return P4, P4b and P5, each beside what it is measured against."""
    absent = _prepared()
    with running(boxes=BOXES) as air:
        figures = _sessions(air, absent)
        try:
            figures += _emergencies(air)
        except (TimeoutError, urgent.NotReleased) as reason:  # must not hide what was measured before
            figures.append(Figure(id="P5", what=f"not measured: {reason}", value=None, unit="s"))
    return [figure.row() for figure in figures]


# ------------------------------------------------------------------ P4 and P4b


def _sessions(air: OnAir, absent: str) -> list[Figure]:
    masters = {title: Path(path) for title, path in air.ground["masters"].items()}
    sounds = [_samples(master) for master in masters.values()]
    first = air.place.answer("tests.bench.air_sessions", SESSIONS, EVERY_S, *air.codes())["first"]
    moments = [float(first + EVERY_S * number) for number in range(SESSIONS)]
    theirs = Found()
    with _liquidsoap(absent, masters, moments) as pipe:
        time.sleep(max(0.0, moments[-1] + EVERY_S - time.time()))
    ours = Found()
    for box in air.boxes:
        _note_box(ours, [heard(path) for path in box.wavs()], moments, sounds)
    if not isinstance(pipe, str):
        for moment in moments:
            theirs.note(moment, sounds, pipe.heard())
        return [*_ours(ours), *_theirs(ours, theirs)]
    return [*_ours(ours), *_unmeasured(pipe)]


def _note_box(
    found: Found, played: Sequence[Heard], moments: Sequence[float], sounds: Sequence[Samples]
) -> None:
    for moment in moments:
        near = [each for each in played if abs(each.moment(0) - moment) < AROUND_S]
        if near:
            found.note(moment, sounds, near[0])
        else:
            found.silent += 1


def _samples(master: Path) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        decoded = ffmpeg.decode_file(master, Path(folder) / "master.pcm", rate=RATE)
        return np.frombuffer(decoded.pcm.read_bytes(), dtype="<i2")


def _prepared() -> str:
    """Install the baseline where that is allowed, before anything is planned; return why it cannot be had."""
    try:
        packages.prepare([liquidsoap.NAME], run=packages.quietly)
    except packages.MayNotInstall as reason:
        return str(reason)
    return ""


@contextmanager
def _liquidsoap(
    absent: str, masters: dict[str, Path], moments: Sequence[float]
) -> Iterator[liquidsoap.Pipe | str]:
    """Run the baseline; lends the reason where it cannot be run."""
    with tempfile.TemporaryDirectory(prefix="loaxa-liquidsoap-") as name, ExitStack() as stack:
        Path(name).chmod(0o755)
        home = Path(name) / "home"
        home.mkdir()
        try:
            pipe = absent or stack.enter_context(liquidsoap.on_the_air(home, masters, moments))
        except (NotInstalled, DidNotStart) as reason:
            pipe = f"{reason}".partition("\n")[0]
        yield pipe


def _ours(found: Found) -> list[Figure]:
    what = f"start of {len(found.starts)} sessions by {BOXES} real players"
    if found.silent:
        what += f", {found.silent} were not heard"
    return [
        Figure(id="P4", what=f"{what}: error, p99 (goal {LATE_S})", value=_s(found.starts, 0.99), unit="s"),
        Figure(id="P4-p50", what=f"{what}: error, p50", value=_s(found.starts, 0.5), unit="s"),
        Figure(
            id="P4b",
            what=f"silence between two items of a session, the longest of {len(found.gaps)} (goal 0)",
            value=_longest(found.gaps),
            unit="samples",
        ),
    ]


def _theirs(ours: Found, theirs: Found) -> list[Figure]:
    name = liquidsoap.version()
    what = f"{name}, switch on time into a pipe, the same moments: error of {len(theirs.starts)} starts"
    if theirs.silent:
        what += f", {theirs.silent} were not heard"
    late = share(theirs.starts, 0.99)
    return [
        Figure(id="P4-liquidsoap", what=f"{what}, p99", value=_s(theirs.starts, 0.99), unit="s"),
        Figure(id="P4-liquidsoap-p50", what=f"{what}, p50", value=_s(theirs.starts, 0.5), unit="s"),
        Figure(
            id="P4-ratio",
            what="error of a start, p99",
            value=round(share(ours.starts, 0.99) / late, 3),
            unit="ratio",
            baseline=name,
        ),
        Figure(
            id="P4b-liquidsoap",
            what=f"{name}: silence between two items, the longest of {len(theirs.gaps)}",
            value=_longest(theirs.gaps),
            unit="samples",
        ),
    ]


def _unmeasured(reason: str) -> list[Figure]:
    """Say in the rows that the baseline could not be run."""
    return [
        Figure(id="P4-liquidsoap", what=f"not measured: {reason}", value=None, unit="s"),
        Figure(id="P4b-liquidsoap", what=f"not measured: {reason}", value=None, unit="samples"),
    ]


def _longest(gaps: Sequence[int]) -> int:
    return max(gaps, key=abs)


def _s(values: Sequence[float], part: float) -> float:
    return round(share(values, part), 4)


# ------------------------------------------------------------------------- P5


def _emergencies(air: OnAir) -> list[Figure]:
    leader = urgent.Leader(port=air.port, address=air.ground["screen"], session=air.ground["session"])
    answered, sounded = zip(*(_emergency(air, leader, number) for number in range(EMERGENCIES)), strict=True)
    what = f"from the leader's button to the first sample at the box, {EMERGENCIES} emergencies"
    return [
        Figure(id="P5", what=f"{what}, p95 (goal {SOON_S:.0f})", value=_s(sounded, 0.95), unit="s"),
        Figure(id="P5-p50", what=f"{what}, p50", value=_s(sounded, 0.5), unit="s"),
        Figure(
            id="P5-signed",
            what="of that until the sound is made and the plan is signed, p95",
            value=_s(answered, 0.95),
            unit="s",
        ),
    ]


def _emergency(air: OnAir, leader: urgent.Leader, number: int) -> tuple[float, float]:
    """Release one, in the next zone; return the seconds until the answer, and until the first sound."""
    zone = number % BOXES
    box, call = air.boxes[zone], urgent.call(number + 1, hamlet=air.ground["places"][zone])
    until(lambda: _is_quiet(box), "the end of an emergency", seconds=PATIENCE_S)
    leader.opened(urgent.EVENT)
    time.sleep(READS_S)
    leader.warned(call)
    time.sleep(READS_S)
    before, began = set(box.wavs()), time.time()
    leader.release(call)
    answered = time.time()
    return answered - began, _sound_after(box, before) - began


def _is_quiet(box: Box) -> bool:
    """Whether a box has ended all that it began."""
    said = box.said()
    return said.count(PLAYING) == said.count(ENDED)


def _sound_after(box: Box, before: set[Path]) -> float:
    """Return the moment of the first sound in the first file that was not there before."""
    found: list[float] = []

    def is_heard() -> bool:
        new = (path for path in box.wavs() if path not in before)
        found.extend(at for path in new if (at := first_sound(path)) is not None)
        return bool(found)

    until(is_heard, "an emergency at its box", seconds=PATIENCE_S)
    return found[0]
