"""The sign-in form, with labels that people read."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailsLoginForm


class LoginForm(WagtailsLoginForm):
    """Name, password, and whether this device remembers them."""

    username = forms.CharField(
        label=_("User name"), max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    remember = forms.BooleanField(label=_("Stay signed in on this device"), required=False)
    error_messages = {
        **WagtailsLoginForm.error_messages,
        "invalid_login": _("User name or password is wrong. Check both and try again."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].widget.attrs["class"] = "lx-input"
