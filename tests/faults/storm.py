"""A station under fire (``python -m tests.faults.storm FOLDER PORT KILLS SEED``): prints its verdict as JSON.

Every process of a station is killed with SIGKILL at random moments, again and again, while people work. Then it is
left alone, and what it says, what the loudspeaker played and what people had been told is compared.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import django

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings",
    "LOAXA_OFFLINE_VOICE": "silent",
    "LOAXA_SECOND_HEARING": "false",
}
CALM_S = 60.0
HEARD_S = 150.0
"""A station that is left alone must be whole again within a minute."""


@dataclass
class Forked:
    """One role: forked from the loaded process, killed with all it started, forked again."""

    name: str
    play: Callable[[], None]
    log: Path
    pid: int = 0

    def start(self) -> None:
        """Fork the role into a group of its own."""
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            output = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(output, 1)
            os.dup2(output, 2)
            try:
                self.play()
            finally:
                os._exit(1)

    def kill(self) -> None:
        """End it and all its children, without a goodbye."""
        _kill_group(self.pid)
        os.waitpid(self.pid, 0)


@dataclass
class Box:
    """The loudspeaker: the program of the box, a process of its own."""

    name: str
    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        """Start the player on the same state as before."""
        words = ["--server", f"http://127.0.0.1:{self.port}", "--state", str(self.folder / "state")]
        words += ["--sink", f"wav:{self.folder / 'wav'}", "--name", "Cụm loa", "--poll", "0.5"]
        with (self.folder / "out.txt").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "broadcast.player", *words],
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it without a goodbye."""
        assert self.process is not None
        _kill_group(self.process.pid)
        self.process.wait()


Role = Forked | Box


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)  # not yet the leader of a group


def main(folder: Path, port: int, kills: int, seed: int) -> None:
    """Found a station, let it be shot at, leave it alone, and print what was found."""
    os.environ.update(ENVIRONMENT)
    django.setup()
    from django.db import connections  # noqa: PLC0415 - nothing of Django can be imported before the environment is set

    from tests.faults import founding, verdict  # noqa: PLC0415

    scene = founding.found(folder, port)
    connections.close_all()
    roles: list[Role] = [
        Forked(name, play, folder / f"{name}.log") for name, play in founding.parts(scene, seed).items()
    ]
    box = Box("player", folder / "box", port)
    for role in (*roles, box):
        role.start()
    founding.confirm(scene, folder / "box" / "out.txt")
    connections.close_all()
    luck = random.Random(seed)
    shot: dict[str, int] = {}
    for _ in range(kills):
        role = luck.choice([*roles, *roles, box])
        time.sleep(luck.uniform(0.0, 0.5))
        role.kill()
        role.start()
        shot[role.name] = shot.get(role.name, 0) + 1
    people = next(role for role in roles if role.name == "people")
    people.kill()
    calm = verdict.wait_until_calm(scene, timedelta(seconds=CALM_S))
    verdict.wait_until_heard(timedelta(seconds=HEARD_S))
    for role in (box, *(role for role in roles if role is not people)):
        role.kill()
    sys.stdout.write(json.dumps({"kills": shot, "calm_after_s": calm, **verdict.of(scene)}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
