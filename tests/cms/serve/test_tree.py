"""What the tree is made of, what it needs of the machine, and what the person at the terminal reads."""

import asyncio
import json
import signal
import socket
from pathlib import Path

import pytest

from cms.serve import health, ports, terminal
from cms.serve.children import Plan, children


def plan(*, board_port: int | None) -> Plan:
    """Return a plan that is only looked at."""
    return Plan(host="127.0.0.1", port=8000, var=Path("var"), board_port=board_port)


def test_a_station_is_web_queue_loop_and_the_demo_players() -> None:
    names = [child.name for child in children(plan(board_port=8001))]

    assert names == ["web", "queue", "station", "speaker", "board"]


def test_a_station_without_demo_players_has_none() -> None:
    names = [child.name for child in children(plan(board_port=None))]

    assert names == ["web", "queue", "station"]


def test_the_doorbell_hangs_where_it_has_a_port() -> None:
    given = Plan(host="127.0.0.1", port=8000, var=Path("var"), board_port=None, bell_port=8091)

    [bell] = [child for child in children(given) if child.name == "doorbell"]

    assert bell.command[1:] == [
        "-m",
        "broadcast.doorbell",
        "--host",
        "127.0.0.1",
        "--port",
        "8091",
        "--var",
        "var",
    ]


def test_every_child_is_thrifty_with_memory() -> None:
    assert all(child.environment["MALLOC_ARENA_MAX"] == "2" for child in children(plan(board_port=8001)))


def test_a_port_in_use_is_not_free_and_the_next_one_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert not ports.is_free("127.0.0.1", port)
        assert ports.first_free("127.0.0.1", port) > port


def test_an_impossible_port_is_not_free() -> None:
    assert not ports.is_free("127.0.0.1", 70_000)
    with pytest.raises(LookupError):
        ports.first_free("127.0.0.1", 70_000)


def test_the_welcome_names_every_address_and_login() -> None:
    text = terminal.welcome(
        "http://localhost:8000",
        board="http://localhost:8001",
        logins=[{"username": "lan", "password": "loa-xa", "role": "Biên tập viên"}],
    )

    for word in (
        "http://localhost:8000/",
        "/quan-tri/",
        "http://localhost:8001/",
        "lan",
        "loa-xa",
        "Biên tập viên",
    ):
        assert word in text


def test_the_logins_are_those_the_demo_left(tmp_path: Path) -> None:
    assert terminal.demo_logins(tmp_path) == []
    logins = [{"username": "lan", "password": "loa-xa", "role": "editor"}]
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "logins.json").write_text(json.dumps(logins))

    assert terminal.demo_logins(tmp_path) == logins


def test_a_fall_is_one_line_that_names_the_signal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.Terminal().fell("queue", code=-signal.SIGKILL, delay_s=0.5)

    (line,) = capsys.readouterr().out.splitlines()
    assert "queue" in line
    assert "SIGKILL" in line
    assert "0.5" in line


def test_health_is_asked_until_the_server_answers() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async def story() -> tuple[int | None, int]:
        port = ports.first_free("127.0.0.1", 21000)
        nobody = await health.status("127.0.0.1", port)
        waiting = asyncio.ensure_future(health.until_it_answers("127.0.0.1", port))
        async with await asyncio.start_server(answer, "127.0.0.1", port):
            return nobody, await waiting

    assert asyncio.run(story()) == (None, 503)
