"""The station's Quy chế and calendar: limits, special days, changed sessions, quiet zones, and who overrode what."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.append_only import AppendOnly


def every_day() -> list[int]:
    """Return all weekdays, 0 is Monday."""
    return list(range(7))


class Regulation(models.Model):
    """What the station's Quy chế allows; an empty number means: not limited.

    ``cut``: where khẩn cấp cuts into what is on the air (``broadcast.plan.terms.Cut``).
    """

    class Cut(models.TextChoices):
        """Where an emergency cuts in; it never waits longer than the planner lets it."""

        ANYWHERE = "anywhere", pgettext_lazy("emergency", "at once")
        SENTENCE = "sentence", pgettext_lazy("emergency", "at the end of the sentence, within 10 seconds")
        NEVER = "never", pgettext_lazy("emergency", "after the item, if it ends within 30 seconds")

    station = models.OneToOneField("broadcast.Station", on_delete=models.CASCADE, related_name="regulation")
    document = models.CharField(_("decision it stands in"), max_length=160, blank=True)
    sessions_a_day = models.PositiveSmallIntegerField(_("sessions a day in a zone"), null=True, blank=True)
    session_minutes = models.PositiveSmallIntegerField(_("minutes of one session"), null=True, blank=True)
    day_minutes = models.PositiveSmallIntegerField(_("minutes a day in a zone"), null=True, blank=True)
    repeats_a_day = models.PositiveSmallIntegerField(
        _("times one item is heard in a zone a day"), null=True, blank=True
    )
    weekdays = models.JSONField(_("weekdays with broadcasts"), default=every_day)
    summer_first = models.CharField(_("summer hours from"), max_length=5, default="15/04")
    summer_last = models.CharField(_("summer hours until"), max_length=5, default="15/10")
    cut = models.CharField(_("emergencies cut in"), max_length=12, choices=Cut, default=Cut.ANYWHERE)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")

    def __str__(self) -> str:
        return self.document or f"{self.station_id}"


class SpecialDay(models.Model):
    """Days with a name: a public holiday, mourning. ``forms`` lists the kinds that go out; empty means all."""

    class Sessions(models.TextChoices):
        """Which sessions there are."""

        USUAL = "usual", pgettext_lazy("special day", "as on any day")
        NONE = "none", pgettext_lazy("special day", "no session, emergencies only")
        AS_SUNDAY = "as_sunday", pgettext_lazy("special day", "as on a Sunday")

    station = models.ForeignKey("broadcast.Station", on_delete=models.CASCADE, related_name="special_days")
    name = models.CharField(_("name"), max_length=120)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    sessions = models.CharField(_("sessions"), max_length=12, choices=Sessions, default=Sessions.USUAL)
    forms = models.JSONField(_("kinds that go out"), default=list, blank=True)
    made_by_name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="special_days_end_after_they_begin"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SessionChange(models.Model):
    """One session of one day: cancelled, at another time, of another length, or held on a day without one."""

    slot = models.ForeignKey("broadcast.Slot", on_delete=models.CASCADE, related_name="changes")
    on = models.DateField(_("day"))
    cancelled = models.BooleanField(_("cancelled"), default=False)
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    budget_minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    why = models.CharField(_("reason"), max_length=300)
    made_by_name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("changed session")
        verbose_name_plural = _("changed sessions")
        ordering = ["on", "slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "on"],
                condition=models.Q(ended_at=None),
                name="a_session_is_changed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.on}"


class ZoneQuiet(models.Model):
    """Hours in which one zone is silent besides the quiet hours of all, such as those of its church."""

    zone = models.ForeignKey("broadcast.Zone", on_delete=models.CASCADE, related_name="quiet_hours")
    why = models.CharField(_("reason"), max_length=120)
    quiet_from = models.TimeField(_("quiet from"))
    quiet_until = models.TimeField(_("quiet until"))
    weekdays = models.JSONField(_("weekdays"), default=every_day)

    class Meta:
        verbose_name = _("quiet hours of a zone")
        verbose_name_plural = _("quiet hours of zones")
        ordering = ["zone__place__position", "quiet_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_of_a_zone_have_a_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.quiet_from:%H:%M}-{self.quiet_until:%H:%M}"


class LimitOverride(AppendOnly):
    """Somebody set a limit of the Quy chế aside for one day, and said why."""

    class Limit(models.TextChoices):
        """What was set aside."""

        SESSIONS = "sessions", pgettext_lazy("limit", "sessions a day")
        SESSION_LENGTH = "session_length", pgettext_lazy("limit", "minutes of one session")
        WEEKDAYS = "weekdays", pgettext_lazy("limit", "weekdays with broadcasts")
        DAY_LENGTH = "day_length", pgettext_lazy("limit", "minutes a day")
        REPEATS = "repeats", pgettext_lazy("limit", "times one item is heard a day")

    station = models.ForeignKey("broadcast.Station", on_delete=models.PROTECT, related_name="overrides")
    limit = models.CharField(_("limit"), max_length=16, choices=Limit)
    on = models.DateField(_("day"))
    why = models.CharField(_("reason"), max_length=300)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("override of a limit")
        verbose_name_plural = _("overrides of limits")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="an_override_says_why"),
            models.UniqueConstraint(
                fields=["station", "limit", "on"], name="a_limit_is_set_aside_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.on}"


class PriorityOrder(AppendOnly):
    """A person's order of a session, which ưu tiên goes first among it; ``bookings`` is the order of their ids.

    ``before``: id, position and decided order of each as they were, so that the move can be undone; ``undoes`` is the
    order that this one took back.
    """

    slot = models.ForeignKey("broadcast.Slot", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    bookings = models.JSONField()
    before = models.JSONField(default=list, blank=True)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    why = models.CharField(_("reason"), max_length=300, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("order of priority items")
        verbose_name_plural = _("orders of priority items")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.on}"
