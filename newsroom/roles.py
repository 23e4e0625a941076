"""The roles of a commune and what each may do, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass

CONTRIBUTOR = "contributor"
EDITOR = "editor"
REVIEWER = "reviewer"
LEADER = "leader"
ANNOUNCER = "announcer"
OPERATOR = "operator"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class Role:
    """One role: its group's name on screen, rights on pages and collections, and Django permissions.

    Nobody has Wagtail's right to publish: what is approved is published by the approval itself.
    """

    code: str
    group: str
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()


_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
_ALL_FILES = (*_FILES, "wagtailimages.change_image", "wagtaildocs.change_document")
_ADMIN = "wagtailadmin.access_admin"
_TASKS = ("newsroom.add_plantask", "newsroom.change_plantask", "newsroom.delete_plantask")

ROLES = (
    Role(
        code=CONTRIBUTOR,
        group="Cộng tác viên",
        pages=("add",),
        collections=_FILES,
        permissions=(_ADMIN, "newsroom.import_document"),
    ),
    Role(
        code=EDITOR,
        group="Biên tập viên",
        pages=("add", "change"),
        collections=_ALL_FILES,
        permissions=(
            _ADMIN,
            "newsroom.import_document",
            "broadcast.watch_station",
            "broadcast.keep_dictionary",
        ),
    ),
    Role(
        code=REVIEWER,
        group="Người thẩm định",
        pages=("add", "change"),
        collections=_ALL_FILES,
        permissions=(
            _ADMIN,
            "newsroom.review_submission",
            *_TASKS,
            "broadcast.watch_station",
            "broadcast.keep_dictionary",
        ),
    ),
    Role(
        code=LEADER,
        group="Lãnh đạo",
        collections=_FILES,
        permissions=(
            _ADMIN,
            "newsroom.review_submission",
            "newsroom.recall_approval",
            "newsroom.confirm_erasure",
            "newsroom.check_chain",
            "newsroom.read_audit",
            "broadcast.watch_station",
            "broadcast.approve_standing",
            "broadcast.open_live",
        ),
    ),
    Role(
        code=ANNOUNCER,
        group="Phát thanh viên",
        permissions=(_ADMIN, "broadcast.watch_station", "broadcast.announce"),
    ),
    Role(
        code=OPERATOR,
        group="Kỹ thuật viên",
        collections=_FILES,
        permissions=(
            _ADMIN,
            "broadcast.watch_station",
            "broadcast.operate_station",
            "broadcast.announce",
            "broadcast.open_live",
            "broadcast.keep_dictionary",
        ),
    ),
    Role(
        code=ADMINISTRATOR,
        group="Quản trị",
        collections=_ALL_FILES,
        permissions=(
            _ADMIN,
            "newsroom.propose_erasure",
            "newsroom.check_chain",
            "newsroom.add_user",
            "newsroom.change_user",
            "newsroom.delete_user",
            "newsroom.read_audit",
            "newsroom.export_audit",
            "newsroom.change_communesettings",
            "newsroom.add_place",
            "newsroom.change_place",
            "newsroom.delete_place",
            *_TASKS,
            "broadcast.watch_station",
            "broadcast.operate_station",
            "broadcast.announce",
            "broadcast.open_live",
            "broadcast.keep_dictionary",
            "broadcast.manage_devices",
            "broadcast.manage_keys",
            "broadcast.manage_sources",
        ),
    ),
)
BY_CODE = {role.code: role for role in ROLES}


def codes(group_names: Iterable[str]) -> frozenset[str]:
    """Return the roles that membership of these groups gives."""
    names = set(group_names)
    return frozenset(role.code for role in ROLES if role.group in names)
