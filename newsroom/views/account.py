"""One's own account: look, picture, password; the name is the administrator's to change."""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.views.account import AccountView, ChangePasswordPanel, NameEmailSettingsPanel

from newsroom.requests import PersonRequest
from newsroom.security import counting, events
from newsroom.security.events import Kind


class CountedPasswordForm(PasswordChangeForm):
    """Takes no more guesses at the old password than the sign-in page does."""

    request: PersonRequest

    def clean_old_password(self) -> str:
        """Count the guess before it is looked at."""
        name = self.request.user.get_username()
        until = counting.admit(self.request, name, person=self.request.user)
        if until is not None:
            raise ValidationError(counting.locked_words(until, now=timezone.now()))
        try:
            old = super().clean_old_password()
        except ValidationError:
            events.record(Kind.PASSWORD_ASKED, actor=self.request.user, request=self.request)
            raise
        counting.right(self.request, name)
        return old


class PasswordPanel(ChangePasswordPanel):
    """The password, with the limit."""

    form_class = CountedPasswordForm

    def get_form(self) -> Any:
        """Return the form, which knows who asks from where."""
        form = super().get_form()
        form.request = self.request
        return form


class PersonAccountView(AccountView):
    """Wagtail's page without first and last name: we keep one name, and nobody needs an e-mail address."""

    def get_panels(self) -> list[Any]:
        """Return the panels that fit."""
        kept = [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
        return [
            PasswordPanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, ChangePasswordPanel)
            else panel
            for panel in kept
        ]
