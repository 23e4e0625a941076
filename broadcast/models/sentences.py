"""What the announcer spoke sentence by sentence, and what a machine heard in a finished recording."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.programme import Programme, Recording


class SentenceTake(models.Model):
    """One sentence as an announcer spoke it; tied to the sentence's very words, never to its place.

    A later take of the same words drops the earlier one; ``token`` is the browser's own number of the take, so
    that a sound sent twice is kept once.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sentence_takes")
    sentence_sha256 = models.CharField(max_length=64)
    token = models.UUIDField(unique=True)
    sound_sha256 = models.CharField(max_length=64)
    duration_s = models.FloatField()
    flaws = models.JSONField(default=list, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("spoken sentence")
        verbose_name_plural = _("spoken sentences")
        ordering = ["pk"]
        permissions = [("announce", "Can record at the announcer's desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sentence_sha256"],
                condition=models.Q(dropped_at=None),
                name="one_spoken_sentence_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.sentence_sha256[:8]}"


class SecondHearing(models.Model):
    """A sentence of a recording in which the machine heard other words: a help for the ear, never a gate."""

    class Kind(models.TextChoices):
        """What was heard otherwise."""

        NUMBER = "number", _("another number")
        DATE = "date", _("another date or hour")
        PLACE = "place", _("another place")
        LOST = "lost", _("words not heard")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="second_hearings")
    sentence = models.PositiveIntegerField()  # from 0
    said = models.TextField()
    heard = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LOST)

    class Meta:
        verbose_name = _("second hearing")
        verbose_name_plural = _("second hearings")
        ordering = ["sentence", "pk"]

    def __str__(self) -> str:
        return f"{self.recording_id}/{self.sentence}: {self.kind}"
