"""A live HLS playlist (RFC 8216) as one line of bytes: segment after segment, asked for as they appear."""

from collections.abc import Callable, Iterator

import m3u8

TYPES = frozenset(
    {"application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl"}
)
FROM_THE_END = 3
"""Segments behind the newest at which a stream is joined: section 6.3.3 asks for three target durations."""
LONGEST_WAIT = 10.0  # seconds between two looks at a playlist, whatever its target duration
STALE_AFTER = 6
"""So many looks without a new segment: the source has stopped."""


class NotHeard(Exception):
    """The playlist has nothing that this box can sound."""


def segments(url: str, *, fetch: Callable[[str], bytes], wait: Callable[[float], bool]) -> Iterator[str]:
    """Yield the address of each segment in turn, and before those that need one, that of what prepares for them.

    ``fetch`` returns a playlist whole; ``wait`` waits so many seconds and says whether to stop. Of several
    qualities the smallest is taken: speech needs no more, and the line may be a weak one. Who falls behind goes on
    with what the playlist still has. Raises NotHeard.
    """
    playlist = _load(url, fetch)
    if playlist.is_variant:
        smallest = min(playlist.playlists, key=lambda each: each.stream_info.bandwidth or 0)
        url = smallest.absolute_uri
        playlist = _load(url, fetch)
    following, prepared, looks = None, "", 0
    while True:
        first = playlist.media_sequence or 0
        if following is None:
            following = (
                first if playlist.is_endlist else first + max(0, len(playlist.segments) - FROM_THE_END)
            )
        fresh = playlist.segments[max(0, following - first) :]
        for segment in fresh:
            _refuse_what_is_locked(segment)
            if segment.init_section is not None and segment.init_section.absolute_uri != prepared:
                prepared = segment.init_section.absolute_uri
                yield prepared
            yield segment.absolute_uri
        following = max(following, first + len(playlist.segments))
        looks = 0 if fresh else looks + 1
        if playlist.is_endlist or looks > STALE_AFTER:
            return
        # Section 6.3.4: a playlist that has not changed is looked at again after half of its target duration.
        pause = (playlist.target_duration or 2) * (1.0 if fresh else 0.5)
        if wait(min(pause, LONGEST_WAIT)):
            return
        playlist = _load(url, fetch)


def _load(url: str, fetch: Callable[[str], bytes]) -> m3u8.M3U8:
    text = fetch(url).decode("utf-8", "replace").lstrip("\ufeff")
    if not text.startswith("#EXTM3U"):
        raise NotHeard
    try:
        playlist = m3u8.loads(text, uri=url)
    except (ValueError, KeyError, IndexError) as fault:
        raise NotHeard from fault
    if not playlist.segments and not playlist.playlists:
        raise NotHeard
    return playlist


def _refuse_what_is_locked(segment: m3u8.Segment) -> None:
    is_locked = segment.key is not None and segment.key.method not in {None, "NONE"}
    if is_locked or segment.byterange:
        raise NotHeard
