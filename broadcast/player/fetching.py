"""The loops that ask the station for news and bring the media home early."""

import hashlib
import random
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from broadcast.plan.manifest import Manifest
from broadcast.player.cache import LARGEST, ROOM_KEPT, Cache, WrongBytes
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger, Receipt
from broadcast.player.moments import Clock, wire
from broadcast.player.problems import Problems
from broadcast.player.station import Absent, Revoked, Station, StationError, Unclaimed
from broadcast.player.trust import Refusal, is_recalled
from broadcast.player.words import REASONS, say

POLL = 15.0  # seconds between two looks for a newer manifest
NEAR = timedelta(minutes=5)  # an item that starts within this time makes us look three times as often
JITTER = 0.2
LONGEST = 300.0  # seconds between two tries, however often the station failed
REFUSALS = uuid.UUID("7b7a3c0e-53f5-4f0a-8b38-5d7f6c2f2b11")  # name space of refusal receipts


@dataclass(kw_only=True)
class Errand:
    """What both loops work with."""

    station: Station
    holder: Holder
    ledger: Ledger
    cache: Cache
    problems: Problems
    clock: Clock
    kind: str  # loudspeaker, board
    name: str
    poll_s: float = POLL


class Poller:
    """Presents the box, then looks for newer manifests."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._failures = 0
        self._claim_poll_s = 5.0

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        while not stop.is_set():
            stop.wait(self.round())

    def round(self) -> float:
        """Ask once; return the seconds to wait before the next time."""
        errand = self._errand
        try:
            if not errand.holder.identity.device:
                self._present()
            wait = self._look()
        except StationError as fault:
            self._failures += 1
            errand.problems.report("unreachable", why=fault)
            return min(LONGEST, errand.poll_s / 3 * 2 ** min(self._failures, 10)) * _jitter()
        self._failures = 0
        errand.problems.clear("unreachable")
        return wait

    def _look(self) -> float:
        errand = self._errand
        errand.station.device = errand.holder.identity.device
        held = errand.holder.manifest
        try:
            news = errand.station.manifest(held.etag if held else "")
        except Unclaimed:
            self._present()
            return self._claim_poll_s
        except Revoked:
            return self._leave()
        except Absent:
            news = None
        self._confirm_claim()
        errand.problems.clear("revoked_device")
        if news is not None:
            self._take(news[0])
        return self._interval() * _jitter()

    def _present(self) -> None:
        """Present the box; show the code that a person types at the desk."""
        errand = self._errand
        claim = errand.station.claim(kind=errand.kind, name=errand.name)
        identity = errand.holder.identity
        if identity.code != claim.code and claim.code:
            say("code", code=claim.code)
        self._claim_poll_s = claim.poll_s
        key = identity.station_key if identity.is_claimed else claim.station_key  # a pinned key stays
        errand.holder.become(replace(identity, device=claim.device, code=claim.code, station_key=key))
        errand.station.device = claim.device

    def _confirm_claim(self) -> None:
        """The station serves us: from now on its key is pinned and never replaced."""
        holder = self._errand.holder
        identity = holder.identity
        if not identity.is_claimed or identity.code:
            since = identity.claimed_at or wire(self._errand.clock.now())
            holder.become(replace(identity, claimed_at=since, code=""))
            say("claimed")
            self._errand.problems.news.set()

    def _take(self, envelope: bytes) -> None:
        errand = self._errand
        try:
            is_new = errand.holder.offer(envelope, now=errand.clock.now())
        except Refusal as refusal:
            self._refuse(envelope, refusal.code)
            return
        except OSError as fault:
            errand.problems.report("disk_full", why=fault.strerror or "lỗi ghi")
            return
        errand.problems.clear("refused")
        manifest = errand.holder.manifest
        if is_new and manifest:
            version = f"{manifest.epoch}.{manifest.counter}"
            counts = {"air": len(manifest.air), "board": len(manifest.board)}
            say("accepted", version=version, zone=manifest.zone.name, **counts)
            errand.problems.news.set()

    def _refuse(self, envelope: bytes, code: str) -> None:
        """Report a manifest that is not taken: one receipt for each, however often it is served."""
        errand, now = self._errand, self._errand.clock.now()
        held = errand.holder.manifest
        name = f"{errand.holder.identity.device}/{code}/{hashlib.sha256(envelope).hexdigest()}"
        receipt = Receipt(
            id=str(uuid.uuid5(REFUSALS, name)),
            airing=None,
            kind="refusal",
            outcome="refused",
            started_at=now,
            ended_at=now,
            detail=REASONS[code],
            version=held.version if held else None,
        )
        errand.ledger.close(receipt)
        errand.problems.report("refused", reason=REASONS[code])
        errand.problems.news.set()

    def _leave(self) -> float:
        """The station has revoked this box: nothing of it stays here."""
        errand = self._errand
        errand.holder.forget()
        errand.cache.forget_all()
        errand.problems.report("revoked_device")
        return min(LONGEST, errand.poll_s * 20) * _jitter()

    def _interval(self) -> float:
        manifest, now = self._errand.holder.manifest, self._errand.clock.now()
        starts = (item.starts_at for item in manifest.air) if manifest else iter(())
        is_near = any(now <= each <= now + NEAR for each in starts)
        return self._errand.poll_s / 3 if is_near else self._errand.poll_s


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
        pause = min(LONGEST, self._errand.poll_s / 3 * 2 ** min(failures, 10)) * _jitter()
        self._not_before[sha256] = self._errand.clock.monotonic() + pause
        why = "tệp nhận được không đúng" if isinstance(fault, WrongBytes) else str(fault)
        self._errand.problems.report("media_trouble", sha256=sha256[:12], why=why)


def wanted_media(manifest: Manifest | None, *, kind: str) -> list[str]:
    """Return what this kind of box needs, in the order of need; nothing that was recalled."""
    if manifest is None:
        return []
    if kind == "board":
        shown = sorted(manifest.board, key=lambda item: item.shown_from)
        named = [(item.picture, item.authority) for item in shown if item.picture]
    else:
        aired = sorted(manifest.air, key=lambda item: (item.priority.rank > 0, item.starts_at))
        named = [(item.media, item.authority) for item in aired]
    kept = (
        sha256 for sha256, authority in named
        if not is_recalled(manifest, kind=authority.kind, authority=authority.id)
    )  # fmt: skip
    return list(dict.fromkeys(kept))


def _jitter() -> float:
    return random.uniform(1 - JITTER, 1 + JITTER)
