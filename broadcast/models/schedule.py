"""Slots by weekday, what was booked into them, and the airings that came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.states import AiringStatus

NO_CLIP = "-"
MOST_GAP_S = 30


class Slot(models.Model):
    """A time of day (khung giờ) on some weekdays, with a budget in minutes.

    ``opening`` and ``closing`` are labels of standing clips, "" for the station's own, ``NO_CLIP`` for none; ``gap_s``
    None is the station's spacing. ``signal``: the time signal tells the moment at which its sessions begin.
    """

    station = models.ForeignKey("broadcast.Station", on_delete=models.CASCADE, related_name="slots")
    name = models.CharField(_("name"), max_length=80)
    weekdays = models.JSONField(_("weekdays"), default=list, help_text="0 = Monday … 6 = Sunday")
    starts_at = models.TimeField(_("start"))
    summer_starts_at = models.TimeField(_("start in summer"), null=True, blank=True)
    budget_minutes = models.PositiveSmallIntegerField(_("budget (minutes)"), default=15)
    zones = models.ManyToManyField(
        "broadcast.Zone", verbose_name=_("zones"), blank=True, related_name="slots"
    )
    opening = models.CharField(_("opening"), max_length=60, blank=True)
    closing = models.CharField(_("sign-off"), max_length=60, blank=True)
    gap_s = models.FloatField(
        _("pause between items (seconds)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_GAP_S)],
    )
    signal = models.BooleanField(_("time signal at the beginning"), default=False)
    filled = models.BooleanField(_("music in what is left"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(budget_minutes__gte=1), name="a_slot_has_a_budget")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_at:%H:%M}"


class Booking(models.Model):
    """A programme put into a slot of one day for some zones; it is cancelled, never removed.

    ``replaces`` is the booking of an older version whose place this one took. ``at`` is a moment instead of a slot,
    with ``wait_minutes`` of patience. ``follows`` is the booking of which this is a repeat; ``decided_order`` is a
    person's word among ưu tiên that clash, 0 when there is none.
    """

    programme = models.ForeignKey("broadcast.Programme", on_delete=models.PROTECT, related_name="bookings")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    on = models.DateField(_("day"))
    play_now = models.BooleanField(default=False)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", editable=False
    )
    zones = models.ManyToManyField("broadcast.Zone", verbose_name=_("zones"), related_name="+")
    at = models.DateTimeField(_("on the second"), null=True, blank=True)
    wait_minutes = models.PositiveSmallIntegerField(_("may wait (minutes)"), default=0)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeats", editable=False
    )
    repeat = models.PositiveSmallIntegerField(default=0)
    gap_minutes = models.PositiveSmallIntegerField(_("minutes between repeats"), default=0)
    decided_order = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    booked_by_name = models.CharField(max_length=120, blank=True)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_name = models.CharField(max_length=120, blank=True)
    cancel_reason = models.TextField(blank=True)
    unplaced = models.JSONField(default=dict, blank=True, help_text="zone id -> why it found no place")

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["on", "slot__starts_at", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(play_now=True) | models.Q(slot__isnull=False) | models.Q(at__isnull=False),
                name="a_booking_has_a_slot_or_a_time",
            ),
            models.UniqueConstraint(
                fields=["programme", "slot", "on", "repeat"],
                condition=models.Q(cancelled_at=None),
                name="a_programme_is_booked_once_per_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.on}"


class Airing(models.Model):
    """One play (lượt phát) in one zone, as it was planned and what became of it.

    ``booking`` is None for the opening and the sign-off of a session, and for the repertoire: there ``fixed`` is the
    name by which the planner knows it. ``stream`` is the address of a relay.
    """

    uuid = models.UUIDField(primary_key=True, editable=False)
    zone = models.ForeignKey("broadcast.Zone", on_delete=models.PROTECT, related_name="airings")
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="airings"
    )
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fixed = models.CharField(max_length=60, blank=True)
    stream = models.CharField(max_length=400, blank=True)
    on = models.DateField()
    session = models.UUIDField()
    kind = models.CharField(max_length=12, default="programme")
    title = models.CharField(max_length=255)
    starts_at = models.DateTimeField()
    duration_s = models.FloatField()
    media_sha256 = models.CharField(max_length=64)
    priority = models.CharField(max_length=12, default="normal")
    resume = models.CharField(max_length=16, default="never")
    authority = models.JSONField()
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    status = models.CharField(
        max_length=12, choices=AiringStatus, default=AiringStatus.PLANNED, editable=False
    )
    played_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("airing")
        verbose_name_plural = _("airings")
        ordering = ["starts_at"]
        indexes = [
            models.Index(fields=["zone", "starts_at"], name="airings_of_a_zone"),
            models.Index(fields=["starts_at"], name="airings_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.starts_at:%d/%m %H:%M:%S} {self.title}"
