"""Passwords are hashed a thousand times here instead of a million: what is tested is who gets in."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hash quickly."""
    settings.PASSWORD_HASHERS = ["tests.newsroom.security.desk.QuickHasher"]
