"""Which submissions a person has opened, and which deadlines leaders were reminded of."""

from django.conf import settings
from django.db import models


class Opening(models.Model):
    """A person opened the approval page of exactly this submission; written when the page is shown, never by a form."""

    submission = models.ForeignKey("newsroom.Submission", on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "person"], name="opened_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.person_id}"


class Reminder(models.Model):
    """A person was sent an e-mail about one submission and one deadline of it; so it is never sent twice."""

    submission = models.ForeignKey("newsroom.Submission", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person", "due_at"], name="reminded_once_per_deadline"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.person_id} {self.due_at:%Y-%m-%d %H:%M}"
