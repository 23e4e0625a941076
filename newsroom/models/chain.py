"""The evidence chain: one signed row for every decision that lets something be said, or takes it back."""

import hashlib
import json
from datetime import UTC
from typing import Any, ClassVar

import rfc8785
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.append_only import AppendOnly, Guard

FORMAT = "loaxa.chain/1"
GENESIS = hashlib.sha256(FORMAT.encode()).hexdigest()
# The database itself refuses a gap, a fork and a link that is joined to anything but the newest one.
JOINS = """
    NEW."sequence" = (SELECT COALESCE(MAX("sequence"), 0) + 1 FROM "newsroom_chainentry")
    AND NEW."previous_sha256" = COALESCE(
        (SELECT "sha256" FROM "newsroom_chainentry" WHERE "sequence" = NEW."sequence" - 1), 'GENESIS'
    )
""".replace("GENESIS", GENESIS)


class ChainEntry(AppendOnly):
    """One link: what was decided, the SHA-256 of the link before, and the station's signature over both.

    ``facts_json`` is canonical JSON (RFC 8785) and holds digests and names, never the texts themselves: texts
    lie beside the chain and can be erased by a recorded order. Rows are added and never changed.
    """

    class Kind(models.TextChoices):
        """What a link says."""

        APPROVAL = "approval", _("approval")
        ACCEPTANCE = "acceptance", _("recording accepted")
        RECALL = "recall", pgettext_lazy("noun", "recall")
        WAIVER = "waiver", _("emergency waiver")
        SECOND_LOOK = "second_look", _("second look")
        DELEGATION = "delegation", _("delegation")
        DELEGATION_END = "delegation_end", _("delegation ended")
        ESCALATION = "escalation", _("reported to the upper level")
        ESCALATION_REPLY = "escalation_reply", _("answer of the upper level")
        ESCALATION_END = "escalation_end", _("report to the upper level taken back")
        PRESS = "press", _("answer to the press decided on")
        STANDING = "standing", _("standing authority")
        STANDING_END = "standing_end", _("standing authority revoked")
        LIVE = "live", _("live broadcast opened")
        LIVE_END = "live_end", _("live broadcast closed")
        UPSTREAM = "upstream", _("taken over from an upper level")
        ERASURE = "erasure", _("text erased by order")
        EPOCH = "epoch", _("new epoch")
        LOST = "lost", _("links lost with a restored back-up")

    guard: ClassVar[Guard] = Guard(joins=JOINS)

    sequence = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    facts_json = models.TextField()
    written_at = models.DateTimeField(_("written at"))
    previous_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    key_id = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("link of the evidence chain")
        verbose_name_plural = _("evidence chain")
        ordering = ["-sequence"]
        constraints = [
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="the_chain_begins_at_one")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    @property
    def facts(self) -> dict[str, Any]:
        """What the link says, as plain data."""
        facts: dict[str, Any] = json.loads(self.facts_json)
        return facts

    def payload(self) -> bytes:
        """Return the bytes that are hashed and signed: everything but hash and signature, canonical."""
        return rfc8785.dumps(
            {
                "format": FORMAT,
                "sequence": self.sequence,
                "kind": str(self.kind),
                "facts": self.facts,
                "at": self.written_at.astimezone(UTC).isoformat(),
                "previous": self.previous_sha256,
            }
        )


class ChainCheck(models.Model):
    """One run of the verification that nobody had to ask for, or that somebody did: what it found."""

    checked_at = models.DateTimeField(_("checked at"))
    links = models.PositiveBigIntegerField()
    seconds = models.FloatField()
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("check of the evidence chain")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}: {self.fault_count}"
