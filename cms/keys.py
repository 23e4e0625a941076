"""Secrets that are made once, at first start, and kept in files only the service user can read."""

import os
import secrets
from pathlib import Path


def secret(path: Path, given: str) -> str:
    """Return ``given`` when the environment sets it, else the secret kept at ``path`` (made when missing)."""
    if given:
        return given
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
