"""What the station may tell a box to do, and the keys by which the box knows that it was the station."""

import hashlib
import uuid
from dataclasses import replace

from broadcast.plan.command import Action, Command
from broadcast.player.errand import Errand
from broadcast.player.identity import next_key, other_key, public_text
from broadcast.player.ledger import Receipt
from broadcast.player.moments import wire
from broadcast.player.trust import Refusal, judge_order
from broadcast.player.words import REASONS, say

REFUSALS = uuid.UUID("7b7a3c0e-53f5-4f0a-8b38-5d7f6c2f2b11")  # name space of refusal receipts


class Obedience:
    """Fetches key lists and orders, and does what a genuine order says."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand

    def learn(self, *, at_once: bool = False) -> bool:
        """Fetch the key list when a newer one is hinted at, or ``at_once``; True when it was news to us."""
        errand = self._errand
        held = errand.holder.keys
        if held is not None and not at_once and errand.station.newest_keys <= held.number:
            return False
        envelope = errand.station.keys()
        try:
            is_new = errand.holder.take_keys(envelope)
        except Refusal as refusal:
            refuse(errand, envelope, refusal.code)
            return False
        except OSError as fault:
            errand.problems.report("disk_full", why=fault.strerror or "lỗi ghi")
            return False
        if is_new:
            errand.problems.clear("refused")
        return is_new

    def obey(self) -> None:
        """Fetch the orders that wait, do what the genuine ones say, and tell the station."""
        done = []
        for envelope in self._errand.station.orders():
            order = self._judged(envelope)
            if order is None:
                continue
            if list(order.number) > self._errand.holder.identity.orders:
                self._do(order)
            done.append(order.id)
        if done:
            self._errand.station.tell_obeyed(done)

    def try_other_key(self) -> None:
        """Sign with our other key from now on, if there is one: the station may know us by that."""
        holder, station = self._errand.holder, self._errand.station
        other = other_key(holder.folder, station.key)
        if other is not None:
            station.key = other
            holder.become(replace(holder.identity, key=public_text(other)))

    def _judged(self, envelope: bytes) -> Command | None:
        errand = self._errand
        for is_last in (False, True):
            try:
                return judge_order(
                    envelope, identity=errand.holder.identity, keys=errand.holder.keys, now=errand.clock.now()
                )
            except Refusal as refusal:
                may_mend = refusal.code in ("unknown_key", "order_epoch") and not is_last
                if not (may_mend and self.learn(at_once=True)):
                    refuse(errand, envelope, refusal.code)
                    return None
        return None

    def _do(self, order: Command) -> None:
        holder = self._errand.holder
        if order.action is Action.SERVE and order.zone is not None:
            holder.serve(order.zone.id, order=order.number)
            say("serves", zone=order.zone.name)
        elif order.action is Action.REVOKE:
            holder.forget(order=order.number, at=wire(self._errand.clock.now()))
            self._errand.cache.forget_all()
        elif order.action is Action.NEW_KEY:
            self._change_key()
            holder.become(replace(holder.identity, orders=list(order.number)))

    def _change_key(self) -> None:
        """Make a key and have the station take it; both stay on disk, for its answer may be lost."""
        holder, station = self._errand.holder, self._errand.station
        key = next_key(holder.folder, station.key)
        station.change_key(key)
        station.key = key
        holder.become(replace(holder.identity, key=public_text(key)))
        say("new_key")


def refuse(errand: Errand, envelope: bytes, code: str) -> None:
    """Report something that is not taken: one receipt for each, however often it is served."""
    now, held = errand.clock.now(), errand.holder.manifest
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
