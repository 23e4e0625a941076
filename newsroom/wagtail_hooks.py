"""Where the newsroom plugs into Wagtail's admin: menu, dashboard, the editor's buttons, who sees what."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom import dashboard, inbox, page_actions, roles, rules
from newsroom.models import Place, PlanTask, PressRequest, SectionPage, Story
from newsroom.requests import PersonRequest
from newsroom.security import asking

WRITERS = {roles.CONTRIBUTOR, roles.EDITOR, roles.REVIEWER}
STYLES = ("cms/tokens.css", "cms/components.css", "newsroom/admin.css")


# ------------------------------------------------------------------ addresses


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    """Put our screens behind the admin's sign-in."""
    return [path("", include("newsroom.urls"))]


@hooks.register("insert_global_admin_css")
def insert_styles() -> SafeString:
    """Bring the tokens and pieces that our panels use into Wagtail's pages."""
    links = ((static(name),) for name in STYLES)
    return format_html_join("", '<link rel="stylesheet" href="{}">', links)


@hooks.register("insert_editor_js")
def insert_writing_help() -> SafeString:
    """Bring what asks for help while somebody types."""
    return format_html('<script src="{}" defer></script>', static("newsroom/writing_help.js"))


# ----------------------------------------------------------------------- menu


class RightItem(MenuItem):
    """A menu item for those with one permission."""

    def __init__(self, label: Any, url_name: str, *, right: str, icon: str, order: int) -> None:
        super().__init__(
            label, reverse(url_name), name=url_name.replace(":", "-"), icon_name=icon, order=order
        )
        self.right = right

    def is_shown(self, request: PersonRequest) -> bool:
        """Show it to those who may use it."""
        return bool(request.user.has_perm(self.right))


class WaitingItem(RightItem):
    """Chờ duyệt, with how many wait for this person."""

    def render_component(self, request: PersonRequest) -> Any:
        """Write the number behind the name."""
        component = super().render_component(request)
        count = inbox.count_for(request.user)
        component.label = f"{self.label} ({count})" if count else str(self.label)
        return component


class EmergencyItem(MenuItem):
    """Shown to those who may release an emergency."""

    def is_shown(self, request: PersonRequest) -> bool:
        """Ask the rule."""
        return bool(rules.may_release_emergency(request.user))


@hooks.register("register_admin_menu_item")
def emergency_item() -> MenuItem:
    """Khẩn cấp, above everything."""
    return EmergencyItem(
        _("Emergency"), reverse("newsroom:emergency"), name="emergency", icon_name="warning", order=1
    )


@hooks.register("register_admin_menu_item")
def waiting_item() -> MenuItem:
    """Chờ duyệt."""
    right = "newsroom.review_submission"
    return WaitingItem(_("Waiting for approval"), "newsroom:waiting", right=right, icon="check", order=10)


@hooks.register("register_admin_menu_item")
def approved_item() -> MenuItem:
    """Đã duyệt."""
    right = "newsroom.review_submission"
    return RightItem(_("Approved stories"), "newsroom:approved", right=right, icon="list-ul", order=20)


class WaitsItem(MenuItem):
    """Shown to those who may see how long stories wait."""

    def is_shown(self, request: PersonRequest) -> bool:
        """Ask the rule."""
        return bool(rules.may_see_waits(request.user))


@hooks.register("register_admin_menu_item")
def waits_item() -> MenuItem:
    """Thời gian chờ duyệt."""
    return WaitsItem(
        _("How long stories wait"),
        reverse("newsroom:lead_times"),
        name="lead-times",
        icon_name="time",
        order=22,
    )


class PressItem(MenuItem):
    """Tiếp báo chí, with how many answers wait for this leader."""

    def is_shown(self, request: PersonRequest) -> bool:
        """Ask the rule."""
        return bool(rules.may_serve_press(request.user))

    def render_component(self, request: PersonRequest) -> Any:
        """Write the number behind the name."""
        component = super().render_component(request)
        decides = rules.may_decide_on_press(request.user, writers=())
        count = PressRequest.objects.awaiting_decision().count() if decides else 0
        component.label = f"{self.label} ({count})" if count else str(self.label)
        return component


@hooks.register("register_admin_menu_item")
def press_item() -> MenuItem:
    """Tiếp báo chí."""
    return PressItem(_("Press desk"), reverse("newsroom:press"), name="press", icon_name="comment", order=27)


class PlanTasksItem(MenuItem):
    """Shown to those who may see the tasks of the yearly plan."""

    def is_shown(self, request: PersonRequest) -> bool:
        """Ask the rule."""
        return bool(rules.may_see_plan_tasks(request.user))


@hooks.register("register_admin_menu_item")
def plan_tasks_item() -> MenuItem:
    """Nhiệm vụ kế hoạch năm."""
    words, address = _("Yearly plan"), reverse("newsroom:plan_tasks")
    return PlanTasksItem(words, address, name="plan-tasks", icon_name="tasks", order=28)


class RoleItem(MenuItem):
    """A menu item for one role."""

    def __init__(self, label: Any, url_name: str, *, role: str, icon: str, order: int) -> None:
        name = url_name.replace(":", "-")
        super().__init__(label, reverse(url_name), name=name, icon_name=icon, order=order)
        self.role = role

    def is_shown(self, request: PersonRequest) -> bool:
        """Show it to the role."""
        return self.role in request.user.role_codes


@hooks.register("register_admin_menu_item")
def delegations_item() -> MenuItem:
    """Uỷ quyền duyệt."""
    return RoleItem(_("Delegations"), "newsroom:delegations", role=roles.LEADER, icon="group", order=25)


@hooks.register("register_settings_menu_item")
def steps_item() -> MenuItem:
    """Số bước duyệt."""
    return RoleItem(_("Review steps"), "newsroom:steps", role=roles.ADMINISTRATOR, icon="tasks", order=350)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what our screens write into Wagtail's log."""
    actions.register_action(
        "newsroom.steps", _("Review steps changed"), _("Chose the number of review steps")
    )


@hooks.register("register_admin_menu_item")
def evidence_item() -> MenuItem:
    """Chuỗi phê duyệt."""
    right = "newsroom.check_chain"
    return RightItem(_("Evidence chain"), "newsroom:evidence", right=right, icon="link", order=40)


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    """Nhập văn bản."""
    right = "newsroom.import_document"
    return RightItem(_("Import a document"), "newsroom:import", right=right, icon="doc-full", order=30)


@hooks.register("construct_main_menu")
def trim_menu(request: PersonRequest, menu_items: list[MenuItem]) -> None:
    """Leave what the person's roles need."""
    if request.user.is_superuser:
        return
    hidden = {"reports", "help"}
    if not request.user.role_codes & WRITERS:
        hidden |= {"images", "documents", "explorer"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("construct_homepage_panels")
def fill_dashboard(request: PersonRequest, panels: list[Any]) -> None:
    """Show what the person has to do, in place of Wagtail's own panels."""
    writes = request.user.is_superuser or bool(request.user.role_codes & WRITERS)
    panels[:] = dashboard.panels_for(request.user, writes=writes)


@hooks.register("construct_homepage_summary_items")
def no_summary(request: PersonRequest, items: list[Any]) -> None:
    """Numbers of pages and pictures help nobody to do their work."""
    items.clear()


@hooks.register("register_settings_menu_item")
def everybody_item() -> MenuItem:
    """Bảo mật mọi người."""
    right = "newsroom.change_user"
    return RightItem(
        _("Sessions and two steps"), "newsroom:everybody_security", right=right, icon="lock", order=610
    )


@hooks.register("register_account_menu_item")
def own_security_item(request: PersonRequest) -> dict[str, Any]:
    """Bảo mật tài khoản, from one's own account."""
    return {
        "url": reverse("newsroom:security"),
        "label": _("Two-step sign-in and sessions"),
        "help_text": _("Where you are signed in, and the second step that guards your account."),
    }


# Accounts and roles are changed only by somebody who typed the password lately.
for name in ("before_create_user", "before_edit_user", "before_delete_user"):
    hooks.register(name, asking.ask_before_people)
hooks.register("before_bulk_action", asking.ask_before_many)


# ------------------------------------------------------------- stories' actions


@hooks.register("construct_page_action_menu")
def story_actions(menu_items: list[Any], request: PersonRequest, context: dict[str, Any]) -> None:
    """Offer for a story what can work."""
    page, parent = context.get("page"), context.get("parent_page")
    if isinstance(page, Story) or (page is None and isinstance(parent, SectionPage)):
        menu_items[:] = page_actions.actions_for_story(menu_items)


# --------------------------------------------------------------------- places


class PlaceViewSet(SnippetViewSet):
    """The commune's hamlets, kept by administrators."""

    model = Place
    icon = "group"
    menu_label = _("Hamlets")
    add_to_settings_menu = True
    list_display = ["__str__", "head_name", "head_phone"]


register_snippet(PlaceViewSet)


class PlanTaskViewSet(SnippetViewSet):
    """The tasks of the yearly plan, kept by administrators and reviewers."""

    model = PlanTask
    icon = "tasks"
    list_display = ["__str__", "year", "office"]
    list_filter = ["year"]
    ordering = ["-year", "code"]
    list_per_page = 50


register_snippet(PlanTaskViewSet)
