"""Files that people sent, kept as they came: a worker makes something of them, the original is never touched."""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def keep(name: str, chunks: Iterable[bytes]) -> str:
    """Write a file down for good and return its name below the media folder."""
    relative = Path("uploads") / f"{uuid4().hex}{Path(name).suffix.lower()[:8]}"
    target = path_of(str(relative))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return str(relative)


def path_of(upload: str) -> Path:
    """Return where a file lies that was kept under this name."""
    return Path(settings.BROADCAST_MEDIA) / upload
