"""The eight services, each against a stand-in that speaks its protocol, and every way in which they may fail."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from broadcast.speech.script import Line
from broadcast.speech.services import RECIPES, ServiceVoice, configured
from broadcast.speech.services.gate import Fault, Gate
from broadcast.speech.services.recipe import Recipe
from broadcast.speech.services.service import REASONS
from broadcast.speech.silent import SilentVoice
from broadcast.speech.speaking import spoken_by
from broadcast.speech.voice import VoiceUnavailable
from tests.broadcast.speech.conftest import SENTENCE, FakeClock
from tests.servers.google_voice import SECONDS_PER_CHARACTER
from tests.servers.voice_services import ENVIRONMENT, NEVER, Stand, voice_service

BY_NAME = {recipe.name: recipe for recipe in RECIPES}
WITH_LINKS = ("zalo", "fpt", "vnpt", "vbee")
PRIVATE = (
    "https://127.0.0.1/x.mp3",
    "https://localhost/x.mp3",
    "https://10.0.0.5/x.mp3",
    "https://192.168.1.1/x.mp3",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/x.mp3",
    "https://[::ffff:10.0.0.5]/x.mp3",
    "https://0.0.0.0/x.mp3",
    "https://user@10.0.0.5/x.mp3",
    "http://93.184.216.34/x.mp3",
    "file:///etc/passwd",
    "ftp://example.org/x.mp3",
    "//10.0.0.5/x.mp3",
)


@pytest.fixture(params=sorted(BY_NAME))
def recipe(request: pytest.FixtureRequest) -> Recipe:
    return BY_NAME[request.param]


@pytest.fixture
def stand(recipe: Recipe) -> Iterator[Stand]:
    with voice_service(recipe.name) as running:
        yield running


def _voice(recipe: Recipe, stand: Stand, clock: FakeClock) -> ServiceVoice:
    return ServiceVoice(
        recipe,
        recipe.speakers[0],
        environment=ENVIRONMENT,
        base_url=stand.url,
        sleep=clock.sleep,
        clock=clock,
    )


@pytest.fixture
def speaker(recipe: Recipe, stand: Stand, clock: FakeClock) -> ServiceVoice:
    return _voice(recipe, stand, clock)


def test_a_sentence_is_spoken_as_the_service_wants_to_be_asked(speaker: ServiceVoice, stand: Stand) -> None:
    clip = speaker.speak(SENTENCE)

    assert clip.duration_s == pytest.approx(len(SENTENCE) * SECONDS_PER_CHARACTER, abs=0.3)
    (asked,) = stand.asked
    assert (asked.text, asked.speed) == (SENTENCE, 1.0)
    assert asked.voice == speaker.version.split()[1]


def test_the_rate_is_asked_for_and_what_the_service_lacks_is_stretched(
    speaker: ServiceVoice, recipe: Recipe, stand: Stand
) -> None:
    usual = speaker.speak(SENTENCE).duration_s

    slow = speaker.speak(SENTENCE, rate=0.7).duration_s

    assert slow == pytest.approx(usual / 0.7, rel=0.05)
    assert stand.asked[1].speed == pytest.approx(recipe.speed.applied(0.7), abs=0.01)


def test_signs_of_the_protocol_in_the_words_are_only_words(speaker: ServiceVoice, stand: Stand) -> None:
    words = 'Giá {voice} & "năm" <b>nghìn</b> {key} \\ đồng'

    speaker.speak(words)

    assert stand.asked[0].text == words


def test_a_long_text_goes_out_in_pieces_that_the_service_takes(
    recipe: Recipe, stand: Stand, clock: FakeClock
) -> None:
    speaker = _voice(replace(recipe, most_characters=200), stand, clock)
    words = " ".join([SENTENCE] * 3)

    speaker.speak(words)

    assert len(stand.asked) == 2
    assert all(len(asked.text) <= 200 for asked in stand.asked)
    assert " ".join(asked.text for asked in stand.asked) == words


def test_a_service_whose_key_is_refused_says_so_and_never_tells_the_key(
    recipe: Recipe, stand: Stand, clock: FakeClock
) -> None:
    wrong = dict.fromkeys(ENVIRONMENT, "another-secret")
    speaker = ServiceVoice(recipe, recipe.speakers[0], environment=wrong, base_url=stand.url, clock=clock)

    with pytest.raises(VoiceUnavailable) as refused:
        speaker.speak(SENTENCE)

    assert str(refused.value) == REASONS["key"]
    assert not stand.asked
    told = f"{refused.value!r} {refused.value.__cause__!r} {speaker.label} {speaker.name} {speaker.version}"
    assert "another-secret" not in told


@pytest.mark.parametrize("fault", ["too_many", "broken", "cut", "empty", "html"])
def test_a_passing_fault_is_overcome_by_asking_again(
    speaker: ServiceVoice, stand: Stand, clock: FakeClock, fault: str
) -> None:
    stand.then(fault)

    assert speaker.speak(SENTENCE).duration_s > 3
    assert len(stand.asked) == 2
    assert fault != "too_many" or clock.slept[0] >= 2


@pytest.mark.parametrize(
    ("fault", "reasons", "requests"),
    [
        ("too_many", {"too_many"}, 3),
        ("broken", {"refused"}, 3),
        ("no_money", {"key"}, 1),
        ("redirect", {"refused"}, 1),
        ("html", {"no_sound"}, 3),
        ("empty", {"no_sound"}, 3),
        ("json_error", {"no_sound", "refused"}, None),
        ("cut", {"no_sound"}, 3),
        ("short", {"no_sound"}, 1),
        ("oversized", {"no_sound"}, 1),
    ],
)
def test_a_lasting_fault_makes_the_voice_unavailable(
    speaker: ServiceVoice, stand: Stand, fault: str, reasons: set[str], requests: int | None
) -> None:
    stand.then(*[fault] * 4)

    with pytest.raises(VoiceUnavailable) as unavailable:
        speaker.speak(SENTENCE)

    assert str(unavailable.value) in {REASONS[reason] for reason in reasons}
    assert requests is None or len(stand.asked) == requests


def test_after_a_failure_the_service_is_left_alone_for_a_while(
    speaker: ServiceVoice, stand: Stand, clock: FakeClock
) -> None:
    stand.then("no_money")
    with pytest.raises(VoiceUnavailable):
        speaker.speak(SENTENCE)

    with pytest.raises(VoiceUnavailable, match="tạm nghỉ"):
        speaker.speak(SENTENCE)
    clock.now += 61

    assert speaker.speak(SENTENCE).duration_s > 3
    assert len(stand.asked) == 2


def test_429_half_way_through_a_script_leads_to_the_next_voice(speaker: ServiceVoice, stand: Stand) -> None:
    stand.then("ok", *["too_many"] * 4)
    script = [Line(words=SENTENCE), Line(words="Xin cảm ơn bà con.")]

    spoken = spoken_by([[speaker], [SilentVoice()]], script)

    assert (spoken.voice, len(spoken.clips)) == ("silent", 2)
    assert "câu 2/2: “Xin cảm ơn bà con.”" in spoken.fallbacks[0]


# ------------------------------------------------------------- links and jobs


@pytest.fixture(params=WITH_LINKS)
def linking(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[tuple[ServiceVoice, Stand]]:
    with voice_service(request.param) as running:
        yield _voice(BY_NAME[request.param], running, clock), running


def test_a_sound_that_is_not_ready_is_asked_for_until_it_is(
    linking: tuple[ServiceVoice, Stand], clock: FakeClock
) -> None:
    speaker, stand = linking
    stand.not_yet = 3

    assert speaker.speak(SENTENCE).duration_s > 3
    assert clock.slept.count(0.5) >= 3


def test_a_sound_that_never_comes_is_given_up(linking: tuple[ServiceVoice, Stand]) -> None:
    speaker, stand = linking
    stand.not_yet = NEVER

    with pytest.raises(VoiceUnavailable, match=REASONS["too_slow"]):
        speaker.speak(SENTENCE)


def test_the_keys_do_not_go_along_to_where_the_sound_lies(linking: tuple[ServiceVoice, Stand]) -> None:
    speaker, stand = linking
    speaker.speak(SENTENCE)

    sounds = [headers for path, headers in stand.fetched if path.startswith("/sounds/")]

    assert sounds
    assert not any("secret" in value for headers in sounds for value in headers.values())


@pytest.mark.parametrize("link", PRIVATE)
def test_a_link_to_a_private_address_is_not_followed(linking: tuple[ServiceVoice, Stand], link: str) -> None:
    speaker, stand = linking
    stand.link = link

    with pytest.raises(VoiceUnavailable, match="không an toàn"):
        speaker.speak(SENTENCE)

    assert not [path for path, _headers in stand.fetched if path.startswith("/sounds/")]


def test_a_name_that_leads_here_after_it_was_checked_hears_not_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    addresses = ["93.184.216.34", "127.0.0.1"]
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_asked, **_more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (addresses.pop(0), port))],
    )
    heard: list[bytes] = []
    listening = threading.Thread(target=lambda: heard.append(_first_words(listener)))
    listening.start()

    with Gate("https://service.example", clock=time.monotonic) as gate, pytest.raises(Fault):
        gate.fetch(f"https://sounds.example:{port}/x.mp3", deadline=time.monotonic() + 5)

    listening.join(5)
    listener.close()
    assert (heard, addresses) == ([b""], [])


def _first_words(listener: socket.socket) -> bytes:
    listener.settimeout(5)
    reached, _address = listener.accept()
    with reached:
        reached.settimeout(5)
        return reached.recv(100)


# -------------------------------------------------------------- what is there


def test_only_services_with_all_their_keys_are_there() -> None:
    assert configured({}) == []
    assert {recipe.name for recipe, _speaker in configured(ENVIRONMENT)} == set(BY_NAME)
    without_region = {name: value for name, value in ENVIRONMENT.items() if name != "LOAXA_AZURE_REGION"}
    assert "azure" not in {recipe.name for recipe, _speaker in configured(without_region)}


def test_every_fixed_address_is_encrypted(recipe: Recipe) -> None:
    assert recipe.url.startswith(("https://", "{base}/"))


def test_services_send_words_away_and_say_who_they_are(speaker: ServiceVoice, recipe: Recipe) -> None:
    assert speaker.leaves_machine and speaker.synthetic
    assert speaker.label.startswith("Giọng ")
    assert len(speaker.name) <= 60
    assert len({f"{recipe.name}-{each.code}" for each in recipe.speakers}) == len(recipe.speakers)
