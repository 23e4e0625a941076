"""Why a recording could not be made, in plain words; the technical text goes to the log and to nobody's screen."""

import errno
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.upload import BrokenAudio
from broadcast.speech import SentenceRefused, VoiceError

WORDS: Mapping[str, str | Promise] = {
    "voice": _("No voice could read the script. Make it again later, or send the announcer's recording."),
    "sound": _(
        "The sound could not be put together. Make it again; if it fails once more, tell the administrator."
    ),
    "disk_full": _("The station's disk is full. Tell the administrator, then make it again."),
    "disk": _("The station could not write to its disk. Tell the administrator, then make it again."),
}
FULL = (errno.ENOSPC, errno.EDQUOT)


def words_of(fault: Exception) -> str:
    """Return what the operator reads; faults in what a person sent or wrote already speak in plain words."""
    if isinstance(fault, BrokenAudio | SentenceRefused):
        return str(fault)
    return str(WORDS[_code(fault)])


def _code(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return "disk_full" if fault.errno in FULL else "disk"
    if isinstance(fault, VoiceError):
        return "voice"
    assert isinstance(fault, FfmpegFailed), fault
    return "sound"
