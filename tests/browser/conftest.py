"""One running station for all browser tests, one Chromium for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import demo as demos
from tests.browser import screen
from tests.browser.demo import Demo
from tests.browser.voices import write_speech


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Start the demo commune."""
    with demos.running(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture
def browser(demo: Demo) -> Iterator[Browser]:
    """Start a browser; it ends with the test, for its event loop would be in the way of Django's tests."""
    with screen.chromium() as browser:
        yield browser


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Browser]:
    """Start a browser with a microphone that hears a voice in a quiet room."""
    speech = write_speech(tmp_path / "speech.wav")
    with screen.chromium(
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={speech}",
    ) as browser:
        yield browser


@pytest.fixture
def daytime(demo: Demo) -> Iterator[None]:
    """Move the quiet hours away: this may run by night."""
    demo.run("-m", "tests.browser.day", "loud")
    yield
    demo.run("-m", "tests.browser.day", "usual")
