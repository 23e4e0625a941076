"""The commune's own map behind the devices: a picture that somebody sent, and where on earth its corners lie."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StationMap(models.Model):
    """A small WebP made anew from what was sent, so that it carries nothing but the picture.

    North, west, south and east are those of its upper left and its lower right corner, in degrees; all or none.
    """

    station = models.OneToOneField("broadcast.Station", on_delete=models.CASCADE, related_name="map")
    picture = models.BinaryField(null=True, blank=True)
    picture_sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    north = models.FloatField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("map of the station")

    def __str__(self) -> str:
        return f"{self.station_id} {self.width}×{self.height}"
