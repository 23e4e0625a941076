"""Which processes live: heartbeats, and the lease that lets only one station loop run."""

from django.db import models


class Heartbeat(models.Model):
    """When a process last said that it works."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()
    detail = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """Who may act as the station loop, and until when."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"
