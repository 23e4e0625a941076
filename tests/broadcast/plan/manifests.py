"""A manifest of the demo commune, to be varied by the tests."""

from datetime import UTC, datetime, time, timedelta

from broadcast.plan.manifest import (
    AirItem,
    Authority,
    AuthorityKind,
    BoardItem,
    ChainHead,
    Kind,
    Manifest,
    Media,
    Place,
    Priority,
    QuietHours,
    Resume,
)

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CHIME = "a" * 64
NEWS = "b" * 64
PICTURE = "c" * 64


def uuid(number: int) -> str:
    """Return a small UUID that one can tell apart in a failure."""
    return f"00000000-0000-4000-8000-{number:012d}"


def authority(identity: str = "17") -> Authority:
    """Return the approval number ``identity``."""
    return Authority(kind=AuthorityKind.REVISION, id=identity, sha256="d" * 64)


def air_item(number: int, *, starts_at: datetime, duration_ms: int, media: str = NEWS) -> AirItem:
    """Return an ordinary programme item."""
    return AirItem(
        airing=uuid(number),
        session=uuid(900),
        kind=Kind.PROGRAMME,
        title="Lịch cắt điện thôn Đông",
        starts_at=starts_at,
        duration_ms=duration_ms,
        media=media,
        priority=Priority.NORMAL,
        grace_ms=60_000,
        resume=Resume.NEVER,
        authority=authority(),
    )


def board_item() -> BoardItem:
    """Return a board item of two lines and a picture."""
    return BoardItem(
        item=uuid(500),
        lines=("CẮT ĐIỆN 7:00–11:00", "Chủ nhật 22/11, thôn Đông"),
        picture=PICTURE,
        alt="Sơ đồ khu vực cắt điện",
        shown_from=START,
        shown_until=START + timedelta(hours=12),
        priority=Priority.PRIORITY,
        seconds=12,
        authority=authority(),
    )


def manifest() -> Manifest:
    """Return a manifest with two items on the air and one on the boards."""
    return Manifest(
        station=Place(id="1", name="Đài truyền thanh xã Lạc Phượng"),
        zone=Place(id="3", name="Thôn Đông"),
        epoch=1,
        counter=42,
        issued_at=START - timedelta(hours=1),
        valid_until=START + timedelta(days=7),
        timezone="Asia/Ho_Chi_Minh",
        quiet=(QuietHours(start=time(21, 30), until=time(4, 45)),),
        media={
            NEWS: Media(bytes=123_456, type="audio/mpeg", duration_ms=61_230),
            CHIME: Media(bytes=2_000, type="audio/mpeg", duration_ms=4_000),
            PICTURE: Media(bytes=9_000, type="image/png", duration_ms=None),
        },
        air=(
            air_item(1, starts_at=START, duration_ms=4_000, media=CHIME),
            air_item(2, starts_at=START + timedelta(seconds=4), duration_ms=61_230),
        ),
        board=(board_item(),),
        revoked=frozenset({"9", "16"}),
        chain=ChainHead(sequence=17, sha256="e" * 64),
    )
