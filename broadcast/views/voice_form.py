"""The form of the voices' screen: who speaks, in what manner, and what a service may be given."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadcast import voices
from broadcast.models import Station, VoiceSettings
from broadcast.speech import Delivery, Profile

Choices = list[tuple[float, str | Promise]]

RATES: Choices = [
    (0.8, pgettext_lazy("rate", "slow")),
    (0.9, pgettext_lazy("rate", "a little slower")),
    (1.0, pgettext_lazy("rate", "as usual")),
    (1.1, pgettext_lazy("rate", "a little faster")),
]
COMMAS: Choices = [
    (0.0, pgettext_lazy("pause", "as the voice does it")),
    (0.2, pgettext_lazy("pause", "short")),
    (0.45, pgettext_lazy("pause", "long")),
]
SENTENCES: Choices = [
    (0.35, pgettext_lazy("pause", "short")),
    (0.55, pgettext_lazy("pause", "as usual")),
    (0.9, pgettext_lazy("pause", "long")),
]
PARAGRAPHS: Choices = [
    (0.6, pgettext_lazy("pause", "short")),
    (0.9, pgettext_lazy("pause", "as usual")),
    (1.5, pgettext_lazy("pause", "long")),
]
PACED = {
    "rate": RATES,
    "comma_pause_s": COMMAS,
    "sentence_pause_s": SENTENCES,
    "paragraph_pause_s": PARAGRAPHS,
}
MOST_MINUTES, MOST_SENT = 60, 5000
KEPT = (*PACED, "second_voice", "fallbacks", "profile", "most_minutes", "most_sent", "sends_drafts")


class VoiceForm(forms.Form):
    """What a station wants; unknown voices and manners are refused, what stood before stays choosable."""

    voice = forms.ChoiceField(error_messages={"required": _("Choose the voice that speaks first.")})
    second_voice = forms.ChoiceField(required=False)
    fallbacks = forms.MultipleChoiceField(required=False)
    profile = forms.ChoiceField(choices=VoiceSettings.Profile.choices)
    most_minutes = forms.IntegerField(min_value=1, max_value=MOST_MINUTES)
    most_sent = forms.IntegerField(min_value=1, max_value=MOST_SENT)
    sends_drafts = forms.BooleanField(required=False)

    def __init__(self, station: Station, data: Any = None) -> None:
        kept = voices.settings_of(station)
        initial = {name: getattr(kept, name) for name in KEPT} | {"voice": station.voice}
        super().__init__(data, initial=initial)
        offered = voices.offered(also=[station.voice, kept.second_voice, *kept.fallbacks])
        self._choices("voice", offered)
        self._choices("second_voice", [("", ""), *offered])
        self._choices("fallbacks", offered)
        for name, choices in PACED.items():
            now = float(initial[name])
            others = [] if now in dict(choices) else [(now, f"{now:g}")]
            self.fields[name] = forms.TypedChoiceField(
                choices=[(f"{value:g}", label) for value, label in [*choices, *others]],
                coerce=float,
            )
            self.initial[name] = f"{now:g}"

    def _choices(self, name: str, offered: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = offered

    @property
    def delivery(self) -> Delivery:
        """The manner that was chosen, once the form is valid."""
        chosen = self.cleaned_data
        return Delivery(
            second_voice=chosen["second_voice"],
            profile=Profile(chosen["profile"]),
            **{name: chosen[name] for name in PACED},
        )
