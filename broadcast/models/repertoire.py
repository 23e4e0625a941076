"""What a leader approves once beside the stories: recorded programmes, music, relay sources; and when each is heard."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.questions import StandingQuerySet
from broadcast.models.standing import StandingApproval
from broadcast.plan.reasons import length_text

MOST_RELAY_MINUTES = 180


class RepertoireItem(StandingApproval):
    """A recorded programme, a piece of music, or a source to relay; nothing of it is heard before a leader approved it.

    Sound has a master and its digests, a relay an address; each only its own.
    """

    class Kind(models.TextChoices):
        """What it is."""

        RECORDED = "recorded", _("recorded programme")
        MUSIC = "music", _("music")
        RELAY = "relay", _("relay source")

    station = models.ForeignKey("broadcast.Station", on_delete=models.CASCADE, related_name="repertoire")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=400, blank=True)
    master_sha256 = models.CharField(max_length=64, blank=True)
    device_sha256 = models.CharField(max_length=64, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120, blank=True)

    objects = StandingQuerySet["RepertoireItem"].as_manager()

    class Meta:
        verbose_name = _("item of the repertoire")
        verbose_name_plural = _("repertoire")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="relay", master_sha256="", duration_s=None) & ~models.Q(url="")
                | ~models.Q(kind="relay") & models.Q(url="", duration_s__gt=0) & ~models.Q(master_sha256=""),
                name="a_relay_has_an_address_and_the_rest_a_sound",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def length_text(self) -> str:
        """How long it is, for a person."""
        return length_text(round((self.duration_s or 0) * 1000))


class Fixture(models.Model):
    """When an item of the repertoire is heard: on some weekdays, in a slot, or at a time of its own.

    ``minutes``: how long a relay lasts; of a sound, its own length, rounded up.
    """

    item = models.ForeignKey(RepertoireItem, on_delete=models.PROTECT, related_name="fixtures")
    slot = models.ForeignKey(
        "broadcast.Slot", null=True, blank=True, on_delete=models.PROTECT, related_name="fixtures"
    )
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_RELAY_MINUTES)],
    )
    weekdays = models.JSONField(_("weekdays"), default=list)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("fixed time")
        verbose_name_plural = _("fixed times")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(slot__isnull=False, starts_at=None, minutes=None)
                | models.Q(slot=None, starts_at__isnull=False, minutes__gte=1),
                name="a_fixed_time_is_a_slot_or_a_time_with_a_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.slot_id or self.starts_at}"
