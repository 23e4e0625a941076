"""The loop that brings the media home early."""

import threading
from collections.abc import Iterator

from broadcast.plan.manifest import Manifest
from broadcast.player.answers import StationError
from broadcast.player.cache import LARGEST, ROOM_KEPT, WrongBytes
from broadcast.player.errand import Errand, pause_after
from broadcast.player.trust import is_recalled
from broadcast.player.words import say


class Downloader:
    """Brings every medium home, the one needed first first, going on where a broken line left off."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        while not stop.is_set():
            if not self.fetch_next():
                with self._errand.holder.changed:
                    self._errand.holder.changed.wait(1.0)

    def fetch_next(self) -> bool:
        """Fetch the first medium that is missing and not resting after a failure; False when none is."""
        sha256 = self._first_missing()
        manifest = self._errand.holder.manifest
        if sha256 is None or manifest is None:
            return False
        try:
            self._fetch(sha256, manifest.media[sha256].bytes)
        except (StationError, WrongBytes, OSError) as fault:
            self._rest(sha256, fault)
            return True
        if self._errand.cache.has(sha256):
            self._failures.pop(sha256, None)
            self._errand.problems.clear("media_trouble")
            say("fetched", sha256=sha256[:12])
            with self._errand.holder.changed:
                self._errand.holder.changed.notify_all()
        return True

    def missing(self) -> list[str]:
        """Return the media that are wanted and not here, in the order in which they are needed."""
        wanted = wanted_media(self._errand.holder.manifest, kind=self._errand.kind)
        return [sha256 for sha256 in wanted if not self._errand.cache.has(sha256)]

    def _first_missing(self) -> str | None:
        now = self._errand.clock.monotonic()
        return next((each for each in self.missing() if self._not_before.get(each, 0.0) <= now), None)

    def _fetch(self, sha256: str, size: int) -> None:
        cache = self._errand.cache
        if size > LARGEST:
            raise WrongBytes("tệp quá lớn")
        self._make_room(size)
        have = cache.started(sha256)
        if have >= size:
            cache.receive(sha256, (), at=size if have == size else 0, size=size)
        if cache.has(sha256):
            return
        with self._errand.station.media(sha256, at=cache.started(sha256)) as (begin, blocks):
            cache.receive(sha256, self._while_first(sha256, blocks), at=begin, size=size)

    def _while_first(self, sha256: str, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Pass blocks on until the file is no longer the one needed first."""
        manifest = self._errand.holder.manifest
        for block in blocks:
            yield block
            if self._errand.holder.manifest is not manifest and self._first_missing() != sha256:
                return

    def _make_room(self, size: int) -> None:
        cache = self._errand.cache
        if cache.free_bytes() < size + ROOM_KEPT:
            cache.prune(wanted_media(self._errand.holder.manifest, kind=self._errand.kind), keep=0)

    def _rest(self, sha256: str, fault: Exception) -> None:
        """Leave a medium alone for a while after a failure, longer each time."""
        failures = self._failures.get(sha256, 0)
        self._failures[sha256] = failures + 1
        pause = pause_after(fault, failures=failures, poll_s=self._errand.poll_s)
        self._not_before[sha256] = self._errand.clock.monotonic() + pause
        why = "tệp nhận được không đúng" if isinstance(fault, WrongBytes) else str(fault)
        self._errand.problems.report("media_trouble", sha256=sha256[:12], why=why)


def wanted_media(manifest: Manifest | None, *, kind: str) -> list[str]:
    """Return what this kind of box needs, in the order of need; nothing that was recalled."""
    if manifest is None:
        return []
    if kind == "board":
        shown = sorted(manifest.board, key=lambda item: item.shown_from)
        named = [(sha256, item.authority) for item in shown for sha256 in item.media()]
        films = {item.film.media for item in shown if item.film}
        named.sort(key=lambda each: each[0] in films)  # no picture waits for a film
    else:
        aired = sorted(manifest.air, key=lambda item: (item.priority.rank > 0, item.starts_at))
        named = [(item.media, item.authority) for item in aired]
    kept = (
        sha256 for sha256, authority in named
        if not is_recalled(manifest, kind=authority.kind, authority=authority.id)
    )  # fmt: skip
    # Last: what is heard only while nothing comes from a relay.
    stand_ins = (item.fallback for item in manifest.streams if item.fallback and kind != "board")
    return list(dict.fromkeys((*kept, *stand_ins)))
