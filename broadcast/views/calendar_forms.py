"""The forms of the calendar: special days, one changed session, a limit set aside."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from broadcast.models import LimitOverride, Slot, SpecialDay, Station
from broadcast.plan.lunar import to_solar
from broadcast.plan.terms import Form
from broadcast.views.slot_form import MOST_MINUTES, TIME_ERRORS, TIMES

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
DAY_ERRORS = {
    "required": gettext_lazy("Choose the day."),
    "invalid": gettext_lazy("Write the day as day/month/year, such as 30/04/2027."),
}
WHY_ERRORS = {"required": gettext_lazy("Write why: it is kept, and told to those who ask.")}

FORMS: dict[str, Any] = {
    Form.BULLETIN: pgettext_lazy("kind of programme", "bulletins"),
    Form.RECORDED: pgettext_lazy("kind of programme", "recorded programmes"),
    Form.MUSIC: pgettext_lazy("kind of programme", "music"),
    Form.RELAY: pgettext_lazy("kind of programme", "relays"),
    Form.LIVE: pgettext_lazy("kind of programme", "live broadcasts"),
    Form.CHIME: pgettext_lazy("kind of programme", "openings, sign-offs and chimes"),
}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, input_formats=DAYS, error_messages=DAY_ERRORS, **more)


class SpecialDayForm(forms.Form):
    """Days with a name; a lunar day is typed instead of the first day."""

    name = forms.CharField(
        label=gettext_lazy("What these days are called"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the days a name, such as National mourning.")},
    )
    first = _day(gettext_lazy("First day"), required=False)
    lunar = forms.CharField(label=gettext_lazy("or by the lunar calendar"), max_length=16, required=False)
    last = _day(gettext_lazy("Last day"), required=False)
    sessions = forms.ChoiceField(
        label=pgettext_lazy("calendar", "Sessions"), choices=SpecialDay.Sessions.choices
    )
    only = forms.MultipleChoiceField(
        label=gettext_lazy("Only these go out"), choices=list(FORMS.items()), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Work out the first and the last day."""
        fields: dict[str, Any] = super().clean() or {}
        if "first" in self.errors or "last" in self.errors:
            return fields
        fields["first"] = self._lunar(fields.get("lunar", "")) or fields.get("first")
        if fields["first"] is None and "lunar" not in self.errors:
            self.add_error("first", str(DAY_ERRORS["required"]))
        fields["last"] = fields.get("last") or fields["first"]
        return fields

    def _lunar(self, written: str) -> date | None:
        if not written.strip():
            return None
        try:
            day, month, year = (int(part) for part in written.replace("-", "/").split("/"))
            found = to_solar(day, month, year) if 0 < day <= 30 and 1990 <= year <= 2099 else None
        except ValueError:
            found = None
        if found is None:
            self.add_error("lunar", _("Write the lunar day as day/month/year, such as 10/3/2027."))
        return found


class SessionChangeForm(forms.Form):
    """One session of one day: cancelled, or another time or length."""

    slot = forms.ModelChoiceField(
        label=gettext_lazy("Slot"),
        queryset=Slot.objects.none(),
        error_messages={"required": gettext_lazy("Choose a slot.")},
    )
    on = _day(gettext_lazy("Day"))
    cancelled = forms.BooleanField(label=gettext_lazy("No session on that day"), required=False)
    starts_at = forms.TimeField(
        label=gettext_lazy("New time"), input_formats=TIMES, error_messages=TIME_ERRORS, required=False
    )
    budget_minutes = forms.IntegerField(
        label=gettext_lazy("New length in minutes"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300, error_messages=WHY_ERRORS)

    def __init__(self, station: Station, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots: Any = self.fields["slot"]
        slots.queryset = station.slots.filter(active=True)


class OverrideForm(forms.Form):
    """A limit of the Quy chế set aside for one day."""

    limit = forms.ChoiceField(label=gettext_lazy("Limit"), choices=LimitOverride.Limit.choices)
    on = _day(gettext_lazy("Day"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300, error_messages=WHY_ERRORS)
