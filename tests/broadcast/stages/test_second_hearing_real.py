"""The real worker with the real recogniser: a voice says another hour than the script, and the desk is told."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from broadcast import lifesigns, narration, pipeline, reading_aloud, second_hearing, text
from broadcast.audio import assembly
from broadcast.models import Recording, SecondHearing
from broadcast.speech import Delivery, Line, Spoken
from broadcast.speech.house import HouseVoice, network
from broadcast.speech.recogniser import VietAsr
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        importlib.util.find_spec("vietasr") is None or bool(network.missing(network.PREPARING)),
        reason="the recogniser or the house voice is not installed",
    ),
]
RIGHT, SCRIPT, SAID = "Mời bà con đi họp.", "Họp lúc tám giờ sáng.", "Họp lúc ba giờ sáng."


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the real workshop."""
    monkeypatch.setattr(narration, "produce", assembly.produce)


@pytest.fixture(autouse=True)
def no_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave them out: their thread cannot see into a test's transaction."""
    monkeypatch.setattr(lifesigns, "given", lambda _touch: nullcontext())


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the stage have a recogniser of this test's own, which leaves with it."""
    made = VietAsr()
    monkeypatch.setattr(second_hearing, "ear", lambda: made)
    yield
    made.close()


@pytest.fixture
def slip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let the house voice read the script, but for one hour that it reads wrongly."""
    ready = network.is_prepared(network.home())
    house = HouseVoice(folder=network.home() if ready else tmp_path / "parts", idle_s=30)

    def speak(
        recording: Recording,
        lines: Sequence[Line],
        delivery: Delivery,
        *,
        progress: Callable[[int, int], None],
    ) -> Spoken:
        clips = tuple(house.speak(line.words.replace(SCRIPT, SAID)) for line in lines)
        return Spoken(clips=clips, voice=house.name, fallbacks=())

    monkeypatch.setattr(reading_aloud, "speak", speak)
    yield
    house.close()


def test_the_worker_hears_another_hour_than_the_script_says(
    commune: Commune, now: datetime, settings: Settings, ear: None, slip: None
) -> None:
    settings.SECOND_HEARING = True
    commune.submit(title="Họp", script=f"{RIGHT} {SCRIPT}")

    pipeline.work()  # takes it in, makes the take, hears it again: as the queue's worker does

    take = Recording.objects.get()
    assert (take.status, take.second_hearing) == (RecordingStatus.MADE, "done")
    (row,) = take.second_hearings.filter(kind=SecondHearing.Kind.DATE)
    assert text.sentences(take.programme.spoken)[row.sentence] == SCRIPT
    assert "tám" in row.said.split()
    assert "ba" in row.heard.split()
