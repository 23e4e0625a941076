"""Relays (tiếp sóng) in the manifest: for so long the sound of an address. Standard library only, like ``manifest``.

They stand in a list of their own, so that boxes that know nothing of them go on reading the rest.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast.plan.fields import Fields
from broadcast.plan.terms import Authority, AuthorityKind

MOST_STREAMS = 500
STREAM_SCHEMES = ("https://", "http://")
DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True)
class StreamItem:
    """One relay; ``fallback`` is a file to be heard while nothing comes from the address, None for silence."""

    airing: str
    session: str
    title: str
    starts_at: datetime
    duration_ms: int
    url: str
    fallback: str | None
    authority: Authority

    @property
    def ends_at(self) -> datetime:
        """The first moment after the relay."""
        return self.starts_at + timedelta(milliseconds=self.duration_ms)


def streams_of(fields: Fields) -> tuple[StreamItem, ...]:
    """Read the relays of a manifest; raises ``Malformed``. Older stations write no such list."""
    if fields.is_empty("streams"):
        return ()
    return tuple(_stream_item(each) for each in fields.records("streams", at_most=MOST_STREAMS))


def _stream_item(fields: Fields) -> StreamItem:
    url = fields.text("url")
    if not url.startswith(STREAM_SCHEMES):
        raise fields.fault("url", "neither http nor https")
    return StreamItem(
        airing=fields.uuid("airing"),
        session=fields.uuid("session"),
        title=fields.text("title"),
        starts_at=fields.moment("starts_at"),
        duration_ms=fields.integer("duration_ms", least=1, most=DAY_MS),
        url=url,
        fallback=None if fields.is_empty("fallback") else fields.digest("fallback"),
        authority=authority_of(fields.record("authority")),
    )


def authority_of(fields: Fields) -> Authority:
    """Read what stands behind an item."""
    return Authority(
        kind=fields.choice("kind", AuthorityKind),
        id=fields.text("id", at_most=64),
        sha256=fields.digest("sha256"),
    )
