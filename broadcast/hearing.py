"""Say a few words at once with the offline voice, so that an editor hears a sentence before anything is recorded."""

import hashlib
import json
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from broadcast import music, reading_aloud, voices
from broadcast.audio import ffmpeg
from broadcast.audio.assembly import produce
from broadcast.audio.encoding import device_sound
from broadcast.models import StandingClip
from broadcast.speech import Delivery, Line, NobodySpoke, Terms, VoiceError, speak_lines

MOST_CHARACTERS = 600
MOST_FILES = 3000
SAMPLE = (
    "Kính thưa bà con! Sáng thứ bảy, bảy giờ, mời bà con ra nhà văn hóa thôn họp, đông đủ, đúng giờ.\n"
    "Xin cảm ơn bà con đã lắng nghe."
)
_NAME = re.compile(r"[0-9a-f]{64}")
_ENCODING_LIMIT_S = 20


class NotHeard(Exception):
    """It cannot be said now; the message says what to do."""


def say(words: str) -> str:
    """Speak the words, or find what was spoken before; return the name under which ``sound`` lies."""
    said = " ".join(words.split())
    if not any(char.isalnum() for char in said):
        raise NotHeard(_("There are no words to say here."))
    if len(said) > MOST_CHARACTERS:
        raise NotHeard(_("That is too long to hear at once. Choose one sentence."))
    voice = voices.offline()
    name = hashlib.sha256(f"{voice}\0{said}".encode()).hexdigest()
    if not sound(name).exists():
        try:
            _make(voice, said, sound(name))
        except (VoiceError, ffmpeg.FfmpegFailed, OSError) as fault:
            raise NotHeard(_("The offline voice does not answer. Try again in a moment.")) from fault
    return name


def sample(voice: str, delivery: Delivery, *, over: StandingClip | None = None) -> str:
    """Speak the sample sentences as a recording would sound, with this voice and no other; return the name.

    The sentences are ours and always the same: a service may hear them whatever has been approved.
    ``over``: music to lie under them, whether or not a leader has approved it.
    """
    version = "+".join(voices.named(each).version for each in (voice, delivery.second_voice or voice))
    asked = json.dumps(
        [voice, version, SAMPLE, delivery.as_row(), *([over.master_sha256] if over is not None else [])]
    )
    name = hashlib.sha256(asked.encode()).hexdigest()
    if not sound(name).exists():
        try:
            _make_sample(voice, delivery, sound(name), over=over)
        except NobodySpoke as fault:
            raise NotHeard(" ".join(fault.reasons)) from fault
        except (ffmpeg.FfmpegFailed, OSError) as fault:
            raise NotHeard(_("The sample could not be put together. Try again in a moment.")) from fault
    return name


def _make_sample(voice: str, delivery: Delivery, target: Path, *, over: StandingClip | None) -> None:
    lines = reading_aloud.lines_of(SAMPLE)
    cast = voices.casts(voice, second=delivery.second_voice)[0]
    spoken = speak_lines(lines, chain=[cast], terms=Terms(delivery=delivery, cache=voices.cache()))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent.parent, prefix=".new-") as workshop:
        made = produce(reading_aloud.parts(spoken, lines, delivery), directory=Path(workshop))
        if over is not None:
            below = music.laid(over, made.said)
            device_sound(made.master, directory=Path(workshop), music=below).replace(target)
        else:
            made.mp3.replace(target)


def sound(name: str) -> Path:
    """Return where the sound lies, or would lie; raise ``ValueError`` for anything but a name we give."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a name of a sound")
    return Path(settings.BROADCAST_MEDIA) / "heard" / name[:2] / f"{name}.mp3"


def _make(voice: str, said: str, target: Path) -> None:
    spoken = speak_lines([Line(words=said)], chain=voices.casts(voice), terms=Terms(cache=voices.cache()))
    clip = spoken.clips[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent.parent, prefix=".new-") as workshop:
        pcm, mp3 = Path(workshop) / "words.pcm", Path(workshop) / "words.mp3"
        pcm.write_bytes(clip.samples.astype("<i2").tobytes())
        ffmpeg.encode(
            pcm, rate=clip.rate, flac=Path(workshop) / "words.flac", mp3=mp3, limit_s=_ENCODING_LIMIT_S
        )
        mp3.replace(target)
    if target.name[:2] == "00":  # one in 256 is enough
        prune()


def prune(*, most: int = MOST_FILES) -> None:
    """Remove the oldest sounds until ``most`` are left; they are made again when they are asked for."""
    folder = Path(settings.BROADCAST_MEDIA) / "heard"
    files = sorted(folder.glob("*/*.mp3"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[most:]:
        file.unlink(missing_ok=True)
