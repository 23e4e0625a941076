"""What a submission would show on the boards, for those who decide: its frame, its pages, its film."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import board_files
from broadcast.models import BoardItem


@dataclass(frozen=True, kw_only=True)
class OnBoards:
    """Addresses of pictures and of a film; ``board_note`` says what is missing, ``board_waits`` that it comes."""

    board_frames: tuple[str, ...] = ()
    board_film: str = ""
    board_note: str = ""
    board_waits: bool = False


def of(item: BoardItem | None) -> OnBoards:
    """Return what stands ready of an item."""
    if item is None:
        return OnBoards()
    frames = (reverse("broadcast:board_frame", args=[item.pk]),) if item.frame_sha256 else ()
    made = board_files.made_of(item)
    if item.source_sha256 and not made:
        note = board_files.fault_sentence(item.fault) or _("What boards show of the file is being made.")
        return OnBoards(board_frames=frames, board_note=note, board_waits=not item.fault)
    if item.shows == BoardItem.Shows.FILM:
        return OnBoards(board_frames=frames, board_film=reverse("broadcast:board_film", args=[item.pk]))
    pages = (reverse("broadcast:board_page", args=[item.pk, number]) for number in range(1, len(made) + 1))
    note = _counting(item)
    return OnBoards(board_frames=(*frames, *pages), board_note=note)


def _counting(item: BoardItem) -> str:
    if item.counts_to is None:
        return ""
    return _("Counts down to %(moment)s, then leaves the boards by itself.") % {
        "moment": timezone.localtime(item.counts_to).strftime("%H:%M, %d/%m/%Y")
    }
