"""The forms of the slots page: a slot, and the station's quiet hours."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast import standing, week
from broadcast.models import Slot, Station
from broadcast.models.schedule import MOST_GAP_S, NO_CLIP

MOST_MINUTES = 180
# Browsers show a time field by the language of the machine, often with AM and PM: here it is typed as it is said.
TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H.%M", "%H"]
TIME_ERRORS = {
    "required": gettext_lazy("Write when it begins, such as 17:00."),
    "invalid": gettext_lazy("Write the time as hours and minutes, such as 17:00."),
}


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """A slot; it is saved only when nothing else is on the air in its zones at that time."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one weekday.")},
    )
    starts_at = forms.TimeField(label=gettext_lazy("start"), input_formats=TIMES, error_messages=TIME_ERRORS)
    summer_starts_at = forms.TimeField(
        label=gettext_lazy("start in summer"), input_formats=TIMES, error_messages=TIME_ERRORS, required=False
    )
    budget_minutes = forms.IntegerField(
        label=gettext_lazy("budget (minutes)"),
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "required": gettext_lazy("Write how many minutes it has."),
            "min_value": gettext_lazy("A slot has at least one minute."),
            "max_value": gettext_lazy("A slot has at most 180 minutes."),
        },
    )

    opening = forms.ChoiceField(label=gettext_lazy("Opening"), required=False)
    closing = forms.ChoiceField(label=gettext_lazy("Sign-off"), required=False)
    signal = forms.BooleanField(label=gettext_lazy("Time signal at the beginning"), required=False)
    gap_s = forms.FloatField(
        label=gettext_lazy("pause between items (seconds)"),
        min_value=0,
        max_value=MOST_GAP_S,
        required=False,
        localize=True,
        error_messages={
            name: gettext_lazy("Write seconds between 0 and 30, or nothing.")
            for name in ("invalid", "min_value", "max_value")
        },
    )

    class Meta:
        model = Slot
        fields = [
            "name", "weekdays", "starts_at", "summer_starts_at", "budget_minutes", "zones",
            "opening", "closing", "gap_s", "signal",
        ]  # fmt: skip
        error_messages = {"name": {"required": gettext_lazy("Give the slot a name.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones: Any = self.fields["zones"]
        zones.queryset = self.instance.station.zones.select_related("place")
        for name in ("opening", "closing"):
            field: Any = self.fields[name]
            field.choices = _clips(self.instance, name)

    def clean(self) -> dict[str, Any]:
        """Tell what else is on the air at that time."""
        fields: dict[str, Any] = super().clean() or {}
        if not self.errors and self.instance.active:
            for clash in clashes_of(self.instance, fields):
                self.add_error(None, clash)
        return fields


def _clips(slot: Slot, kind: str) -> list[tuple[str, str]]:
    """Return what a slot's sessions may begin or end with; what it has stays among it though it was revoked."""
    known = standing.labels(slot.station, kind)
    found = [("", _("as all sessions")), (NO_CLIP, _("none")), *((label, label) for label in known)]
    held = getattr(slot, kind)
    if held not in {label for label, _name in found}:
        found.append((held, _("%(label)s (not in force: as all sessions)") % {"label": held}))
    return found


def clashes_of(slot: Slot, fields: dict[str, Any]) -> list[str]:
    """Return what stands in the way of a slot with these fields."""
    found: list[str] = []
    for summer in (False, True):
        wish = week.Stretch(
            weekdays=frozenset(fields["weekdays"]),
            starts_at=(summer and fields.get("summer_starts_at")) or fields["starts_at"],
            minutes=fields["budget_minutes"],
            zone_ids=frozenset(zone.pk for zone in fields["zones"]),
        )
        found += week.clashes(slot.station, wish, but=slot, summer=summer)
    return list(dict.fromkeys(found))


class QuietForm(forms.ModelForm):  # type: ignore[type-arg]
    """The hours in which only emergencies sound; the same time twice means none."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("quiet from"), input_formats=TIMES, error_messages=TIME_ERRORS
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("quiet until"), input_formats=TIMES, error_messages=TIME_ERRORS
    )

    class Meta:
        model = Station
        fields = ["quiet_from", "quiet_until"]

    def clean(self) -> dict[str, Any]:
        """Tell which slots would fall silent."""
        fields: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.instance.quiet_from, self.instance.quiet_until = fields["quiet_from"], fields["quiet_until"]
            for slot in week.slots_in_quiet_hours(self.instance):
                self.add_error(
                    None,
                    _("The slot “%(slot)s” would fall silent. Move it or switch it off first.")
                    % {"slot": str(slot)},
                )
        return fields
