"""The desk's place in the admin's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class DeskMenuItem(MenuItem):
    """Shown to people who may watch the station."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the permission."""
        return bool(request.user.has_perm("broadcast.watch_station"))


@hooks.register("register_admin_menu_item")
def register_desk() -> DeskMenuItem:
    """Put the desk below the stories."""
    return DeskMenuItem(_("The desk"), reverse("broadcast:home"), name="desk", icon_name="media", order=150)
