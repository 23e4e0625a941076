"""Plugs our rules into Wagtail's own views."""

from typing import Any

from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms import home_panels
from cms.public import documents
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
