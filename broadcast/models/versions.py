"""Older versions that give way: what a person was asked, and who has heard of a recall."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Handover(models.Model):
    """A question to the operator: a newer version is approved, and the older one begins within minutes.

    Asked once for a booking and the newer version; the answer is kept with its person and reason. Nobody's name
    stands there when nobody answered and the older version was heard.
    """

    class Answer(models.TextChoices):
        """What becomes of the play that is so near."""

        PLAY = "play", pgettext_lazy("handover", "the older version is still heard")
        LEAVE_OUT = "leave_out", pgettext_lazy("handover", "left out")
        SWAP = "swap", pgettext_lazy("handover", "the newer version takes its place")
        MOOT = "moot", pgettext_lazy("handover", "no longer a question")

    booking = models.ForeignKey("broadcast.Booking", on_delete=models.PROTECT, related_name="handovers")
    successor = models.ForeignKey("broadcast.Programme", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("question about a newer version")
        verbose_name_plural = _("questions about newer versions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "successor"], name="a_handover_is_asked_once"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} -> {self.successor_id}"


class Revocation(models.Model):
    """The first signed plan of a zone that names a recalled approval, and how long it must be named."""

    approval = models.ForeignKey("newsroom.Approval", on_delete=models.PROTECT, related_name="revocations")
    zone = models.ForeignKey("broadcast.Zone", on_delete=models.CASCADE, related_name="revocations")
    epoch = models.PositiveIntegerField()
    counter = models.PositiveBigIntegerField()
    signed_at = models.DateTimeField()
    listed_until = models.DateTimeField()

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [
            models.UniqueConstraint(fields=["approval", "zone"], name="a_zone_is_told_of_a_recall_once")
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.epoch}.{self.counter}"


class Confirmation(models.Model):
    """A device said that it holds a plan in which the recalled approval is revoked."""

    class Evidence(models.TextChoices):
        """How it said so; either way it had verified and kept the plan."""

        HEARTBEAT = "heartbeat", _("reported by the device")
        POLL = "poll", _("asked for anything newer")

    revocation = models.ForeignKey(Revocation, on_delete=models.CASCADE, related_name="confirmations")
    device = models.ForeignKey("broadcast.Device", on_delete=models.PROTECT, related_name="confirmations")
    evidence = models.CharField(max_length=12, choices=Evidence)
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(fields=["revocation", "device"], name="a_device_confirms_a_recall_once")
        ]

    def __str__(self) -> str:
        return f"{self.device_id}: {self.revocation_id}"
