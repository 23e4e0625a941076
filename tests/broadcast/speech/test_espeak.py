"""The worker process of the offline voice: it may die, hang, be forked away, and speech goes on."""

import fcntl
import os
import select
import signal
import sys
import termios
import threading
from array import array
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.voice import VoiceUnavailable
from tests.broadcast.speech.conftest import SENTENCE


@pytest.fixture
def own() -> Iterator[EspeakVoice]:
    speaker = EspeakVoice(timeout_s=5)
    yield speaker
    speaker.close()


def test_no_worker_runs_before_the_first_sentence(own: EspeakVoice) -> None:
    assert own.child.pid is None

    own.speak("Một.")

    assert own.child.pid is not None


def test_one_worker_speaks_all_sentences(own: EspeakVoice) -> None:
    own.speak("Một.")
    first = own.child.pid

    own.speak("Hai.")

    assert own.child.pid == first


def test_a_worker_killed_in_mid_sentence_is_replaced(own: EspeakVoice) -> None:
    own.speak("Một.")
    worker = own.child.pid
    assert worker
    os.kill(worker, signal.SIGSTOP)
    durations: list[float] = []
    asking = threading.Thread(target=lambda: durations.append(own.speak(SENTENCE).duration_s))

    asking.start()
    _wait_until_asked(own)
    os.kill(worker, signal.SIGKILL)
    asking.join(10)

    assert durations and durations[0] > 3
    assert own.child.pid not in (None, worker)
    assert own.speak("Câu sau.").duration_s > 0.4


def test_a_worker_that_hangs_is_killed_and_replaced() -> None:
    impatient = EspeakVoice(timeout_s=1.5)
    impatient.speak("Một.")
    worker = impatient.child.pid
    assert worker
    os.kill(worker, signal.SIGSTOP)

    clip = impatient.speak("Hai ba bốn.")

    assert clip.duration_s > 0.5
    assert not Path(f"/proc/{worker}").exists()
    impatient.close()


@pytest.mark.parametrize(
    "command", [("/no/such/program",), (sys.executable, "-c", "print('not our protocol' * 99)"), ("false",)]
)
def test_a_worker_that_never_works_makes_the_voice_unavailable(command: tuple[str, ...]) -> None:
    hopeless = EspeakVoice(command=command, timeout_s=2)

    with pytest.raises(VoiceUnavailable):
        hopeless.speak("Một.")
    hopeless.close()


def test_an_idle_worker_ends_by_itself_and_the_next_sentence_speaks() -> None:
    speaker = EspeakVoice(idle_s=0.05)
    speaker.speak("Một.")
    worker = speaker.child._process
    assert worker
    worker.wait(5)

    assert speaker.speak("Hai.").duration_s > 0.2
    speaker.close()


def test_the_worker_ends_when_the_process_that_asked_is_killed(tmp_path: Path) -> None:
    reader, writer = get_context("spawn").Pipe(duplex=False)
    asker = get_context("spawn").Process(target=_speak_and_wait, args=(writer,))
    asker.start()
    assert reader.poll(20)
    worker = os.pidfd_open(reader.recv())

    asker.kill()
    asker.join()

    ended = select.poll()
    ended.register(worker, select.POLLIN)
    assert ended.poll(5000)
    os.close(worker)
    reader.close()
    writer.close()
    asker.close()


def test_a_daemonic_process_such_as_a_queue_worker_can_speak() -> None:
    reader, writer = get_context("spawn").Pipe(duplex=False)
    asker = get_context("spawn").Process(target=_speak_once, args=(writer,), daemon=True)
    asker.start()

    assert reader.poll(20)
    assert reader.recv() > 3
    asker.join()
    reader.close()
    writer.close()
    asker.close()


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_after_a_fork_parent_and_child_have_their_own_workers(own: EspeakVoice) -> None:
    own.speak("Một.")
    parents_worker = own.child.pid
    reader, writer = get_context("fork").Pipe(duplex=False)
    child = get_context("fork").Process(target=_speak_and_tell_worker, args=(own, writer), daemon=True)
    with own.child._lock:  # as if another thread were speaking at this moment
        child.start()

    assert reader.poll(10)
    childs_worker = reader.recv()
    child.join()

    assert childs_worker and childs_worker != parents_worker
    assert own.child.pid == parents_worker
    assert own.speak(SENTENCE).duration_s > 3
    assert own.child.pid == parents_worker
    reader.close()
    writer.close()
    child.close()


def test_the_worker_inherits_nothing_but_its_pipes(own: EspeakVoice, tmp_path: Path) -> None:
    with (tmp_path / "open.txt").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        own.speak("Một.")
        assert own.child.pid
        held = {str(link.readlink()) for link in Path(f"/proc/{own.child.pid}/fd").iterdir()}

    assert not any("open.txt" in target or "socket" in target for target in held)


def test_a_very_long_sentence_is_spoken_whole(own: EspeakVoice) -> None:
    short = own.speak(SENTENCE).duration_s
    long = own.speak(" ".join([SENTENCE] * 30)).duration_s

    assert long == pytest.approx(30 * short, rel=0.1)


def _wait_until_asked(speaker: EspeakVoice) -> None:
    """Return when the stopped worker has a request waiting in its pipe."""
    assert speaker.child._process and speaker.child._process.stdin
    waiting = array("i", [0])
    while not waiting[0]:
        fcntl.ioctl(speaker.child._process.stdin.fileno(), termios.FIONREAD, waiting)


def _speak_once(told: Connection) -> None:
    told.send(EspeakVoice().speak(SENTENCE).duration_s)


def _speak_and_wait(told: Connection) -> None:
    speaker = EspeakVoice()
    speaker.speak("Một.")
    told.send(speaker.child.pid)
    signal.pause()


def _speak_and_tell_worker(speaker: EspeakVoice, told: Connection) -> None:
    speaker.speak("Hai.")
    told.send(speaker.child.pid)
    speaker.close()
