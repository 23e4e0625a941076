"""Where the parts of a station lie, and which files can be made again and stay out of a back-up."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from cms.backup.contents import MEDIA, PUBLIC_ROOT, PUSH_KEY, WITNESS
from cms.push import vapid

MADE_AGAIN = ("images", "broadcast/making", "broadcast/heard")
"""Sizes of pictures (made from the originals when a page asks), unfinished work, words read aloud on trial."""
NOT_OURS = {"README.md"}
"""Lies in the media folder of a checkout."""


def media() -> Path:
    """Return the folder of pictures, documents and recordings."""
    return Path(settings.MEDIA_ROOT)


def witness() -> Path:
    """Return the file that remembers each link of the chain."""
    return Path(settings.CHAIN_WITNESS)


def public_root() -> Path:
    """Return the file with the public half of the root key."""
    return Path(settings.KEY_DIRECTORY) / "root" / "root.pub"


def media_files() -> Iterator[tuple[str, Path]]:
    """Yield (name in the back-up, file) of all media that cannot be made again, in a fixed order."""
    home = media()
    for path in sorted(home.rglob("*")):
        relative = path.relative_to(home)
        if _is_kept(relative) and path.is_file() and not path.is_symlink():
            yield f"{MEDIA}{relative.as_posix()}", path


def _is_kept(relative: Path) -> bool:
    if relative.as_posix() in NOT_OURS or any(part.startswith(".") for part in relative.parts):
        return False
    return not any(relative.is_relative_to(folder) for folder in MADE_AGAIN)


def target(name: str) -> Path | None:
    """Return where a file of a back-up belongs; None for the database and the list, which go their own ways."""
    if name.startswith(MEDIA):
        return media() / name.removeprefix(MEDIA)
    return {WITNESS: witness(), PUBLIC_ROOT: public_root(), PUSH_KEY: vapid.key_file()}.get(name)
