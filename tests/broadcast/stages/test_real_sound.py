"""One take through the whole workshop: real samples, ffmpeg, loudness; everywhere else sound is noise."""

from datetime import datetime

import pytest

from broadcast import media, narration
from broadcast.audio import assembly
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the real workshop."""
    monkeypatch.setattr(narration, "produce", assembly.produce)


def test_a_take_is_loud_enough_and_has_all_its_files(commune: Commune, now: datetime) -> None:
    programme = commune.take_in(commune.submit(), now=now)

    take = commune.record(programme)

    assert take.status == RecordingStatus.MADE
    assert take.loudness_lufs == pytest.approx(-16, abs=1)
    assert (take.true_peak_dbtp or 0) <= -1
    assert media.path_of(take.master_sha256).read_bytes()[:4] == b"fLaC"
    assert media.path_of(take.waveform_sha256).read_bytes()[1:4] == b"PNG"
