"""Speaks standard input into a WAV file: ``python -m broadcast.speech --voice espeak --out speech.wav``."""

import argparse
import io
import os
import sys
import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn

from broadcast.audio.clip import resampled, to_float, to_pcm
from broadcast.speech.cache import SentenceCache
from broadcast.speech.delivery import FASTEST, SLOWEST, Delivery
from broadcast.speech.phrases import sentences_of
from broadcast.speech.registry import look_in, names, speak_lines, voice
from broadcast.speech.script import Line
from broadcast.speech.speaking import Budget, Terms
from broadcast.speech.voice import Clip, VoiceError, is_speakable

PAUSE_S = 0.4
MOST_CHARACTERS = 100_000
"""About two hours of speech, all of which is held in memory."""
FAILED, WRONG, INTERRUPTED = 1, 2, 130
"""Exit status: the voice or the disk failed; what was asked for cannot be done; somebody pressed Ctrl+C."""

_MOST_BYTES = 4 * MOST_CHARACTERS
_TOO_LONG = (
    "Nội dung quá dài: mỗi lần đọc nhiều nhất 100.000 ký tự (khoảng hai giờ). "
    "Hãy chia thành nhiều phần, mỗi phần một tệp."
)
_HELP = "Xem cách dùng: python -m broadcast.speech --help"


class CannotSpeak(Exception):
    """Nothing was written; the message is what the person at the terminal reads."""

    def __init__(self, message: str, *, status: int = WRONG) -> None:
        super().__init__(message)
        self.status = status


def main(arguments: list[str] | None = None) -> int:
    """Return the exit status: 0, or another with one Vietnamese sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    asked = _parser().parse_args(arguments)
    try:
        _carry_out(asked)
    except CannotSpeak as reason:
        sys.stderr.write(f"{reason}\n")
        return reason.status
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng, chưa ghi tệp nào.\n")
        return INTERRUPTED
    return 0


def _carry_out(asked: argparse.Namespace) -> None:
    if asked.models:
        if not asked.models.is_dir():
            raise CannotSpeak(f"Không có thư mục giọng đọc {asked.models}. Hãy kiểm tra lại --models.")
        look_in(asked.models)
    if asked.list:
        for name in names():
            sys.stdout.write(f"{name}\t{voice(name).label}\n")
        return
    _check(asked)
    sentences = _sentences()
    _into(asked.out, lambda: _spoken(asked, sentences))


# ------------------------------------------------------------- what is asked for


def _check(asked: argparse.Namespace) -> None:
    """Refuse what cannot be done before anything is read."""
    if asked.voice not in names():
        known = ", ".join(names())
        raise CannotSpeak(f"Không có giọng “{asked.voice}”. Các giọng trên máy này: {known}.")
    if asked.out is None:
        raise CannotSpeak(f"Thiếu --out TỆP.wav. {_HELP}")
    if not SLOWEST <= asked.rate <= FASTEST:
        raise CannotSpeak(f"Tốc độ --rate phải từ {SLOWEST} đến {FASTEST}.")
    if asked.out.is_dir():
        raise CannotSpeak(f"{asked.out} là một thư mục. Hãy ghi rõ tên tệp, ví dụ --out ban-tin.wav.")
    if not asked.out.parent.is_dir():
        raise CannotSpeak(f"Không có thư mục {asked.out.parent}. Hãy tạo thư mục ấy hoặc chọn nơi khác.")


def _sentences() -> list[str]:
    """Return what is to be said, from standard input."""
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise CannotSpeak(_TOO_LONG)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CannotSpeak("Nội dung không phải văn bản UTF-8. Hãy lưu lại ở dạng UTF-8.") from fault
    if len(text) > MOST_CHARACTERS:
        raise CannotSpeak(_TOO_LONG)
    found = [sentence for sentence in sentences_of(text) if is_speakable(sentence)]
    if not found:
        raise CannotSpeak("Không có chữ nào để đọc.")
    return found


def _spoken(asked: argparse.Namespace, sentences: Sequence[str]) -> tuple[Clip, ...]:
    terms = Terms(
        delivery=Delivery(rate=asked.rate),
        budget=Budget(most_sent=len(sentences)),
        cache=SentenceCache(asked.cache) if asked.cache else None,
    )
    try:
        spoken = speak_lines([Line(words=each) for each in sentences], chain=[[asked.voice]], terms=terms)
    except VoiceError as fault:
        raise CannotSpeak(str(fault), status=FAILED) from fault
    return spoken.clips


# ----------------------------------------------------------------------- writing


def _into(out: Path, speak: Callable[[], tuple[Clip, ...]]) -> None:
    """Write what is spoken; what the file held before stays until the new sound is whole.

    Where nothing can be written, that is told before the long work begins. A pipe or a device is written to as it is.
    """
    is_file = out.is_file() or not out.exists()
    target = out.resolve()
    beside = target.with_name(f".{os.getpid()}.part") if is_file else target
    try:
        with beside.open("wb") as file:
            write_wav(speak(), file)
        if is_file:
            beside.replace(target)
    except OSError as fault:
        reason = f"Không ghi được tệp {out} ({fault.strerror}). Hãy kiểm tra ổ đĩa hoặc chọn nơi khác."
        raise CannotSpeak(reason, status=FAILED) from fault
    finally:
        if is_file:
            beside.unlink(missing_ok=True)


def write_wav(clips: Sequence[Clip], file: IO[bytes]) -> None:
    """Write the clips one after another, with a short pause between them."""
    rate = max(clip.rate for clip in clips)
    pieces = list(_pieces(clips, rate))
    with wave.open(file, "wb") as made:
        made.setparams((1, 2, rate, sum(map(len, pieces)) // 2, "NONE", ""))
        for piece in pieces:
            made.writeframesraw(piece)


def _pieces(clips: Sequence[Clip], rate: int) -> Iterator[bytes]:
    for clip in clips:
        same = clip.rate == rate
        yield (
            clip.samples if same else to_pcm(resampled(to_float(clip.samples), rate=clip.rate, to=rate))
        ).tobytes()
        yield bytes(2 * int(rate * PAUSE_S))


# ------------------------------------------------------------- the command line


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"Không hiểu lệnh ({message}). {_HELP}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m broadcast.speech", description="Đọc văn bản từ đầu vào chuẩn ra tệp WAV."
    )
    parser.add_argument("--voice", default="espeak", metavar="GIỌNG", help="tên giọng, xem --list")
    parser.add_argument("--models", type=Path, metavar="THƯ_MỤC", help="nơi có giọng đã cài: var/voices")
    parser.add_argument("--out", type=Path, metavar="TỆP.wav", help="tệp âm thanh sẽ ghi")
    parser.add_argument(
        "--rate", type=float, default=1.0, metavar="SỐ", help="1 là bình thường, 0.8 chậm hơn"
    )
    parser.add_argument("--cache", type=Path, metavar="THƯ_MỤC", help="nơi giữ những câu đã đọc")
    parser.add_argument("--list", action="store_true", help="liệt kê các giọng")
    return parser


if __name__ == "__main__":
    sys.exit(main())
