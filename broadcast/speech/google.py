"""Google Translate's voice through gTTS, with the guards that gTTS lacks.

gTTS (2.5.4) turns certificate checking off, waits for ever, takes an HTML page for success and never asks
again. So it only prepares the requests here; sending and checking are ours. Its maintainer advises
against production use: whoever needs to be sure chooses another voice, and every failure leads to one.
"""

import base64
import binascii
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import gtts
import numpy as np
import requests
from urllib3.exceptions import NewConnectionError

from broadcast.audio import ffmpeg
from broadcast.speech.breaker import CircuitBreaker
from broadcast.speech.mp3_frames import NotMp3, duration_s
from broadcast.speech.phrases import packed
from broadcast.speech.tempo import stretched
from broadcast.speech.voice import Clip, VoiceUnavailable, words_of

RATE = 24_000
MOST_CHARACTERS = 100
MOST_REPLY_BYTES = 2 * 1024**2

_SOUND = re.compile(rb'jQ1olc","\[\\"([^"\\]*(?:\\\\u003d)*)\\"')
_ASK_AGAIN = frozenset({429, 500, 502, 503, 504})
_FASTEST_S, _SLOWEST_S = 1 / 30, 1 / 4  # a character takes between these many seconds, if it was all spoken

REASONS = {
    "no_connection": "Không kết nối được với dịch vụ giọng đọc Google.",
    "certificate": "Chứng chỉ của dịch vụ giọng đọc Google không hợp lệ, nên không dùng.",
    "too_slow": "Dịch vụ giọng đọc Google trả lời quá chậm.",
    "too_many": "Dịch vụ giọng đọc Google từ chối vì có quá nhiều yêu cầu.",
    "no_sound": "Dịch vụ giọng đọc Google không trả về âm thanh dùng được.",
    "refused": "Dịch vụ giọng đọc Google đang lỗi.",
    "resting": "Dịch vụ giọng đọc Google vừa gặp lỗi, đang tạm nghỉ trước khi thử lại.",
}


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait, in seconds, and how often to ask."""

    connect_s: float = 5.0
    read_s: float = 20.0
    sentence_s: float = 60.0
    attempts: int = 4
    first_pause_s: float = 0.7


class _Requests(gtts.gTTS):
    """Prepares Google's requests: our own pieces, no rewriting of words, one fixed host."""

    def __init__(self, text: str, *, base_url: str | None) -> None:
        self._base_url = base_url
        super().__init__(
            text,
            lang="vi",
            lang_check=False,  # the check would ask the network
            pre_processor_funcs=[],
            tokenizer_func=lambda words: packed(words, MOST_CHARACTERS),
        )

    def prepared(self) -> list[requests.PreparedRequest]:
        prepared: list[requests.PreparedRequest] = self._prepare_requests()
        for request in prepared:
            if self._base_url:
                base, asked = urlsplit(self._base_url), urlsplit(request.url or "")
                request.url = urlunsplit((base.scheme, base.netloc, asked.path, asked.query, ""))
        return prepared


class _Attempt(Exception):
    """One request failed; ``tries``: how many make sense in all, ``wait_s``: the rest that was asked for."""

    def __init__(self, reason: str, *, tries: int = 99, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.tries, self.wait_s = reason, tries, wait_s


class GoogleVoice:
    """Speaks well, needs the network, and sends the text abroad."""

    name = "google"
    label = "Giọng Google (cần mạng)"
    version = "gtts-2.5-vi"
    synthetic = True
    leaves_machine = True

    def __init__(
        self,
        *,
        base_url: str | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``base_url`` is for tests alone; in service the host is fixed: text goes nowhere else."""
        self._base_url = base_url
        self._patience = patience or Patience()
        self._sleep, self._clock = sleep, clock
        self._breaker = CircuitBreaker(clock=clock)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound at 24,000 Hz."""
        text = words_of(sentence)
        if self._breaker.rest_s():
            raise VoiceUnavailable(REASONS["resting"])
        try:
            clip = _decoded(self._fetch(text), text)
        except _Attempt as fault:
            self._breaker.failed(at_least_s=fault.wait_s)
            raise VoiceUnavailable(REASONS[fault.reason]) from fault
        self._breaker.succeeded()
        return stretched(clip, rate)

    def _fetch(self, text: str) -> bytes:
        """Return the MP3 of all pieces; MP3s may be put one behind the other."""
        deadline = self._clock() + self._patience.sentence_s
        with requests.Session() as session:
            asked = _Requests(text, base_url=self._base_url).prepared()
            return b"".join(self._ask_patiently(session, request, deadline) for request in asked)

    def _ask_patiently(
        self, session: requests.Session, request: requests.PreparedRequest, deadline: float
    ) -> bytes:
        for attempt in range(self._patience.attempts):
            try:
                return self._ask(session, request, deadline)
            except _Attempt as fault:
                jitter = random.uniform(0.5, 1.5)
                pause = max(self._patience.first_pause_s * 2**attempt * jitter, fault.wait_s)
                last = attempt + 1 >= min(self._patience.attempts, fault.tries)
                if last or self._clock() + pause > deadline:
                    raise
                self._sleep(pause)
        raise _Attempt("refused")

    def _ask(self, session: requests.Session, request: requests.PreparedRequest, deadline: float) -> bytes:
        left = deadline - self._clock()
        if left <= 0:
            raise _Attempt("too_slow", tries=1)
        # Takes proxies, NO_PROXY and a company's own certificates from the environment; checking itself
        # cannot be turned off.
        settings: dict[str, Any] = dict(session.merge_environment_settings(request.url, {}, True, True, None))
        timeouts = (min(self._patience.connect_s, left), min(self._patience.read_s, left))
        try:
            with session.send(request, timeout=timeouts, allow_redirects=False, **settings) as reply:
                _check_status(reply)
                return _sound(self._body(reply, deadline))
        except requests.exceptions.SSLError as fault:
            raise _Attempt("certificate", tries=1) from fault
        except requests.exceptions.ReadTimeout as fault:
            raise _Attempt("too_slow") from fault
        except requests.exceptions.RequestException as fault:
            # Without any network the operator should not wait long for the offline voice.
            raise _Attempt("no_connection", tries=2 if _is_out_of_reach(fault) else 99) from fault

    def _body(self, reply: requests.Response, deadline: float) -> bytes:
        body = bytearray()
        for block in reply.iter_content(16_384):
            body += block
            if len(body) > MOST_REPLY_BYTES:
                raise _Attempt("no_sound", tries=1)
            if self._clock() > deadline:
                raise _Attempt("too_slow", tries=1)
        return bytes(body)


def _is_out_of_reach(fault: requests.exceptions.RequestException) -> bool:
    """Tell whether not even a connection came about: no name, no route, nobody listening."""
    cause = getattr(fault.args[0], "reason", None) if fault.args else None
    return isinstance(fault, requests.exceptions.ConnectTimeout) or isinstance(cause, NewConnectionError)


def _check_status(reply: requests.Response) -> None:
    if reply.status_code == 200:
        return
    waiting = reply.headers.get("Retry-After", "")
    wait_s = float(waiting) if waiting.isdecimal() else 0.0
    reason = "too_many" if reply.status_code == 429 else "refused"
    raise _Attempt(reason, tries=99 if reply.status_code in _ASK_AGAIN else 1, wait_s=wait_s)


def _sound(body: bytes) -> bytes:
    """Return the MP3 within a reply; an HTML page, an empty or a cut one is refused."""
    found = _SOUND.search(body)
    if not found:
        raise _Attempt("no_sound")
    try:
        mp3 = base64.b64decode(found.group(1).replace(b"\\\\u003d", b"="), validate=True)
        duration_s(mp3)
    except (binascii.Error, NotMp3) as fault:
        raise _Attempt("no_sound") from fault
    return mp3


def _decoded(mp3: bytes, text: str) -> Clip:
    """Return the sound, if it lasts as long as the text plausibly takes."""
    try:
        samples = np.frombuffer(ffmpeg.decode_mp3(mp3, rate=RATE), dtype=np.int16)
    except ffmpeg.FfmpegFailed as fault:
        raise _Attempt("no_sound", tries=1) from fault
    length_s = len(samples) / RATE
    if not len(text) * _FASTEST_S <= length_s <= len(text) * _SLOWEST_S + 3:
        raise _Attempt("no_sound", tries=1)
    return Clip(samples=samples, rate=RATE)
