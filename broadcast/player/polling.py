"""The loop that asks the station for news: who we are to it, its keys, its orders, its newest manifest."""

import threading
from dataclasses import replace
from datetime import timedelta

from broadcast.player.answers import Absent, BadSignature, Revoked, StationError, Unclaimed, Unknown
from broadcast.player.errand import LONGEST, Errand, jitter, pause_after
from broadcast.player.identity import mark_of
from broadcast.player.moments import wire
from broadcast.player.obeying import Obedience, refuse
from broadcast.player.trust import Refusal
from broadcast.player.words import say

NEAR = timedelta(minutes=5)
"""An item that starts within this time, or sounds, makes us look three times as often."""
CALMER = 4  # times: while a doorbell tells us of news we look so much less often
LEARNABLE = {"unknown_key", "foreign_epoch"}  # what a newer key list may mend


class Poller:
    """Presents the box, then looks for newer manifests."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._obedience = Obedience(errand)
        self._failures = 0
        self._claim_poll_s = 5.0

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        wake = self._errand.remote.wake
        while not stop.is_set():
            wake.clear()
            wake.wait(self.round())

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
            return pause_after(fault, failures=self._failures, poll_s=errand.poll_s)
        self._failures = 0
        errand.problems.clear("unreachable")
        return wait

    def _look(self) -> float:
        errand = self._errand
        errand.station.device = errand.holder.identity.device
        try:
            news = self._ask()
        except (Unclaimed, Unknown):
            self._present()
            return self._claim_poll_s
        except Revoked:
            return self._hear_of_revocation()
        self._confirm_claim()
        self._obedience.learn()
        if errand.station.has_orders:
            self._obedience.obey()
        if not errand.holder.identity.zone:
            return self._claim_poll_s  # the order that names our zone is being signed
        if news is not None:
            self._take(news)
        return self._interval() * jitter()

    def _ask(self) -> bytes | None:
        """Return the manifest when there is a newer one."""
        errand, held = self._errand, self._errand.holder.manifest
        try:
            news = errand.station.manifest(held.etag if held else "")
        except BadSignature:
            self._obedience.try_other_key()
            raise
        except Absent:
            news = None
        errand.problems.clear("revoked_unproved")
        return news[0] if news else None

    def _present(self) -> None:
        """Present the box; show the code that a person types at the desk."""
        errand = self._errand
        claim = errand.station.claim(kind=errand.kind, name=errand.name)
        identity = errand.holder.identity
        if identity.code != claim.code and claim.code:
            say("code", code=claim.code, mark=mark_of(claim.root_key))
        self._claim_poll_s = claim.poll_s
        key = identity.root_key if identity.is_claimed else claim.root_key  # a pinned key stays
        errand.holder.become(replace(identity, device=claim.device, code=claim.code, root_key=key))
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
            is_new = self._offer(envelope)
        except Refusal as refusal:
            refuse(errand, envelope, refusal.code)
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

    def _offer(self, envelope: bytes) -> bool:
        """Offer a manifest; once more with the newest key list when that may mend it."""
        errand = self._errand
        try:
            return errand.holder.offer(envelope, now=errand.clock.now())
        except Refusal as refusal:
            if refusal.code not in LEARNABLE or not self._obedience.learn(at_once=True):
                raise
            return errand.holder.offer(envelope, now=errand.clock.now())

    def _hear_of_revocation(self) -> float:
        """Somebody says that this box is revoked: believed only when a signed order says so."""
        errand = self._errand
        self._obedience.learn(at_once=errand.holder.keys is None)
        self._obedience.obey()
        if errand.holder.identity.revoked_at:
            errand.problems.clear("revoked_unproved")
            errand.problems.report("revoked_device")
            return min(LONGEST, errand.poll_s * 20) * jitter()
        errand.problems.report("revoked_unproved")
        return self._interval() * jitter()

    def _interval(self) -> float:
        manifest, now = self._errand.holder.manifest, self._errand.clock.now()
        heard = [(each.starts_at, each.ends_at) for each in manifest.air] if manifest else []
        heard += [(each.starts_at, each.ends_at) for each in manifest.streams] if manifest else []
        is_near = any(begin <= now + NEAR and now <= end for begin, end in heard)
        pause = self._errand.poll_s * (CALMER if self._errand.remote.is_told else 1)
        return pause / 3 if is_near else pause
