"""Adding and changing people: a Vietnamese name is one field, an e-mail address is not needed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from newsroom.models import User

OWN_FIELDS = ("full_name", "title", "office", "phone")
FIELDS = ("username", "email", *OWN_FIELDS, "is_superuser", "groups")
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class PersonCreationForm(UserCreationForm):
    """Add a person."""

    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("e-mail"))

    class Meta:
        model = User
        fields = FIELDS
        widgets = WIDGETS


class PersonEditForm(UserEditForm):
    """Change a person."""

    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("e-mail"))

    class Meta:
        model = User
        fields = (*FIELDS, "is_active")
        widgets = WIDGETS
