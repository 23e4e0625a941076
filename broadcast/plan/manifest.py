"""The manifest of one zone: everything its speakers will say and its boards will show, and its reading.

Standard library only, since the player carries it; the writing is in ``canonical``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from broadcast.plan.board_items import BoardItem, Film, Page, board_item_of
from broadcast.plan.broker import Broker, broker_of
from broadcast.plan.fields import Fields, Malformed, is_digest, read_object
from broadcast.plan.quiet import QuietHours, quiet_hours_of, touches_quiet
from broadcast.plan.streams import StreamItem, authority_of, streams_of
from broadcast.plan.terms import Authority, AuthorityKind, Kind, Priority, Resume

__all__ = [
    "FORMAT",
    "AirItem",
    "Authority",
    "AuthorityKind",
    "BoardItem",
    "ChainHead",
    "Film",
    "Kind",
    "Malformed",
    "Manifest",
    "Media",
    "Page",
    "Place",
    "Priority",
    "QuietHours",
    "Resume",
    "StreamItem",
    "parse",
]

FORMAT = "loaxa.manifest/1"

MOST_BYTES = 8 * 2**20
MOST_AIR = 10_000
MOST_BOARD = 1_000
MOST_MEDIA = MOST_AIR + MOST_BOARD
MOST_REVOKED = 20_000
MOST_STOPPED = 2_000
DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """A station or a zone."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Media:
    """A file that the manifest needs; ``duration_ms`` is None for a picture."""

    bytes: int
    type: str
    duration_ms: int | None


@dataclass(frozen=True, kw_only=True)
class ChainHead:
    """The newest row of the station's chain of approvals."""

    sequence: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class AirItem:
    """One item on the air. ``duration_ms`` below the length of its media means: stop there."""

    airing: str
    session: str
    kind: Kind
    title: str
    starts_at: datetime
    duration_ms: int
    media: str
    priority: Priority
    grace_ms: int
    resume: Resume
    authority: Authority

    @property
    def ends_at(self) -> datetime:
        """The first moment after the item."""
        return self.starts_at + timedelta(milliseconds=self.duration_ms)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """See the device protocol, section 1."""

    station: Place
    zone: Place
    epoch: int
    counter: int
    issued_at: datetime
    valid_until: datetime
    timezone: str
    quiet: tuple[QuietHours, ...]
    media: Mapping[str, Media]
    air: tuple[AirItem, ...]
    board: tuple[BoardItem, ...]
    revoked: frozenset[str]
    chain: ChainHead | None
    stopped: frozenset[str] = frozenset()  # airings that a person stopped: silent at once, and never begun
    streams: tuple[StreamItem, ...] = ()
    broker: Broker | None = None  # where devices may hear of news by MQTT

    @property
    def version(self) -> tuple[int, int]:
        """Epoch and counter: the greater is the newer."""
        return self.epoch, self.counter

    @property
    def etag(self) -> str:
        """The version as the device API writes it."""
        return f'"{self.epoch}.{self.counter}"'

    def is_quiet(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Say whether any moment between the two belongs to the quiet hours."""
        zone = ZoneInfo(self.timezone)
        return touches_quiet(self.quiet, zone=zone, starts_at=starts_at, ends_at=ends_at)


def parse(payload: bytes) -> Manifest:
    """Read a manifest, or raise ``Malformed`` saying which field is wrong.

    Fields that this version does not know are ignored. What is signed can still be wrong: it is
    read as strictly as a stranger's bytes, because a device cannot ask anybody.
    """
    fields = read_object(payload, where="manifest", at_most=MOST_BYTES)
    if fields.text("format") != FORMAT:
        raise fields.fault("format", f"not {FORMAT}")
    manifest = Manifest(
        station=_place(fields.record("station")),
        zone=_place(fields.record("zone")),
        epoch=fields.integer("epoch"),
        counter=fields.integer("counter"),
        issued_at=fields.moment("issued_at"),
        valid_until=fields.moment("valid_until"),
        timezone=_timezone(fields),
        quiet=tuple(quiet_hours_of(each) for each in fields.records("quiet", at_most=24)),
        media=_media_table(fields.record("media")),
        air=tuple(_air_item(each) for each in fields.records("air", at_most=MOST_AIR)),
        board=tuple(board_item_of(each) for each in fields.records("board", at_most=MOST_BOARD)),
        revoked=frozenset(fields.texts("revoked", at_most=MOST_REVOKED, length=64)),
        chain=None if fields.is_empty("chain") else _chain_head(fields.record("chain")),
        stopped=_stopped(fields),
        streams=streams_of(fields),
        broker=broker_of(fields),
    )
    _check_order(manifest)
    _check_media(manifest)
    return manifest


def _place(fields: Fields) -> Place:
    return Place(id=fields.text("id", at_most=64), name=fields.text("name"))


def _timezone(fields: Fields) -> str:
    name = fields.text("timezone", at_most=64)
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, LookupError) as fault:
        raise fields.fault("timezone", "unknown here") from fault


def _media_table(fields: Fields) -> dict[str, Media]:
    table = {}
    for name in fields.names(at_most=MOST_MEDIA):
        if not is_digest(name):
            raise fields.fault(name[:80], "not a lower-case hex SHA-256")
        table[name] = _media(fields.record(name))
    return table


def _media(fields: Fields) -> Media:
    silent = fields.is_empty("duration_ms")
    return Media(
        bytes=fields.integer("bytes"),
        type=fields.text("type", at_most=100),
        duration_ms=None if silent else fields.integer("duration_ms", most=DAY_MS),
    )


def _air_item(fields: Fields) -> AirItem:
    return AirItem(
        airing=fields.uuid("airing"),
        session=fields.uuid("session"),
        kind=fields.choice("kind", Kind),
        title=fields.text("title"),
        starts_at=fields.moment("starts_at"),
        duration_ms=fields.integer("duration_ms", least=1, most=DAY_MS),
        media=fields.digest("media"),
        priority=fields.choice("priority", Priority),
        grace_ms=fields.integer("grace_ms", most=DAY_MS),
        resume=fields.choice("resume", Resume),
        authority=authority_of(fields.record("authority")),
    )


def _stopped(fields: Fields) -> frozenset[str]:
    """Read which airings were stopped; without the field, none."""
    if fields.is_empty("stopped"):
        return frozenset()
    return frozenset(fields.texts("stopped", at_most=MOST_STOPPED, length=64))


def _chain_head(fields: Fields) -> ChainHead:
    return ChainHead(sequence=fields.integer("sequence"), sha256=fields.digest("sha256"))


def _check_order(manifest: Manifest) -> None:
    if manifest.valid_until <= manifest.issued_at:
        raise Malformed("manifest.valid_until: not after issued_at")
    heard: list[AirItem | StreamItem] = [*manifest.air]
    if manifest.streams:
        heard = sorted([*manifest.air, *manifest.streams], key=lambda item: item.starts_at)
    for earlier, later in pairwise(heard):
        if later.starts_at < earlier.ends_at:
            raise Malformed(f"manifest.air: {later.airing} starts before {earlier.airing} ends")
    if len({item.airing for item in heard}) < len(heard):
        raise Malformed("manifest.air: an airing stands twice")
    for item in manifest.board:
        if item.shown_until <= item.shown_from:
            raise Malformed(f"manifest.board: {item.item} ends before it begins")


def _check_media(manifest: Manifest) -> None:
    named = {item.media for item in manifest.air}
    named |= {item.fallback for item in manifest.streams if item.fallback}
    named |= {sha256 for item in manifest.board for sha256 in item.media()}
    missing = named - manifest.media.keys()
    if missing:
        raise Malformed(f"manifest.media: {min(missing)} is used but not listed")
