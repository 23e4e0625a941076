"""Sounds sent in for the repertoire or to lie under the words: kept as they came until a worker made them ready."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.repertoire import RepertoireItem
from broadcast.models.station import StandingClip


class SentSound(models.Model):
    """A file that an operator sent; ``item`` or ``clip`` is what became of it, ``error`` why nothing did.

    A worker that has it sets ``taken_at`` and touches the row while it lives; ``tries`` counts those that began.
    """

    class Kind(models.TextChoices):
        """What is to become of it."""

        RECORDED = "recorded", _("recorded programme")
        MUSIC = "music", _("music")
        BED = "bed", _("music under the words")

    station = models.ForeignKey("broadcast.Station", on_delete=models.CASCADE, related_name="sent_sounds")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    upload = models.CharField(max_length=120)
    sent_at = models.DateTimeField()
    sent_by_name = models.CharField(max_length=120, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by_name = models.CharField(max_length=120, blank=True)
    item = models.OneToOneField(
        RepertoireItem, null=True, blank=True, on_delete=models.CASCADE, related_name="sent"
    )
    clip = models.OneToOneField(
        StandingClip, null=True, blank=True, on_delete=models.CASCADE, related_name="sent"
    )

    class Meta:
        verbose_name = _("sound sent in")
        verbose_name_plural = _("sounds sent in")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
