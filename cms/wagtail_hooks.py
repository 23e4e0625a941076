"""Plugs our rules into Wagtail's own views."""

from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.public import documents
from newsroom.wagtail_hooks import RightItem

hooks.register("before_serve_document", documents.refuse_unreleased)


@hooks.register("register_admin_menu_item")
def log_item() -> MenuItem:
    """Nhật ký."""
    words = pgettext_lazy("audit", "Log")
    return RightItem(words, "audit:log", right="newsroom.read_audit", icon="history", order=900)
