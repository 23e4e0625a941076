"""The forms of the repertoire's pages: a sound, a relay source, and when either is heard."""

import math
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast.models import RepertoireItem, Slot, Station
from broadcast.models.repertoire import MOST_RELAY_MINUTES
from broadcast.views.calendar_forms import DAY_ERRORS, DAYS
from broadcast.views.slot_form import TIME_ERRORS, TIMES

MOST_UPLOAD = 200 * 2**20
TITLE_ERRORS = {"required": gettext_lazy("Give it a name: it is read in the plan and in the log.")}


class SoundForm(forms.Form):
    """A file of any usual format."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=160, error_messages=TITLE_ERRORS)
    source = forms.CharField(label=gettext_lazy("Where it comes from"), max_length=200, required=False)
    sound = forms.FileField(
        label=gettext_lazy("File"), error_messages={"required": gettext_lazy("Choose a file first.")}
    )

    def clean_sound(self) -> Any:
        """Refuse what takes too long to send."""
        file = self.cleaned_data["sound"]
        if file.size > MOST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than 200 MB. Save it as MP3 and send it again.")
            )
        return file


class RelayForm(forms.Form):
    """The address of a stream."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=160, error_messages=TITLE_ERRORS)
    url = forms.CharField(
        label=gettext_lazy("Address of the stream"),
        max_length=400,
        error_messages={"required": gettext_lazy("Write the address of the stream.")},
    )


class FixtureForm(forms.Form):
    """On which weekdays, and when: a recorded programme in a slot or alone, a relay at a time for so many minutes."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one weekday.")},
    )
    first = forms.DateField(
        label=gettext_lazy("From"), input_formats=DAYS, error_messages=DAY_ERRORS, required=False
    )
    last = forms.DateField(
        label=gettext_lazy("Until"), input_formats=DAYS, error_messages=DAY_ERRORS, required=False
    )
    slot = forms.ModelChoiceField(
        label=gettext_lazy("Slot"),
        queryset=Slot.objects.none(),
        error_messages={"required": gettext_lazy("Choose a slot.")},
    )
    starts_at = forms.TimeField(
        label=gettext_lazy("Begins at"), input_formats=TIMES, error_messages=TIME_ERRORS
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=MOST_RELAY_MINUTES,
        error_messages={"required": gettext_lazy("Write how many minutes it lasts.")},
    )

    def __init__(self, *args: Any, item: RepertoireItem, station: Station, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self._item, self._today = item, today
        slot: Any = self.fields["slot"]
        slot.queryset = station.slots.filter(active=True)
        if item.kind == RepertoireItem.Kind.RELAY:
            del self.fields["slot"]
        else:
            del self.fields["minutes"]
            slot.required = self.fields["starts_at"].required = False

    def clean(self) -> dict[str, Any]:
        """See that the slot has these weekdays, that it is long enough, and that the end comes after the beginning."""
        fields: dict[str, Any] = super().clean() or {}
        fields["first"] = fields.get("first") or self._today
        if fields.get("last") and fields["last"] < fields["first"]:
            self.add_error("last", _("The last day lies before the first. Choose a later one."))
        slot = fields.get("slot")
        if slot is not None:
            fields["starts_at"] = None
            self._check_slot(slot, set(fields.get("weekdays", ())))
        elif self._item.kind == RepertoireItem.Kind.RECORDED:
            if fields.get("starts_at") is None and "starts_at" not in self.errors:
                self.add_error("slot", _("Choose a slot, or write at what time it is heard alone."))
            fields["minutes"] = math.ceil((self._item.duration_s or 0) / 60)
        return fields

    def _check_slot(self, slot: Slot, weekdays: set[int]) -> None:
        if not weekdays <= set(slot.weekdays):
            days = ", ".join(str(WEEKDAYS[day]) for day in sorted(weekdays - set(slot.weekdays)))
            self.add_error("weekdays", _("The slot has no session on: %(days)s.") % {"days": days})
        if (self._item.duration_s or 0) > slot.budget_minutes * 60:
            self.add_error(
                "slot",
                _("It is longer than the slot, which has %(minutes)s minutes. Choose another one.")
                % {"minutes": slot.budget_minutes},
            )
