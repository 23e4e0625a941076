"""The PostgreSQL that the tests start."""

import psycopg
import pytest

from tests.servers import postgres


def test_it_serves_while_borrowed_and_is_gone_afterwards() -> None:
    with postgres.running() as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT 'Lạc Phượng'").fetchone() == ("Lạc Phượng",)

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url, connect_timeout=2)


def test_nobody_enters_without_its_password() -> None:
    with postgres.running() as server, pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url.replace(server.password, "guess"), connect_timeout=2)
