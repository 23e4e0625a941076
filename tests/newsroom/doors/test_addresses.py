"""Every address of Wagtail's admin is classified, so that a new version brings no door unseen."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

# What each screen can do to what the public reads, and what stands in the way. One of:
#   reads    shows something to people who are signed in, changes nothing the public reads
#   own      the person's own account, session, sign-in
#   gated    could publish, hide or change stories or their files: a test in this folder goes through it
#   logged   structure: only those named in docs/adr/0009-no-bypass.md, and Wagtail logs it
READS = """
    home error_test explore_root explore explore_results choose_page choose_page_child choose_page_search
    choose_page_chosen_multiple choose_page_external_link choose_page_email_link choose_page_phone_link
    choose_page_anchor_link tag_autocomplete tag_model_autocomplete block_preview sprite javascript_catalog
    pages:preview_on_add pages:type_use pages:type_use_results pages:choose_parent pages:usage pages:preview_on_edit
    pages:view_draft pages:add_subpage pages:search pages:search_results pages:workflow_preview
    pages:revisions_index pages:revisions_view pages:revisions_compare pages:workflow_history
    pages:workflow_history_detail pages:history pages:history_results
    reports:* editing_sessions:* collections:index workflows:index workflows:index_results workflows:usage
    workflows:usage_results workflows:select_task_type workflows:task_index workflows:task_index_results
    workflows:task_chooser workflows:task_chooser_results workflows:task_chosen api:*
"""
OWN = """
    account logout dismissibles login password_reset password_reset_done password_reset_confirm
    password_reset_complete
"""
GATED = """
    pages:add pages:edit pages:delete pages:unpublish pages:convert_alias pages:move pages:move_confirm
    pages:set_page_position pages:copy pages:workflow_action pages:collect_workflow_action_data
    pages:confirm_workflow_cancellation pages:set_privacy pages:lock pages:unlock pages:revisions_revert
    pages:revisions_unschedule
"""
LOGGED = """
    collections:add collections:edit collections:delete collections:set_privacy
    workflows:add workflows:enable workflows:disable workflows:edit workflows:remove workflows:add_task
    workflows:edit_task workflows:disable_task workflows:enable_task workflows:task_chooser_create
"""
OTHER_APPS = {
    "wagtail_bulk_action": "gated",
    "wagtailembeds:chooser": "reads",
    "wagtailembeds:chooser_upload": "reads",
    "wagtailsnippets:*": "reads",
    "wagtailsnippets_newsroom_place:*": "logged",
    "wagtailsnippetchoosers_newsroom_place:*": "logged",
    "wagtailsnippets_newsroom_plantask:*": "logged",
    "wagtailsnippetchoosers_newsroom_plantask:*": "logged",
    "wagtaildocs:*": "gated",
    "wagtaildocs_chooser:*": "gated",
    "wagtailimages:*": "gated",
    "wagtailimages_chooser:*": "gated",
    "wagtailsites:*": "logged",
    "wagtailsettings:*": "logged",
    "wagtailusers_users:*": "logged",
    "wagtailusers_groups:*": "logged",
    # For the public:
    "wagtaildocs_serve": "gated",
    "wagtaildocs_authenticate_with_password": "reads",
    "wagtailcore_authenticate_with_password": "reads",
    "wagtailcore_login": "own",
    "wagtail_serve": "gated",
}
# New screens inside these whole families need a look too: their addresses are counted.
FAMILIES = {
    "wagtailadmin_reports": 12,
    "wagtailadmin_editing_sessions": 2,
    "wagtailadmin_api": 10,
    "wagtailsnippets": 1,
    "wagtailsnippets_newsroom_place": 9,
    "wagtailsnippetchoosers_newsroom_place": 5,
    "wagtailsnippets_newsroom_plantask": 9,
    "wagtailsnippetchoosers_newsroom_plantask": 5,
    "wagtaildocs": 11,
    "wagtaildocs_chooser": 5,
    "wagtailimages": 14,
    "wagtailimages_chooser": 6,
    "wagtailsites": 9,
    "wagtailsettings": 3,
    "wagtailusers_users": 9,
    "wagtailusers_groups": 8,
}


def classified() -> dict[str, str]:
    named = {"reads": READS, "own": OWN, "gated": GATED, "logged": LOGGED}
    found = {f"wagtailadmin_{name}": kind for kind, names in named.items() for name in names.split()}
    return found | OTHER_APPS


def addresses(patterns: Any = None, names: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield (full name, module of the view) of every address."""
    found: Any = patterns if patterns is not None else get_resolver().url_patterns
    for each in found:
        if hasattr(each, "url_patterns"):
            yield from addresses(each.url_patterns, names + ((each.namespace,) if each.namespace else ()))
        else:
            yield ":".join((*names, each.name or "")), each.callback.__module__


def wagtails() -> list[str]:
    return [
        name for name, module in addresses() if name.startswith("wagtail") and not module.startswith("cms")
    ]


def known(name: str, classes: dict[str, str]) -> bool:
    return name in classes or f"{name.split(':')[0]}:*" in classes


def test_every_address_of_wagtails_is_classified() -> None:
    classes = classified()

    unseen = sorted({name for name in wagtails() if not known(name, classes)})

    assert unseen == [], "look at what these can publish, then classify them"


def test_nothing_is_classified_that_is_no_longer_there() -> None:
    here = set(wagtails())
    families = {name.split(":")[0] for name in here}

    gone = [
        name
        for name in classified()
        if name not in here and not (name.endswith(":*") and name.split(":")[0] in families)
    ]

    assert gone == []


def test_families_have_as_many_addresses_as_when_somebody_looked() -> None:
    counted = {family: sum(name.split(":")[0] == family for name in wagtails()) for family in FAMILIES}

    assert counted == FAMILIES
