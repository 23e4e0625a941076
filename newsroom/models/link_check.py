"""What was found behind the links of stories: one row for each address, asked again when somebody wants to know."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """One address; ``answered_at`` is empty while a worker has not looked since ``asked_at``."""

    class Outcome(models.TextChoices):
        """What was found."""

        ALIVE = "alive", _("opens")
        GONE = "gone", _("the page is not there any more")
        SILENT = "silent", _("does not answer")
        CLOSED = "closed", _("opens only for some")
        INWARD = "inward", _("leads into an inner network")

    address = models.URLField(max_length=2000)
    sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address[:120]
