"""What was made for a submission, in the shape the page shows."""

from dataclasses import dataclass

from newsroom import ready
from newsroom.models import Submission
from newsroom.submitted import Frozen


@dataclass(frozen=True, kw_only=True)
class PlayedSound:
    """A recording as the player wants it; ``length`` is minutes and seconds."""

    url: str
    seconds: int
    length: str
    title: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Sound and board pictures; ``sound_state`` tells one sound from the next, ``unfinished`` means: ask again."""

    wants_sound: bool
    wants_boards: bool
    sound: PlayedSound | None
    frames: tuple[str, ...]
    board_lines: list[str]
    board_film: str
    board_note: str
    air_times: tuple[str, ...]
    note: str
    sound_state: str
    unfinished: bool

    @property
    def is_long(self) -> bool:
        """Whether boards show more than one picture: a document's pages, or a film."""
        return len(self.frames) > 1 or bool(self.board_film)


def prepared(submission: Submission, form: Frozen) -> Prepared:
    """Ask what stands ready."""
    made = ready.preparations().ready_for(submission.pk)
    sound = _played(made.sound, submission.title) if made.sound else None
    lacks_sound = form.on_air and sound is None
    lacks_frames = form.on_boards and (not made.board_frames or made.board_waits)
    return Prepared(
        wants_sound=form.on_air,
        wants_boards=form.on_boards,
        sound=sound,
        frames=made.board_frames,
        board_lines=form.board_lines,
        board_film=made.board_film,
        board_note=made.board_note,
        air_times=made.air_times,
        note=made.note,
        sound_state=sound.url if sound else made.note,
        unfinished=lacks_sound or lacks_frames,
    )


def _played(sound: ready.Sound, title: str) -> PlayedSound:
    minutes, seconds = divmod(sound.seconds, 60)
    return PlayedSound(
        url=sound.url,
        seconds=sound.seconds,
        length=f"{minutes}:{seconds:02}",
        title=title,
        label=sound.label,
    )
