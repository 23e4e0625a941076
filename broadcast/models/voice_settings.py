"""How a station's words are spoken: in which voices, who steps in, how fast, and what it may cost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.station import Station


class VoiceSettings(models.Model):
    """One row a station; without one the defaults hold. The first voice is ``Station.voice``."""

    class Profile(models.TextChoices):
        """Whom the words have to reach; the values are those of ``speech.delivery.Profile``."""

        NORMAL = "normal", _("as usual")
        ECHO_SAFE = "echo-safe", _("horns that hear one another")
        EMERGENCY = "emergency", _("slow and clear")

    station = models.OneToOneField(Station, on_delete=models.CASCADE, related_name="voice_settings")
    second_voice = models.CharField(_("second voice"), max_length=60, blank=True)
    fallbacks = models.JSONField(_("voices that step in"), default=list, blank=True)
    rate = models.FloatField(_("rate"), default=1.0)
    comma_pause_s = models.FloatField(_("pause at a comma (seconds)"), default=0.0)
    sentence_pause_s = models.FloatField(_("pause after a sentence (seconds)"), default=0.55)
    paragraph_pause_s = models.FloatField(_("pause after a paragraph (seconds)"), default=0.9)
    profile = models.CharField(_("profile"), max_length=12, choices=Profile, default=Profile.NORMAL)
    most_minutes = models.PositiveSmallIntegerField(_("minutes a voice may take"), default=15)
    most_sent = models.PositiveIntegerField(_("sentences sent for one take"), default=400)
    has_music = models.BooleanField(_("music under the words"), default=False)
    has_music_by_name = models.CharField(max_length=120, blank=True)
    has_music_at = models.DateTimeField(null=True, blank=True)
    sends_drafts = models.BooleanField(_("services may get words before approval"), default=False)
    sends_drafts_by_name = models.CharField(max_length=120, blank=True)
    sends_drafts_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("voice settings")
        verbose_name_plural = _("voice settings")

    def __str__(self) -> str:
        return f"{self.station_id}: {self.profile}"
