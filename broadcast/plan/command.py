"""A command to one device, as it is signed: serve a zone, forget all, make a new key, be louder, chime, show otherwise.

Standard library only, since the player carries it; the writing is in ``canonical``.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcast.plan.fields import Fields, read_object
from broadcast.plan.keylist import MOST_EPOCH
from broadcast.plan.loudness import MOST_PARTS, MOST_PERCENT, DayPart, Volume
from broadcast.plan.manifest import Place
from broadcast.plan.screen import MOST_PARTS as MOST_DARK
from broadcast.plan.screen import Dark, Layout, Screen

FORMAT = "loaxa.command/1"
MOST_BYTES = 16 * 1024


class Action(StrEnum):
    """What a device can be told to do."""

    SERVE = "serve"
    REVOKE = "revoke"
    NEW_KEY = "new_key"
    VOLUME = "volume"
    CHIME = "chime"
    RESTART = "restart"
    LOG = "log"
    SCREEN = "screen"


class _Code(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class Command:
    """``number`` (epoch, sequence) grows with every command to this device: an older one is a replay."""

    id: str
    device: str
    epoch: int
    sequence: int
    issued_at: datetime
    action: Action
    zone: Place | None = None
    volume: Volume | None = None
    screen: Screen | None = None
    until: datetime | None = None  # obeyed later than this it would surprise people

    @property
    def number(self) -> tuple[int, int]:
        """Epoch and sequence."""
        return self.epoch, self.sequence


def parse(payload: bytes) -> Command:
    """Read a command, or raise ``Malformed`` saying which field is wrong."""
    fields = read_object(payload, where="command", at_most=MOST_BYTES)
    if fields.text("format") != FORMAT:
        raise fields.fault("format", f"not {FORMAT}")
    action = fields.choice("action", Action)
    zone = None
    if action is Action.SERVE:
        place = fields.record("zone")
        zone = Place(id=place.text("id", at_most=64), name=place.text("name"))
    return Command(
        id=fields.uuid("id"),
        device=fields.uuid("device"),
        epoch=fields.integer("epoch", least=1, most=MOST_EPOCH),
        sequence=fields.integer("sequence", least=1, most=MOST_EPOCH),
        issued_at=fields.moment("issued_at"),
        action=action,
        zone=zone,
        volume=_volume(fields.record("volume")) if action is Action.VOLUME else None,
        screen=_screen(fields.record("screen")) if action is Action.SCREEN else None,
        until=None if fields.is_empty("until") else fields.moment("until"),
    )


def _volume(fields: Fields) -> Volume:
    parts = tuple(
        DayPart(
            start=part.wall_time("from"),
            until=part.wall_time("until"),
            percent=part.integer("percent", most=MOST_PERCENT),
        )
        for part in fields.records("parts", at_most=MOST_PARTS)
    )
    if any(part.start == part.until for part in parts):
        raise fields.fault("parts", "a part of the day must end at another time than it begins")
    return Volume(percent=fields.integer("percent", most=MOST_PERCENT), parts=parts)


def _screen(fields: Fields) -> Screen:
    parts = tuple(
        Dark(start=part.wall_time("from"), until=part.wall_time("until"))
        for part in fields.records("dark", at_most=MOST_DARK)
    )
    if any(part.start == part.until for part in parts):
        raise fields.fault("dark", "a part of the day must end at another time than it begins")
    is_shown = fields.choice("code", _Code) is _Code.SHOWN
    return Screen(layout=fields.choice("layout", Layout), code=is_shown, dark=parts)
