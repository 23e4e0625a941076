"""The station (đài), its zones, and the clips that open and close a session."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.questions import StandingQuerySet
from broadcast.models.standing import StandingApproval


class Station(models.Model):
    """One radio station of a commune."""

    class Voice(models.TextChoices):
        """The voices that every station has; installed ones and services join them (``broadcast.voices``)."""

        GOOGLE = "google", _("Google voice (needs the network)")
        ESPEAK = "espeak", _("offline voice")
        SILENT = "silent", _("no voice (tests)")

    name = models.CharField(_("name"), max_length=120)
    timezone = models.CharField(max_length=40, default="Asia/Ho_Chi_Minh")
    voice = models.CharField(_("voice"), max_length=60, default="house-female")
    quiet_from = models.TimeField(_("quiet from"), default=time(21, 30))
    quiet_until = models.TimeField(_("quiet until"), default=time(4, 45))
    gap_s = models.FloatField(_("pause between items (seconds)"), default=2.0)
    grace_s = models.PositiveSmallIntegerField(_("latest start (seconds)"), default=60)
    horizon_days = models.PositiveSmallIntegerField(default=7)
    board_days = models.PositiveSmallIntegerField(_("days a notice stays on the boards"), default=3)
    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        permissions = [
            ("watch_station", "Can open the desk"),
            ("operate_station", "Can record, accept, queue and stop"),
            ("approve_standing", "Can approve openings and sign-offs"),
            ("manage_devices", "Can confirm and revoke devices"),
            ("manage_keys", "Can export, change and revoke the station's keys"),
            ("open_live", "Can open the air for a live broadcast"),
            ("manage_sources", "Can register and revoke upper-level sources"),
        ]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """The loudspeakers and boards of one hamlet."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="zones")
    place = models.OneToOneField("newsroom.Place", on_delete=models.PROTECT, related_name="zone")
    name = models.CharField(_("name"), max_length=80)
    stagger_s = models.PositiveSmallIntegerField(_("begins later by (seconds)"), default=0)

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["place__position", "name"]

    def __str__(self) -> str:
        return self.name


class StandingClip(StandingApproval):
    """An opening, a sign-off, a time signal, or music under the words: made once, approved once by a leader, revocable.

    ``text`` is what it says, or what sound it is and where it comes from. ``label`` names the sessions that it is
    for, "" all that have none of their own; slots choose by it, so that a newer one takes over.
    """

    class Kind(models.TextChoices):
        """Where in a session it plays."""

        OPENING = "opening", _("opening")
        CLOSING = "closing", _("sign-off")
        MUSIC = "music", _("music under the words")
        SIGNAL = "signal", _("time signal")

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="clips")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    label = models.CharField(_("for which sessions"), max_length=60, blank=True)
    text = models.TextField(_("text"))
    voice = models.CharField(max_length=120, blank=True)
    master_sha256 = models.CharField(max_length=64)
    device_sha256 = models.CharField(max_length=64)
    duration_s = models.FloatField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120, blank=True)
    objects = StandingQuerySet["StandingClip"].as_manager()

    class Meta:
        verbose_name = _("standing clip")
        verbose_name_plural = _("standing clips")
        constraints = [
            models.UniqueConstraint(
                fields=["station", "kind", "label"],
                condition=models.Q(approved_at__isnull=False, revoked_at=None),
                name="one_standing_clip_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
