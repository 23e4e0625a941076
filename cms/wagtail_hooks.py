"""Plugs our rules into Wagtail's own views."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms import home_panels
from cms.public import documents
from cms.push import staff
from newsroom.requests import PersonRequest
from newsroom.wagtail_hooks import RightItem

hooks.register("before_serve_document", documents.refuse_unreleased)


@hooks.register("register_admin_menu_item")
def log_item() -> MenuItem:
    """Nhật ký."""
    words = pgettext_lazy("audit", "Log")
    return RightItem(words, "audit:log", right="newsroom.read_audit", icon="history", order=900)


@hooks.register("construct_homepage_panels", order=100)
def station_on_the_first_page(request: PersonRequest, panels: list[Any]) -> None:
    """Add what the station has to say, after the newsroom laid its own panels out."""
    panels += home_panels.panels_for(request.user)


@hooks.register("register_account_menu_item")
def own_device_item(request: PersonRequest) -> dict[str, Any] | None:
    """Thông báo trên máy này, from one's own account."""
    if not request.user.has_perm(staff.RIGHT):
        return None
    return {
        "url": reverse("push:device"),
        "label": _("Notices on this device"),
        "help_text": _("Be reminded on your telephone of what waits for your decision and is due soon."),
    }
