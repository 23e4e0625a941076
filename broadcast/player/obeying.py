"""What the station may tell a box to do, and the keys by which the box knows that it was the station."""

import hashlib
import uuid
from dataclasses import dataclass, field, replace

from broadcast.plan.command import Action, Command
from broadcast.plan.loudness import Volume
from broadcast.plan.screen import Screen
from broadcast.player.errand import Errand
from broadcast.player.identity import next_key, other_key, public_text
from broadcast.player.ledger import Receipt
from broadcast.player.moments import wire
from broadcast.player.remote import BOARD, LOUDSPEAKER
from broadcast.player.said import Said
from broadcast.player.trust import Refusal, judge_order
from broadcast.player.words import REASONS, say

REMOTE = {*LOUDSPEAKER, *BOARD}  # what only some boxes know
LOG_LENGTH = 50_000  # characters of the log that are sent
REFUSALS = uuid.UUID("7b7a3c0e-53f5-4f0a-8b38-5d7f6c2f2b11")  # name space of refusal receipts


@dataclass(kw_only=True)
class Report:
    """What became of the orders of one look."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


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
        report, restarts = Report(), False
        for envelope in self._errand.station.orders():
            order = self._judged(envelope)
            if order is None:
                continue
            is_new = list(order.number) > self._errand.holder.identity.orders
            restarts |= is_new and order.action is Action.RESTART and not self._is_late(order)
            self._heed(order, report, is_new=is_new)
        try:
            if report.done or report.failed:
                self._errand.station.tell_obeyed(report.done, failed=report.failed, answers=report.answers)
        finally:
            if restarts:
                say("restart")
                self._errand.remote.restart.set()

    def _heed(self, order: Command, report: Report, *, is_new: bool) -> None:
        """Do what is new, and put into the report how it ended; a chime that is yet to sound ends later."""
        why = self._why_not(order) if is_new else ""
        if why:
            self._note(order)
            report.failed[order.id] = REASONS[why]
        elif is_new and not self._do(order):
            return
        elif order.action is Action.CHIME:
            self._tell_of_chime(order, report)
        else:
            report.done.append(order.id)
            if order.action is Action.LOG:
                report.answers[order.id] = Said(self._errand.holder.folder).last(LOG_LENGTH)

    def _why_not(self, order: Command) -> str:
        """Return why a new order is not carried out; empty: it is."""
        if self._is_late(order):
            return "order_late"
        is_known = order.action.value not in REMOTE or order.action.value in self._errand.abilities
        return "" if is_known else "order_not_ours"

    def _tell_of_chime(self, order: Command, report: Report) -> None:
        remote = self._errand.remote
        end = remote.end_of(order.id)
        if end == "":
            report.done.append(order.id)
        elif not remote.is_waiting(order.id):
            report.failed[order.id] = REASONS[end or "order_forgotten"]

    def _is_late(self, order: Command) -> bool:
        return order.until is not None and self._errand.clock.now() > order.until

    def _note(self, order: Command) -> None:
        """Remember that this order was seen: it is never carried out again."""
        holder = self._errand.holder
        holder.become(replace(holder.identity, orders=list(order.number)))

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

    def _do(self, order: Command) -> bool:
        """Do what an order says; False when it must be tried again later."""
        holder = self._errand.holder
        if order.action is Action.SERVE and order.zone is not None:
            holder.serve(order.zone.id, order=order.number)
            say("serves", zone=order.zone.name)
        elif order.action is Action.REVOKE:
            holder.forget(order=order.number, at=wire(self._errand.clock.now()))
            self._errand.cache.forget_all()
        elif order.action is Action.NEW_KEY:
            self._change_key()
            self._note(order)
        elif order.action is Action.VOLUME and order.volume is not None:
            return self._change_volume(order, order.volume)
        elif order.action is Action.SCREEN and order.screen is not None:
            return self._change_screen(order, order.screen)
        elif order.action is Action.CHIME:
            self._note(order)  # first: rather no chime than two
            self._errand.remote.ask_for_chime(order.id, until=order.until)
        else:
            self._note(order)
        return True

    def _change_volume(self, order: Command, volume: Volume) -> bool:
        errand = self._errand
        try:
            errand.loudness.keep(volume)
        except OSError as fault:
            errand.problems.report("disk_full", why=fault.strerror or "lỗi ghi")
            return False
        self._note(order)
        say("volume", percent=volume.percent)
        errand.problems.news.set()
        return True

    def _change_screen(self, order: Command, screen: Screen) -> bool:
        errand = self._errand
        try:
            errand.screening.keep(screen)
        except OSError as fault:
            errand.problems.report("disk_full", why=fault.strerror or "lỗi ghi")
            return False
        self._note(order)
        say("screen")
        return True

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
