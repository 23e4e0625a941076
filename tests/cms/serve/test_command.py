"""``manage.py serve`` before it becomes the tree."""

import socket

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings


def test_a_taken_port_is_told_in_one_line(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]

        with pytest.raises(CommandError) as refusal:
            call_command("serve")

    assert str(settings.PORT) in str(refusal.value)
    assert "\n" not in str(refusal.value)
