"""The press desk (tiếp báo chí): who asked what, the answers prepared and decided on, what was handed over."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.derivation import without_marks
from newsroom.models.append_only import AppendOnly
from newsroom.models.chain import ChainEntry


class Channel(models.TextChoices):
    """How the press came to us."""

    MEETING = "meeting", _("in person")
    PHONE = "phone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by letter")
    CAMERA = "camera", _("recorded interview")


class PressRequestQuerySet(models.QuerySet["PressRequest"]):
    """Requests."""

    def with_answers(self) -> Self:
        """Bring along what says where a request stands."""
        return self.prefetch_related("answers__decision", "notes")

    def closed(self) -> Self:
        """Keep what was closed."""
        return self.filter(models.Exists(_notes(PressNote.Kind.CLOSED)))

    def open(self) -> Self:
        """Keep what was not closed."""
        return self.exclude(models.Exists(_notes(PressNote.Kind.CLOSED)))

    def awaiting_decision(self) -> Self:
        """Keep what has a prepared answer, the newest, that no leader decided on."""
        newest = PressAnswer.objects.filter(request=models.OuterRef("pk")).order_by("-pk")
        waiting = newest.filter(decision=None).values("pk")[:1]
        return (
            self.open().annotate(newest=models.Subquery(newest.values("pk")[:1])).filter(newest__in=waiting)
        )

    def unanswered(self) -> Self:
        """Keep what is open and of which nothing was said or handed over."""
        given = _notes(PressNote.Kind.SAID, PressNote.Kind.HANDED)
        return self.open().exclude(models.Exists(given))

    def order_by_deadline(self) -> Self:
        """Put the nearest deadline first, what has none last."""
        return self.order_by(models.F("deadline").asc(nulls_last=True), "pk")

    def found_by(self, words: str) -> Self:
        """Keep what holds all these words, whatever their case and marks."""
        rows = self
        for word in plain(words).split():
            rows = rows.filter(looked_up__contains=word)
        return rows


def _notes(*kinds: str) -> models.QuerySet[PressNote]:
    return PressNote.objects.filter(request=models.OuterRef("pk"), kind__in=kinds)


def plain(text: str) -> str:
    """Return the words of a text in small letters without marks."""
    return " ".join(re.split(r"[^\w/-]+", without_marks(text).lower())).strip()


class PressRequest(models.Model):
    """A question of the press, and the answer as it is being prepared; ``writers`` are those who worked on it."""

    agency = models.CharField(_("press agency"), max_length=160)
    journalist = models.CharField(_("journalist"), max_length=120)
    press_card = models.CharField(_("press card number"), max_length=40, blank=True)
    contact = models.CharField(_("telephone or e-mail"), max_length=120, blank=True)
    channel = models.CharField(
        _("how they came to us"), max_length=12, choices=Channel, default=Channel.MEETING
    )
    topic = models.CharField(_("topic"), max_length=200)
    questions = models.TextField(_("what they ask"), blank=True)
    deadline = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_by_name = models.CharField(max_length=120)
    draft = models.TextField(_("prepared answer"), blank=True)
    writers = models.JSONField(default=list)
    looked_up = models.TextField(editable=False)

    objects = PressRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of the press")
        verbose_name_plural = _("requests of the press")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["deadline"], name="press_by_deadline")]

    def __str__(self) -> str:
        return self.topic

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the words it is found by."""
        parts = (self.agency, self.journalist, self.press_card, self.topic, self.questions, self.draft)
        self.looked_up = plain(" ".join(parts))
        super().save(*args, **kwargs)

    @property
    def newest_answer(self) -> PressAnswer | None:
        """The last answer that was put before a leader."""
        return max(self.answers.all(), key=lambda answer: answer.pk, default=None)

    @property
    def standing(self) -> str:
        """Where it stands: new, drafting, waiting, returned, approved, answered, closed."""
        kinds = {note.kind for note in self.notes.all()}
        if PressNote.Kind.CLOSED in kinds:
            return "closed"
        if kinds & {PressNote.Kind.SAID, PressNote.Kind.HANDED}:
            return "answered"
        answer = self.newest_answer
        if answer is None:
            return "drafting" if self.draft else "new"
        decision = answer.decided
        if decision is None:
            return "waiting"
        return "approved" if decision.approved else "returned"

    def is_overdue(self, now: datetime) -> bool:
        """Whether the answer was wanted by now and nothing was given."""
        given = self.standing in ("answered", "closed")
        return self.deadline is not None and self.deadline <= now and not given


class PressAnswer(AppendOnly):
    """A prepared answer as it was put before a leader; ``writers`` never decide on it."""

    request = models.ForeignKey(PressRequest, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    writers = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by_name = models.CharField(max_length=120)
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to the press")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id}"

    @property
    def decided(self) -> PressDecision | None:
        """What a leader decided; None while it waits."""
        return getattr(self, "decision", None)


class PressDecision(AppendOnly):
    """A leader approved an answer, or returned it with a reason."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="press_decision")
    answer = models.OneToOneField(PressAnswer, on_delete=models.PROTECT, related_name="decision")
    approved = models.BooleanField()
    reason = models.TextField(blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    person_title = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision on an answer to the press")
        ordering = ["entry_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved=True) | ~models.Q(reason=""), name="a_returned_answer_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}"


class PressNote(AppendOnly):
    """What was said or handed over, noted by whom; ``answer`` is the approved answer that was given."""

    class Kind(models.TextChoices):
        """What happened."""

        SAID = "said", pgettext_lazy("press", "said")
        HANDED = "handed", pgettext_lazy("press", "handed over")
        NOTE = "note", pgettext_lazy("press", "noted")
        CLOSED = "closed", pgettext_lazy("press", "closed")

    request = models.ForeignKey(PressRequest, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    answer = models.ForeignKey(PressAnswer, null=True, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note of the press desk")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"
