"""Who asked for notices on a device, what was sent, and what is still to be sent."""

import hashlib

from django.conf import settings
from django.db import models

from newsroom.models import Approval, Place, SignedInSession, Submission


class Address(models.Model):
    """Where a browser takes notices, and the two keys that only this browser can open them with (base64url)."""

    endpoint = models.TextField()
    endpoint_sha256 = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.endpoint_sha256[:8]

    @staticmethod
    def digest(endpoint: str) -> str:
        """Return what a browser is found by: an index over long addresses would be long itself."""
        return hashlib.sha256(endpoint.encode()).hexdigest()


class Telephone(Address):
    """A villager's browser: no name, no number, no date; no place means the whole commune."""

    places = models.ManyToManyField(Place, related_name="+")


class StaffDevice(Address):
    """A browser on which somebody of the staff is signed in and asked for reminders; it goes with that session."""

    session = models.OneToOneField(SignedInSession, on_delete=models.CASCADE, related_name="+")


class Notice(models.Model):
    """One notice about one approval, and how many telephones took it; ``gone``: they took notices no more."""

    class Kind(models.TextChoices):
        """What it says."""

        EMERGENCY = "emergency"
        RECALLED = "recalled"

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(db_index=True)
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approval", "kind"], name="told_once_of_each_kind")]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.kind}"


class Delivery(models.Model):
    """One notice to one telephone; ``next_at`` is when it is tried again, and None when that is over."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    telephone = models.ForeignKey(Telephone, on_delete=models.CASCADE, related_name="deliveries")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)
    was_sent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "telephone"], name="one_delivery_per_telephone")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.telephone_id}"


class PushReminder(models.Model):
    """A person was sent a notice about one submission and one deadline of it; so it is never sent twice."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person", "due_at"], name="notified_once_per_deadline"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.person_id}"


class Asked(models.Model):
    """How often one network asked to be notified within an hour; a keyed hash, which tells nobody whose it was."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.times}"
