"""A request from somebody who signed in; Wagtail's admin lets nobody else through."""

from django.http import HttpRequest

from newsroom.models import User


class PersonRequest(HttpRequest):
    """What the admin's views and hooks receive."""

    user: User
