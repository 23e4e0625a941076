"""Puts a back-up into an empty installation: proved first, the database last, so that a broken try can be repeated."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from broadcast.keys import files, paper, ring, root, sheets
from broadcast.plan.envelope import CHAIN
from cms.backup import archive, databases, places
from cms.backup.contents import DATABASE, PUBLIC_ROOT, PUSH_KEY, BackUpError, Contents
from cms.push import vapid

ROOM_LEFT = 64 * 1024**2
STARTED = "restore-unfinished"
"""Marks in the data folder that files of an unfinished restore lie about: they are written over, nothing else is."""


def restore(path: Path, *, progress: archive.Progress = archive.silent) -> Contents:
    """Put everything back; raises ``BackUpError`` and leaves the database as empty as it was."""
    require_empty()
    contents = archive.checked(path, progress)
    _require_understood(contents)
    _require_room(contents)
    _require_same_root(path, contents)
    databases.require_programs()
    mark = Path(settings.VAR) / STARTED
    mark.write_text(f"{path}\n")
    with _database_copy() as copy:
        _extract(path, contents, copy)
        databases.put_in(copy)
    _bring_up_to_date()
    mark.unlink()
    return contents


def require_empty() -> None:
    """Raise ``BackUpError`` where anything lies that a restore could write over."""
    if not databases.is_empty():
        words = _(
            "The database %(name)s is not empty. Nothing was changed: restore into a new, empty database."
        )
        raise BackUpError(words % {"name": connection.settings_dict["NAME"]})
    if (Path(settings.VAR) / STARTED).exists():
        return
    for lying in (*(path for _name, path in places.media_files()), places.witness()):
        if lying.exists():
            words = _("%(path)s lies here already. Nothing was changed: restore into an empty installation.")
            raise BackUpError(words % {"path": lying})


def _require_understood(contents: Contents) -> None:
    if contents.database != connection.vendor:
        words = _(
            "The back-up is of %(theirs)s, this installation uses %(ours)s: set DATABASE_URL to the same kind."
        )
        raise BackUpError(words % {"theirs": contents.database, "ours": connection.vendor})
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    ours = {each.label for each in apps.get_app_configs()}
    strange = [each for each in contents.facts.migrations if each not in known and each.split(".")[0] in ours]
    if strange and not _are_replaced(strange):
        words = _(
            "The back-up was made by version %(version)s, which is newer than this program. Install it first."
        )
        raise BackUpError(words % {"version": contents.program})


def _are_replaced(names: list[str]) -> bool:
    """Whether squashed migrations stand for them."""
    migrations = MigrationLoader(None).disk_migrations.values()
    replaced = {f"{app}.{name}" for each in migrations for app, name in each.replaces}
    return set(names) <= replaced


def _require_room(contents: Contents) -> None:
    needed = contents.size + ROOM_LEFT
    for folder in {places.media(), Path(settings.VAR)}:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if free < needed:
            words = _("The disk of %(path)s has %(free)s MB left; this back-up needs %(needed)s MB.")
            raise BackUpError(words % {"path": folder, "free": free // 10**6, "needed": needed // 10**6})


def _require_same_root(path: Path, contents: Contents) -> None:
    """The keys of another station must not be mixed with this one's."""
    here = files.root_on_disk()
    if here is None or not contents.named(PUBLIC_ROOT):
        return
    if archive.small(path, PUBLIC_ROOT).decode().strip() != here:
        words = _("The key folder holds another station's keys: %(path)s. Set LOAXA_KEYS to an empty folder.")
        raise BackUpError(words % {"path": settings.KEY_DIRECTORY})


# ------------------------------------------------------------------ putting back


@contextmanager
def _database_copy() -> Iterator[Path]:
    """Lend a place for the copy, on the disk where SQLite's database will lie."""
    beside = (
        Path(str(connection.settings_dict["NAME"]))
        if connection.vendor == "sqlite"
        else Path(settings.VAR) / "db"
    )
    copy = beside.with_name(f"{beside.name}.restoring")
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _extract(path: Path, contents: Contents, copy: Path) -> None:
    listed = {held.name: held.sha256 for held in contents.files}
    database = f"{DATABASE}{databases.file_name()}"
    if database not in listed:
        raise BackUpError(_("%(name)s is missing from the back-up.") % {"name": database})

    def place(name: str) -> Path | None:
        return copy if name == database else places.target(name)

    for name, sha256 in archive.extracted(path, place):
        if listed.get(name) != sha256:
            words = _("%(name)s was not written as it is in the back-up: the disk may be failing.")
            raise BackUpError(words % {"name": name})
    if contents.named(PUSH_KEY):
        vapid.key_file().chmod(0o600)


def _bring_up_to_date() -> None:
    """Newer tables than the back-up's, locks on evidence, and no sizes of pictures that are not there."""
    call_command("migrate", verbosity=0, interactive=False)
    apps.get_model("newsroom", "PictureRendition").objects.all().delete()


# ------------------------------------------------------------------ keys, proof


def type_root(now: datetime, typed: str) -> None:
    """Put the root back from the paper; raises ``BackUpError`` with what is wrong about the code."""
    try:
        root.restore(now, typed)
    except paper.Mistyped as fault:
        raise BackUpError(sheets.mistyped(fault)) from fault
    except root.OtherRoot as fault:
        raise BackUpError(_("The code is whole, but it is another station's or a former root.")) from fault


def open_epoch(now: datetime) -> int | None:
    """Make the online keys anew and open the next epoch; None: the root is not on this machine."""
    if not files.has_root():
        return None
    if CHAIN in ring.due(now):
        ring.rotate(now, (CHAIN,))
    return ring.new_epoch(now)
