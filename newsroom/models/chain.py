"""The evidence chain: one signed row for every decision that lets something be said, or takes it back."""

import hashlib
import json
from typing import Any

import rfc8785
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FORMAT = "loaxa.chain/1"
GENESIS = hashlib.sha256(FORMAT.encode()).hexdigest()


class ChainEntry(models.Model):
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
        STANDING = "standing", _("standing authority")
        STANDING_END = "standing_end", _("standing authority revoked")
        LIVE = "live", _("live broadcast opened")
        LIVE_END = "live_end", _("live broadcast closed")
        UPSTREAM = "upstream", _("taken over from an upper level")
        ERASURE = "erasure", _("text erased by order")
        EPOCH = "epoch", _("new epoch")

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
                "at": self.written_at.isoformat(),
                "previous": self.previous_sha256,
            }
        )
