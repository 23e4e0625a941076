"""Plays that a person stopped while they sounded: which, in which zone, who, when, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models.append_only import AppendOnly


class AiringStop(AppendOnly):
    """One play in one zone that somebody stopped; rows of one press of the button share ``made_at``."""

    airing = models.OneToOneField("broadcast.Airing", on_delete=models.PROTECT, related_name="stop")
    why = models.CharField(_("reason"), max_length=300)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("stopped play")
        verbose_name_plural = _("stopped plays")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(why=""), name="a_stop_says_why")]

    def __str__(self) -> str:
        return f"{self.airing_id}"
