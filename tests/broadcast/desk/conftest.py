"""People of the commune at their screens."""

import pytest
from django.test import Client

from tests.broadcast.commune import Commune


def _client(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


@pytest.fixture
def operator(commune: Commune) -> Client:
    """Return the operator's browser."""
    return _client(commune.operator)


@pytest.fixture
def leader(commune: Commune) -> Client:
    """Return the leader's browser."""
    return _client(commune.leader)


@pytest.fixture
def editor(commune: Commune) -> Client:
    """Return the editor's browser."""
    return _client(commune.editor)


@pytest.fixture
def stranger(commune: Commune) -> Client:
    """Return the browser of somebody without any role."""
    return _client(type(commune.editor).objects.create(username="khach"))
