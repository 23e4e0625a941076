"""The voices under test, and the stand-in service."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.google import GoogleVoice, Patience
from broadcast.speech.house import HouseVoice, network
from broadcast.speech.installing import install
from broadcast.speech.piper import PiperVoice
from broadcast.speech.services import RECIPES, ServiceVoice
from broadcast.speech.services.recipe import Recipe
from broadcast.speech.silent import SilentVoice
from broadcast.speech.voice import Voice
from tests.broadcast.speech import tiny_piper
from tests.servers.google_voice import Service, google_voice
from tests.servers.voice_services import ENVIRONMENT, voice_service

SENTENCE = "Ủy ban nhân dân xã thông báo lịch tiêm phòng dại cho đàn chó, mèo trên địa bàn."


@dataclass
class FakeClock:
    """Time that passes only in ``sleep``."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def service() -> Iterator[Service]:
    with google_voice() as running:
        yield running


@pytest.fixture
def google(service: Service, clock: FakeClock) -> GoogleVoice:
    return GoogleVoice(base_url=service.url, sleep=clock.sleep, clock=clock)


@pytest.fixture
def hasty_google(service: Service, clock: FakeClock) -> GoogleVoice:
    """A voice that waits a third of a second for an answer."""
    patience = Patience(read_s=0.3, attempts=2)
    return GoogleVoice(base_url=service.url, patience=patience, sleep=clock.sleep, clock=clock)


@pytest.fixture(scope="session")
def espeak() -> Iterator[EspeakVoice]:
    speaker = EspeakVoice()
    yield speaker
    speaker.close()


@pytest.fixture(scope="session")
def piper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PiperVoice]:
    """An installed voice; the model is ours, as small as can be."""
    folder = tmp_path_factory.mktemp("voices")
    install("thu", str(tiny_piper.save(folder / "made.onnx")), folder=folder)
    speaker = PiperVoice(folder / "thu", timeout_s=30)
    yield speaker
    speaker.close()


OUR_ENGINES = ("house", "espeak", "google", "piper", "silent")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HouseVoice]:
    """The house voice, where its packages are installed."""
    if network.missing(network.PREPARING):
        pytest.skip("the house voice is not installed")
    speaker = HouseVoice(folder=tmp_path_factory.mktemp("house") / "parts")
    yield speaker
    speaker.close()


@contextmanager
def served(recipe: Recipe, clock: FakeClock) -> Iterator[ServiceVoice]:
    """Run a service's stand-in, and give the voice that asks it."""
    with voice_service(recipe.name) as stand:
        yield ServiceVoice(
            recipe,
            recipe.speakers[0],
            environment=ENVIRONMENT,
            base_url=stand.url,
            sleep=clock.sleep,
            clock=clock,
        )


@pytest.fixture(params=[*OUR_ENGINES, *(recipe.name for recipe in RECIPES)])
def any_voice(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[Voice]:
    """Every engine behind the port."""
    if request.param == "silent":
        yield SilentVoice()
    elif request.param in OUR_ENGINES:
        yield request.getfixturevalue(request.param)
    else:
        with served(next(each for each in RECIPES if each.name == request.param), clock) as voice:
            yield voice
