"""Calls in a device's name that the station did not answer: one row for a device, a reason and a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadcast.models.devices import Device


class RefusedCall(models.Model):
    """Why calls were refused; ``times`` counts those that were written down, at most one in twenty seconds."""

    class Why(models.TextChoices):
        """The reason."""

        SIGNATURE = "signature", pgettext_lazy("refused call", "not signed by the device's key")
        CLOCK = "clock", pgettext_lazy("refused call", "signed at another time")
        REVOKED = "revoked", pgettext_lazy("refused call", "the device is out of service")
        REPORT = "report", pgettext_lazy("refused call", "a report too large or without sense")
        PATH = "path", pgettext_lazy("refused call", "a file name that cannot be")

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="refused_calls")
    why = models.CharField(max_length=12, choices=Why)
    on = models.DateField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("refused call")
        constraints = [
            models.UniqueConstraint(fields=["device", "why", "on"], name="refusals_of_a_day_share_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.why} {self.on}"
