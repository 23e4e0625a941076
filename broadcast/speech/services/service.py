"""A voice behind a service: asks as its recipe says, waits for the sound, and rests after a failure."""

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import numpy as np

from broadcast.speech.breaker import CircuitBreaker
from broadcast.speech.phrases import packed
from broadcast.speech.services import answers
from broadcast.speech.services.gate import Fault, Gate
from broadcast.speech.services.presets import RECIPES
from broadcast.speech.services.recipe import (
    Base64At,
    Form,
    JobAt,
    Json,
    LinkAt,
    Recipe,
    Sound,
    Speaker,
    Ssml,
    filled,
    filled_json,
    filled_ssml,
)
from broadcast.speech.tempo import stretched
from broadcast.speech.voice import Clip, VoiceUnavailable, words_of

REASONS = {
    "no_connection": "Không kết nối được với dịch vụ giọng đọc.",
    "certificate": "Chứng chỉ của dịch vụ giọng đọc không hợp lệ, nên không dùng.",
    "too_slow": "Dịch vụ giọng đọc trả lời quá chậm.",
    "too_many": "Dịch vụ giọng đọc từ chối vì có quá nhiều yêu cầu.",
    "no_sound": "Dịch vụ giọng đọc không trả về âm thanh dùng được.",
    "refused": "Dịch vụ giọng đọc đang lỗi.",
    "key": "Dịch vụ giọng đọc không nhận khoá: sai, hết hạn hoặc hết tiền. Báo quản trị viên.",
    "elsewhere": "Dịch vụ giọng đọc dẫn tới một địa chỉ không an toàn, nên không tải.",
    "resting": "Dịch vụ giọng đọc vừa gặp lỗi, đang tạm nghỉ trước khi thử lại.",
}


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait for one piece, in seconds, and how often to ask."""

    piece_s: float = 60.0
    attempts: int = 3
    first_pause_s: float = 0.7
    poll_s: float = 0.5


def configured(environment: Mapping[str, str] = os.environ) -> list[tuple[Recipe, Speaker]]:
    """Return the voices of all services whose keys and places are set, in the order of the presets."""
    return [
        (recipe, speaker)
        for recipe in RECIPES
        if all(environment.get(name) for name in (*recipe.secrets.values(), *recipe.places.values()))
        for speaker in recipe.speakers
    ]


def name_of(recipe: Recipe, speaker: Speaker) -> str:
    """Return the word by which settings know a speaker of a service."""
    return f"{recipe.name}-{speaker.code.lower()}"


class ServiceVoice:
    """One speaker of one service; its words leave the machine."""

    synthetic = True
    leaves_machine = True

    def __init__(
        self,
        recipe: Recipe,
        speaker: Speaker,
        *,
        environment: Mapping[str, str] = os.environ,
        base_url: str | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``base_url`` is for tests alone: it takes the place of the scheme and host of every fixed address."""
        self.name = name_of(recipe, speaker)
        self.label = f"{recipe.label} ({speaker.label})"
        self.version = f"{recipe.version} {speaker.code}"
        self._recipe, self._base_url = recipe, base_url
        named = {**recipe.secrets, **recipe.places}
        self._values = {place: environment.get(name, "") for place, name in named.items()}
        self._values["voice"] = speaker.code
        self._patience = patience or Patience()
        self._sleep, self._clock = sleep, clock
        self._breaker = CircuitBreaker(clock=clock)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound; the service's own rate as far as it goes, the rest is stretched."""
        text = words_of(sentence)
        if self._breaker.rest_s():
            raise VoiceUnavailable(REASONS["resting"])
        applied = self._recipe.speed.applied(rate)
        try:
            clips = [self._piece(piece, applied) for piece in packed(text, self._recipe.most_characters)]
        except Fault as fault:
            self._breaker.failed(at_least_s=fault.wait_s)
            raise VoiceUnavailable(REASONS[fault.reason]) from fault
        self._breaker.succeeded()
        whole = Clip(samples=np.concatenate([clip.samples for clip in clips]), rate=clips[0].rate)
        return stretched(whole, rate / applied)

    def _piece(self, text: str, rate: float) -> Clip:
        """Return the sound of so much as the service takes at once; a passing fault is asked again."""
        deadline = self._clock() + self._patience.piece_s
        for attempt in range(self._patience.attempts):
            try:
                with Gate(self._address(self._recipe.url), clock=self._clock) as gate:
                    return self._asked(gate, text, rate, deadline)
            except Fault as fault:
                jitter = random.uniform(0.5, 1.5)
                pause = max(self._patience.first_pause_s * 2**attempt * jitter, fault.wait_s)
                is_last = attempt + 1 == self._patience.attempts
                if is_last or not fault.again or self._clock() + pause > deadline:
                    raise
                self._sleep(pause)
        raise Fault("refused")

    def _asked(self, gate: Gate, text: str, rate: float, deadline: float) -> Clip:
        url, request = self._request(text, rate)
        status, body = gate.ask("POST", url, deadline=deadline, **request)
        if status != 200:
            raise Fault("refused", again=True)
        return answers.decoded(self._sounds(gate, body, deadline), text=text, rate=rate)

    def _request(self, text: str, rate: float) -> tuple[str, dict[str, Any]]:
        values = {**self._values, "text": text, "speed": self._recipe.speed.written(rate)}
        headers = self._headers()
        match self._recipe.body:
            case Form(fields=fields):
                more: dict[str, Any] = {"data": {name: filled(each, values) for name, each in fields.items()}}
            case Json(value=value):
                more = {"json": filled_json(value, values)}
            case Ssml(template=template):
                headers["Content-Type"] = "application/ssml+xml"
                more = {"data": filled_ssml(template, values).encode()}
            case _:
                more = {"data": text.encode()}
        return self._address(self._recipe.url), {"headers": headers, **more}

    def _headers(self) -> dict[str, str]:
        return {name: filled(each, self._values) for name, each in self._recipe.headers.items()}

    def _sounds(self, gate: Gate, body: bytes, deadline: float) -> Iterator[bytes]:
        """Yield the sound, or its parts in order."""
        result = self._recipe.result
        if isinstance(result, Sound) or answers.is_sound(body):
            yield body
            return
        answer = answers.parsed(body)
        if self._recipe.ok and answers.at(self._recipe.ok[0], answer) != [self._recipe.ok[1]]:
            raise Fault("refused")
        match result:
            case Base64At(path=path):
                yield answers.unpacked(answers.one_at(path, answer))
            case LinkAt(path=path):
                for link in answers.at(path, answer):
                    yield self._fetched(gate, link, deadline)
            case JobAt():
                yield self._fetched(gate, self._done(gate, result, answer, deadline), deadline)

    def _fetched(self, gate: Gate, link: str, deadline: float) -> bytes:
        """Return what lies at a link, as soon as it does."""
        while True:
            status, body = gate.fetch(link, deadline=deadline)
            if status == 200:
                return body
            self._wait(deadline)

    def _done(self, gate: Gate, job: JobAt, answer: object, deadline: float) -> str:
        """Return where the sound of a finished job is."""
        number = answers.one_at(job.path, answer)
        if not number.replace("-", "").replace("_", "").isalnum():
            raise Fault("elsewhere")
        url = self._address(filled(job.status_url, {**self._values, "job": number}))
        while True:
            status, body = gate.ask("GET", url, deadline=deadline, headers=self._headers())
            told = answers.parsed(body) if status == 200 else {}
            state = "".join(answers.at(job.state, told)[:1])
            if state in job.failed:
                raise Fault("refused")
            if state in job.done:
                return answers.one_at(job.link, told)
            self._wait(deadline)

    def _wait(self, deadline: float) -> None:
        if self._clock() + self._patience.poll_s > deadline:
            raise Fault("too_slow")
        self._sleep(self._patience.poll_s)

    def _address(self, url: str) -> str:
        address = urlsplit(filled(url, self._values))
        if self._base_url is None:
            return urlunsplit(address)
        base = urlsplit(self._base_url)
        return urlunsplit((base.scheme, base.netloc, address.path, address.query, ""))
