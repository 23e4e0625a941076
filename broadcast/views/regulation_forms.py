"""The forms of the regulation: limits and summer hours, quiet hours of a zone, the delay of each zone."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast import rulebook
from broadcast.models import Regulation, Station, Zone, ZoneQuiet
from broadcast.views.slot_form import TIME_ERRORS, TIMES

LONGEST_DELAY_S = 300


def _weekdays() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one weekday.")},
    )


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write a whole number, or leave it empty."),
            "min_value": gettext_lazy("Write at least 1, or leave it empty."),
            "max_value": gettext_lazy("Write at most %(limit_value)s, or leave it empty."),
        },
    )


class RegulationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the Quy chế allows; an empty number means: not limited."""

    sessions_a_day = _number(gettext_lazy("Sessions a day in a zone"), 24)
    session_minutes = _number(gettext_lazy("Minutes of one session"), 180)
    day_minutes = _number(gettext_lazy("Minutes a day in a zone"), 1440)
    repeats_a_day = _number(gettext_lazy("Times one item is heard in a zone a day"), 24)
    weekdays = _weekdays()
    cut = forms.ChoiceField(
        label=gettext_lazy("emergencies cut in"), choices=Regulation.Cut.choices, required=False
    )

    class Meta:
        model = Regulation
        fields = [
            "document",
            "sessions_a_day",
            "session_minutes",
            "day_minutes",
            "repeats_a_day",
            "weekdays",
            "summer_first",
            "summer_last",
            "cut",
        ]

    def clean_cut(self) -> str:
        """Cut at once where nothing was chosen: the law says so."""
        return self.cleaned_data["cut"] or Regulation.Cut.ANYWHERE

    def clean_summer_first(self) -> str:
        """Take a day of every year."""
        return _day_of_year(self.cleaned_data["summer_first"])

    def clean_summer_last(self) -> str:
        """Take a day of every year."""
        return _day_of_year(self.cleaned_data["summer_last"])


def _day_of_year(written: str) -> str:
    try:
        month, day = rulebook.month_and_day(written.strip())
    except ValueError as fault:
        raise forms.ValidationError(_("Write the day and the month, such as 15/04.")) from fault
    return f"{day:02d}/{month:02d}"


class ZoneQuietForm(forms.ModelForm):  # type: ignore[type-arg]
    """Hours in which one zone is silent."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("quiet from"), input_formats=TIMES, error_messages=TIME_ERRORS
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("quiet until"), input_formats=TIMES, error_messages=TIME_ERRORS
    )
    weekdays = _weekdays()

    class Meta:
        model = ZoneQuiet
        fields = ["zone", "why", "quiet_from", "quiet_until", "weekdays"]
        error_messages = {
            "zone": {"required": gettext_lazy("Choose a zone.")},
            "why": {"required": gettext_lazy("Write what these hours are for, such as Sunday mass.")},
        }

    def __init__(self, station: Station, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones: Any = self.fields["zone"]
        zones.queryset = station.zones.select_related("place")

    def clean(self) -> dict[str, Any]:
        """Refuse hours of no length."""
        fields: dict[str, Any] = super().clean() or {}
        if not self.errors and fields["quiet_from"] == fields["quiet_until"]:
            self.add_error("quiet_until", _("Quiet hours must end at another time than they begin."))
        return fields


class StaggerForm(forms.Form):
    """By how many seconds the sessions of each zone begin later than those of the first."""

    def __init__(self, zones: Iterable[Zone], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for zone in zones:
            self.fields[f"zone_{zone.pk}"] = forms.IntegerField(
                min_value=0,
                max_value=LONGEST_DELAY_S,
                required=False,
                error_messages={
                    name: _("%(zone)s: write whole seconds from 0 to %(most)s.")
                    % {"zone": zone.name, "most": LONGEST_DELAY_S}
                    for name in ("invalid", "min_value", "max_value")
                },
            )
