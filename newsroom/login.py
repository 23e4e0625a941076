"""The sign-in form, with labels that people read; it takes no more guesses than the limit."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailsLoginForm

from newsroom.security import counting, events
from newsroom.security.events import Kind


class LoginForm(WagtailsLoginForm):
    """Name, password, and whether this device remembers them."""

    username = forms.CharField(
        label=_("User name"), max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    remember = forms.BooleanField(label=_("Stay signed in on this device"), required=False)
    error_messages = {
        **WagtailsLoginForm.error_messages,
        "invalid_login": _("User name or password is wrong. Check both and try again."),
        # The same words: whether an account is closed is nobody's business.
        "inactive": _("User name or password is wrong. Check both and try again."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].widget.attrs["class"] = "lx-input"

    def clean(self) -> dict[str, Any]:
        """Count the guess before it is looked at; a known and an unknown name are treated alike."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password or self.request is None:
            return dict(super().clean() or {})
        until = counting.admit(self.request, name)
        if until is not None:
            raise forms.ValidationError(counting.locked_words(until, now=timezone.now()), code="locked")
        try:
            cleaned = dict(super().clean() or {})
        except forms.ValidationError:
            person = counting.known_by(name)
            detail = "" if person else str(_("unknown user name"))
            events.record(Kind.SIGN_IN_FAILED, subject=person, detail=detail, request=self.request)
            raise
        counting.right(self.request, name)
        return cleaned
