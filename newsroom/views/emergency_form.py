"""What a leader fills in for an emergency or a drill; what is wrong is said beside its field, nothing is lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from newsroom import emergency, emergency_texts
from newsroom.models import Place

MOST_TEXT = 3000
HOURS = [
    (hours, ngettext_lazy("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours})
    for hours in (2, 6, 12, 24, 48)
]


class ExistingForm(forms.Form):
    """A story that waits or was approved, made urgent as it stands."""

    hours = forms.TypedChoiceField(label=gettext_lazy("It holds for"), coerce=int, choices=HOURS)
    reason = forms.CharField(
        label=gettext_lazy("Why can it not wait for another person's approval?"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write the reason; it is kept with your name.")},
    )


class EmergencyForm(ExistingForm):
    """An emergency; with ``drill`` the same as a drill."""

    event = forms.ChoiceField(choices=[(event.code, event.name) for event in emergency_texts.EVENTS])
    title = forms.CharField(
        label=gettext_lazy("What happened, in a few words"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write in a few words what happened.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What the loudspeakers say"),
        max_length=MOST_TEXT,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what the loudspeakers shall say.")},
    )
    places = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Where it is heard"),
        queryset=Place.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one hamlet.")},
    )
    on_boards = forms.BooleanField(label=gettext_lazy("Also on the e-boards"), required=False)
    on_site = forms.BooleanField(
        label=gettext_lazy("Also on the web site, on top of every page"), required=False
    )

    def __init__(self, *args: Any, drill: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if drill:
            self.fields["reason"].label = _("What the drill is for")

    def clean_text(self) -> str:
        """Refuse a text whose places were not filled in: nobody understands “gọi số …”."""
        text: str = self.cleaned_data["text"]
        if emergency_texts.UNFINISHED in text or "..." in text:
            raise forms.ValidationError(
                _("Fill in every “…” or take its sentence out; the voice cannot read a gap.")
            )
        return text

    def call(self) -> emergency.Call:
        """Return what was filled in; every hamlet ticked means the whole commune."""
        fields = self.cleaned_data
        places = tuple(fields["places"])
        everywhere = len(places) == Place.objects.count()
        return emergency.Call(
            event=fields["event"],
            title=fields["title"],
            text=fields["text"],
            reason=fields["reason"],
            places=() if everywhere else places,
            on_boards=fields["on_boards"],
            on_site=fields["on_site"],
            hours=fields["hours"],
        )


def fresh(event: emergency_texts.Event) -> dict[str, Any]:
    """Return what the form begins with: the words of the event, everywhere, on everything."""
    return {
        "event": event.code,
        "title": event.title,
        "text": event.text,
        "places": list(Place.objects.values_list("pk", flat=True)),
        "on_boards": True,
        "on_site": True,
        "hours": 12,
    }
