"""Google's voice under every fault that was seen or must be feared, against a stand-in on localhost."""

import datetime
import ipaddress
import threading
from pathlib import Path

import gtts
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from broadcast.speech.cache import SentenceCache
from broadcast.speech.google import REASONS, GoogleVoice, Patience, _Requests
from broadcast.speech.script import Line
from broadcast.speech.silent import SilentVoice
from broadcast.speech.speaking import Terms, spoken_by
from broadcast.speech.voice import VoiceUnavailable
from tests.broadcast.speech.conftest import SENTENCE, FakeClock
from tests.servers.google_voice import SECONDS_PER_CHARACTER, Service, google_voice

LONG = (
    "Thời gian tiêm từ bảy giờ sáng ngày mười lăm tháng mười một, tại nhà văn hóa các thôn, đề nghị các hộ"
    " gia đình đưa chó, mèo đến tiêm phòng đầy đủ, đúng giờ, bảo đảm an toàn cho người và vật nuôi trong xã."
)


def test_a_sentence_is_spoken(google: GoogleVoice, service: Service) -> None:
    clip = google.speak(SENTENCE)

    assert clip.rate == 24_000
    assert clip.duration_s == pytest.approx(len(SENTENCE) * SECONDS_PER_CHARACTER, abs=0.3)
    assert service.asked == [SENTENCE]


def test_base64_padding_in_json_escapes_is_understood(google: GoogleVoice, service: Service) -> None:
    service.then("escaped")

    assert google.speak(SENTENCE).duration_s > 3
    assert len(service.asked) == 1


def test_a_long_sentence_goes_out_in_whole_phrases(google: GoogleVoice, service: Service) -> None:
    google.speak(LONG)

    assert " ".join(service.asked) == LONG
    assert len(service.asked) == 3
    assert all(len(piece) <= 100 for piece in service.asked)
    assert all(piece.endswith((",", ".")) or len(piece) > 40 for piece in service.asked)


@pytest.mark.parametrize("fault", ["too_many", "broken", "cut_connection", "html", "empty", "cut_mp3"])
def test_a_passing_fault_is_overcome_by_asking_again(
    google: GoogleVoice, service: Service, clock: FakeClock, fault: str
) -> None:
    service.then(fault)

    assert google.speak(SENTENCE).duration_s > 3
    assert len(service.asked) == 2
    assert len(clock.slept) == 1


def test_the_rest_that_the_service_asks_for_is_kept(
    google: GoogleVoice, service: Service, clock: FakeClock
) -> None:
    service.then("too_many")

    google.speak(SENTENCE)

    assert clock.slept[0] >= 3


def test_a_fault_half_way_repeats_only_the_piece_that_failed(google: GoogleVoice, service: Service) -> None:
    service.then("ok", "too_many", "ok")

    google.speak(LONG)

    assert len(service.asked) == 4
    assert service.asked[1] == service.asked[2]


@pytest.mark.parametrize(
    ("fault", "reason", "requests"),
    [
        ("too_many", "too_many", 4),
        ("too_many_for_long", "too_many", 1),
        ("broken", "refused", 4),
        ("forbidden", "refused", 1),
        ("elsewhere", "refused", 1),
        ("html", "no_sound", 4),
        ("empty", "no_sound", 4),
        ("wordless", "no_sound", 4),
        ("cut_mp3", "no_sound", 4),
        ("short_mp3", "no_sound", 1),
        ("no_mp3", "no_sound", 4),
        ("endless", "no_sound", 1),
        ("cut_connection", "no_connection", 4),
    ],
)
def test_a_lasting_fault_makes_the_voice_unavailable(
    google: GoogleVoice, service: Service, fault: str, reason: str, requests: int
) -> None:
    service.then(*[fault] * 8)

    with pytest.raises(VoiceUnavailable, match=REASONS[reason]):
        google.speak(SENTENCE)

    assert len(service.asked) == requests


def test_an_answer_that_does_not_come_is_asked_for_again(hasty_google: GoogleVoice, service: Service) -> None:
    service.then("hangs")

    assert hasty_google.speak(SENTENCE).duration_s > 3
    assert len(service.asked) == 2


def test_a_service_that_hangs_is_unavailable(hasty_google: GoogleVoice, service: Service) -> None:
    service.then(*["hangs"] * 3)

    with pytest.raises(VoiceUnavailable, match=REASONS["too_slow"]):
        hasty_google.speak(SENTENCE)

    assert len(service.asked) == 2


def test_429_half_way_leaves_no_half_sentence_behind(
    google: GoogleVoice, service: Service, tmp_path: Path
) -> None:
    service.then("ok", *["too_many"] * 8)

    spoken = spoken_by([[google], [SilentVoice()]], [Line(words=LONG)], Terms(cache=SentenceCache(tmp_path)))

    assert (spoken.voice, len(list(tmp_path.glob("*/*")))) == ("silent", 1)


def test_after_a_failure_the_service_is_left_alone_for_a_while(
    google: GoogleVoice, service: Service, clock: FakeClock
) -> None:
    service.then(*["broken"] * 4)
    with pytest.raises(VoiceUnavailable):
        google.speak(SENTENCE)
    asked = len(service.asked)

    with pytest.raises(VoiceUnavailable, match=REASONS["resting"]):
        google.speak(SENTENCE)
    assert len(service.asked) == asked

    clock.now += 61
    assert google.speak(SENTENCE).duration_s > 3


def test_the_time_for_one_sentence_is_bounded(service: Service, clock: FakeClock) -> None:
    service.then(*["broken"] * 50)
    speaker = GoogleVoice(
        base_url=service.url, patience=Patience(attempts=50, sentence_s=10), sleep=clock.sleep, clock=clock
    )

    with pytest.raises(VoiceUnavailable):
        speaker.speak(SENTENCE)

    assert clock.now - 1000 <= 10


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    with google_voice(certificate=_self_signed(tmp_path)) as impostor:
        speaker = GoogleVoice(base_url=impostor.url, sleep=clock.sleep, clock=clock)

        with pytest.raises(VoiceUnavailable, match=REASONS["certificate"]):
            speaker.speak(SENTENCE)

    assert impostor.asked == []


def test_a_certificate_that_the_machine_trusts_is_accepted(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _self_signed(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with google_voice(certificate=certificate) as trusted:
        speaker = GoogleVoice(base_url=trusted.url, sleep=clock.sleep, clock=clock)

        assert speaker.speak(SENTENCE).duration_s > 3


def test_a_proxy_exception_is_honoured(
    google: GoogleVoice, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    assert google.speak(SENTENCE).duration_s > 3
    assert len(service.asked) == 1


def test_without_a_test_server_only_google_is_asked() -> None:
    (request,) = _Requests(SENTENCE, base_url=None).prepared()

    assert str(request.url).startswith("https://translate.google.com/_/")


def test_a_service_that_does_not_listen_is_unavailable(clock: FakeClock) -> None:
    speaker = GoogleVoice(base_url="http://127.0.0.1:9", sleep=clock.sleep, clock=clock)

    with pytest.raises(VoiceUnavailable, match=REASONS["no_connection"]):
        speaker.speak(SENTENCE)

    assert len(clock.slept) == 1


def test_gtts_itself_would_trust_anyone(tmp_path: Path) -> None:
    """Why sending is ours: the day this fails, gTTS checks certificates and the guard may be thought over."""
    source = Path(gtts.__file__).with_name("tts.py").read_text()

    assert "verify=False" in source


def test_several_threads_may_speak_at_once(google: GoogleVoice, service: Service) -> None:
    heard: list[float] = []
    threads = [
        threading.Thread(target=lambda n=n: heard.append(google.speak(f"Câu thứ {n} của bài.").duration_s))
        for n in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(heard) == 4 and len(service.asked) == 4


def _self_signed(directory: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=30))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = directory / "self-signed.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return pem
