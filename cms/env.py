"""Read settings from the environment, and fail loudly when one is wrong."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from broadcast.doorbell.entrance import entrance

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """Return the variable, or ``default`` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Return a yes/no variable; anything else than 1/0, true/false, yes/no, on/off is an error."""
    value = text(name, "true" if default else "false").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")


def integer(name: str, default: int) -> int:
    """Return a whole-number variable."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as fault:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from fault


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def one_of(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return a variable that must be one of a few words."""
    value = text(name, default).lower()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def broker(name: str, *, is_ours: bool = False) -> str:
    """Return the address of an MQTT broker, or nothing; ``is_ours``: it carries the station's user and password."""
    value = text(name, "")
    try:
        found = entrance(value) if value else None
    except ValueError as fault:
        raise ImproperlyConfigured(
            f"{name} must be like mqtts://host:8883, with a proper name and port"
        ) from fault
    if found and is_ours and not (found.user and found.password):
        raise ImproperlyConfigured(
            f"{name} must carry a user and a password: mqtts://user:password@host:8883"
        )
    if found and not is_ours and not found.is_secure:
        raise ImproperlyConfigured(f"{name} must begin with mqtts://: devices know no other way")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's database dictionary for ``sqlite:////abs/path`` or ``postgres://user:pass@host:port/db``."""
    address = text(name, default)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(name, address, parts.path)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://, not {parts.scheme!r}")


def _sqlite(name: str, address: str, path: str) -> dict[str, Any]:
    if not address.startswith("sqlite:////"):
        raise ImproperlyConfigured(f"{name} needs an absolute path: sqlite:////srv/loaxa/db.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(unquote(path.removeprefix("/"))).as_posix(),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
