"""Why a recording could not be made, in plain words; the technical text goes to the log and to nobody's screen."""

import errno
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.upload import BrokenAudio
from broadcast.machine import NoRoom
from broadcast.speech import NobodySpoke, SentenceRefused, VoiceError

WORDS: Mapping[str, str | Promise] = {
    "voice": gettext_lazy(
        "No voice could read the script. Make it again later, or send the announcer's recording."
    ),
    "sound": gettext_lazy(
        "The sound could not be put together. Make it again; if it fails once more, tell the administrator."
    ),
    "no_room": gettext_lazy(
        "The station's disk is 95 percent full or more, so nothing is recorded except emergencies. What is planned"
        " goes on the air. Tell the administrator to make room, then make it again."
    ),
    "disk_full": gettext_lazy("The station's disk is full. Tell the administrator, then make it again."),
    "disk": gettext_lazy(
        "The station could not write to its disk. Tell the administrator, then make it again."
    ),
}
FULL = (errno.ENOSPC, errno.EDQUOT)


SHOWN = 80  # characters of a sentence that is named


def words_of(fault: Exception) -> str:
    """Return what the operator reads; faults in what a person sent or wrote already speak in plain words."""
    if isinstance(fault, BrokenAudio | SentenceRefused):
        return str(fault)
    if isinstance(fault, NobodySpoke) and fault.sentence:
        return _(
            "No voice could read the sentence “%(sentence)s”. Look whether it is written as it should be said, "
            "then make it again; or send the announcer's recording."
        ) % {"sentence": fault.sentence[:SHOWN]}
    return str(WORDS[_code(fault)])


def reasons_of(fault: Exception) -> list[str]:
    """Return why each voice was left, for the notes of the take."""
    return list(fault.reasons) if isinstance(fault, NobodySpoke) else []


def _code(fault: Exception) -> str:
    if isinstance(fault, NoRoom):
        return "no_room"
    if isinstance(fault, OSError):
        return "disk_full" if fault.errno in FULL else "disk"
    if isinstance(fault, VoiceError):
        return "voice"
    assert isinstance(fault, FfmpegFailed), fault
    return "sound"
