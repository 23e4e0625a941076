"""A box that decides as the real one does, and speaks with the real station: signed plans in, signed receipts out."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from broadcast.plan.canonical import moment
from broadcast.plan.manifest import AirItem, Manifest
from broadcast.player.choice import Situation
from broadcast.player.identity import Identity
from broadcast.player.ledger import Receipt
from broadcast.player.trust import Refusal, Signed, judge, open_keys
from broadcast.player.words import REASONS
from tests.broadcast.boxes import Box, body_of
from tests.broadcast.week.paper_box import PaperBox

SOUNDED = ("played", "partial")


@dataclass(kw_only=True)
class ApiBox(PaperBox):
    """``door`` holds the box's key; ``known`` says when (true time) the station had taken its word for a play."""

    door: Box
    identity: Identity
    signed: Signed | None = None
    files: set[str] = field(default_factory=set)
    unsent: list[Receipt] = field(default_factory=list)
    known: dict[str, datetime] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def poll(self, clock: datetime) -> None:
        """Ask for a newer plan, fetch what it names, report; ``clock`` is the station's time, as it was told."""
        if not (self.is_online and self.is_powered):
            return
        self.door.clock = clock
        self._send()
        self._ask()
        self._beat()

    def _ask(self) -> None:
        tag = f'"{self.held.epoch}.{self.held.counter}"' if self.held else ""
        answer = self.door.get("manifest", **{"If-None-Match": tag})
        if answer.status_code == 200:
            self._offer(answer.content)
        elif answer.status_code == 304 and self.held:
            self.take(self.held)
        else:
            self.faults.append(f"manifest: {answer.status_code} {answer.content[:200]}")

    def _offer(self, envelope: bytes) -> None:
        keys = open_keys(self.door.get("keys").content, identity=self.identity)
        try:
            signed = judge(envelope, identity=self.identity, keys=keys, held=self.signed, now=self._clock())
        except Refusal as refusal:
            self.refusals.append(refusal.code)
            return
        manifest = signed.manifest
        self.signed = signed
        self.identity = self.identity.having_held(manifest.zone.id, manifest.version, None)
        self._fetch(manifest)
        self.take(manifest)

    def _fetch(self, manifest: Manifest) -> None:
        for name, media in manifest.media.items():
            if name in self.files:
                continue
            answer = self.door.get(f"media/{name}")
            if answer.status_code == 200 and len(body_of(answer)) == media.bytes:
                self.files.add(name)
            else:
                self.faults.append(f"media {name}: {answer.status_code}")

    def _send(self) -> None:
        if not self.unsent:
            return
        answer = self.door.post("receipts", {"receipts": [each.fields() for each in self.unsent]})
        said = json.loads(answer.content)
        self.faults += [f"receipt: {each}" for each in said.get("refused", [said])]
        for each in self.unsent:
            if each.outcome == "played" and each.airing:
                self.known.setdefault(each.airing, self.now)
        self.unsent.clear()

    def _beat(self) -> None:
        epoch, counter = self.held.version if self.held else (0, 0)
        held = {"epoch": epoch, "counter": counter}
        answer = self.door.post("heartbeat", {"manifest": held, "problems": [], "now": moment(self._clock())})
        if answer.status_code != 200:
            self.faults.append(f"heartbeat: {answer.status_code}")

    def _situation(self) -> Situation:
        return replace(super()._situation(), has=self.files.__contains__)

    def _settle(self, item: AirItem, outcome: str, why: str) -> None:
        super()._settle(item, outcome, why)
        now = self._clock()
        begun, over = (self.plays[-1].starts, self.plays[-1].ends) if outcome in SOUNDED else (now, now)
        self.unsent.append(
            Receipt(
                id=str(uuid4()),
                airing=item.airing,
                kind="air",
                outcome=outcome,
                started_at=begun,
                ended_at=max(begun + timedelta(milliseconds=1), over),
                media=item.media,
                detail=REASONS.get(why, ""),
                version=self.held.version if self.held else None,
            )
        )
