"""Wagtail's user management, told to use our list and forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleAppConfig(WagtailUsersAppConfig):
    """People of the commune."""

    user_viewset = "newsroom.views.users.PeopleViewSet"
