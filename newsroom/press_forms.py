"""The form of a request of the press."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.models import PressRequest

FORMAT = "%Y-%m-%dT%H:%M"


class PressForm(forms.ModelForm[PressRequest]):
    """Who asks, through which channel, what, by when."""

    class Meta:
        model = PressRequest
        fields = (
            "topic", "agency", "journalist", "press_card", "contact", "channel", "questions", "deadline",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "questions": forms.Textarea(attrs={"rows": 4}),
            "deadline": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "press_card": _("As it stands on the card; leave it empty when no card was shown."),
            "contact": _("Only to hand the answer over; nobody outside the desk sees it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deadline = self.fields["deadline"]
        assert isinstance(deadline, forms.DateTimeField)
        deadline.input_formats = [FORMAT]
        for bound in self:
            widget = bound.field.widget
            widget.attrs["class"] = "lx-input"
            if self.is_bound and bound.errors:
                widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"loi-{bound.html_name}"}
