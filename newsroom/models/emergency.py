"""What one leader released alone because lives depended on it, and the second look that another person owes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.append_only import AppendOnly, AppendOnlyQuerySet
from newsroom.models.chain import ChainEntry

SECOND_LOOK_WITHIN = timedelta(hours=24)


class WaiverQuerySet(AppendOnlyQuerySet["Waiver"]):
    """Waivers."""

    def unseen(self) -> WaiverQuerySet:
        """Keep what nobody else has looked at yet, the oldest first."""
        return self.filter(second_look=None).order_by("released_at")


class Waiver(AppendOnly):
    """Emergency (khẩn cấp): a leader waives that nobody approves their own work, and says why."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="waiver")
    submission = models.OneToOneField("newsroom.Submission", on_delete=models.PROTECT, related_name="waiver")
    event = models.CharField(_("what happened"), max_length=20)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    person_title = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(db_index=True)

    objects = WaiverQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("emergency")
        verbose_name_plural = _("emergencies")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_waiver_says_why")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.event}"

    @property
    def look_until(self) -> datetime:
        """The moment by which another person has to have looked."""
        return self.released_at + SECOND_LOOK_WITHIN

    def is_overdue(self, now: datetime) -> bool:
        """Whether nobody has looked in time."""
        return getattr(self, "second_look", None) is None and now >= self.look_until


class SecondLook(AppendOnly):
    """Another person looked at an emergency afterwards, and says whether it was right."""

    class Verdict(models.TextChoices):
        """What that person found."""

        RIGHT = "right", pgettext_lazy("second look", "right")
        WRONG = "wrong", pgettext_lazy("second look", "wrong")

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="second_look")
    waiver = models.OneToOneField(Waiver, on_delete=models.PROTECT, related_name="second_look")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    verdict = models.CharField(max_length=8, choices=Verdict)
    note = models.TextField(blank=True)
    looked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("second look")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="right") | ~models.Q(note=""), name="a_wrong_emergency_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.waiver_id} {self.verdict}"
