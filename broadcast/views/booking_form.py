"""What is typed on the booking page besides slot and zones: how often, and a moment of its own."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from broadcast import schedule
from broadcast.views.slot_form import TIMES

Typed = dict[str, str | int]
FIELDS = ("times", "gap", "at_day", "at_time", "wait")


def typed_of(sent: Mapping[str, str]) -> Typed:
    """Return what was typed, so that nothing is lost when it is refused."""
    typed: Typed = {name: sent.get(name, "") for name in FIELDS}
    typed["times"] = whole(typed["times"], default=1)
    return typed


def whole(typed: str | int, *, default: int) -> int:
    """Return a whole number; ``default`` when nothing was typed; raises ``CannotBook``."""
    written = str(typed).strip()
    if not written:
        return default
    if not written.isdigit() or len(written) > 4:
        raise schedule.CannotBook(_("Write minutes and times as whole numbers."))
    return int(written)


def moment_of(typed: Typed) -> datetime:
    """Return the moment typed as day and local time; raises ``CannotBook``."""
    try:
        on = parse_date(str(typed["at_day"]))
        clock = forms.TimeField(input_formats=TIMES).clean(typed["at_time"])
    except (ValueError, forms.ValidationError):
        on = clock = None
    if on is None or clock is None:
        raise schedule.CannotBook(_("Write the day and the time at which it begins, such as 18:00."))
    return timezone.make_aware(datetime.combine(on, clock))
