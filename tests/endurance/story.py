"""The minutes themselves: what happens when, from the first box in service to the last receipt."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from django.utils import timezone

from broadcast import emergency as conductor
from broadcast.devices import enrolment
from broadcast.models import Device, Zone
from broadcast.player.answers import TIMEOUT
from cms.serve.ports import first_free
from newsroom import emergency
from tests.endurance import ground
from tests.endurance.evidence import Away
from tests.endurance.ground import Ground
from tests.endurance.lines import HOST, Mode, lines
from tests.endurance.machines import Look, Player, Tree, watched

LEAD_S = 21.0  # the planner lets nothing begin sooner
SETTLE_S = 7.0  # what the boxes have for fetching
BASE = 11  # plays of the shortest story, by which the others are scaled
FIRST_PORT = 18_300
NOT_YET = datetime.max.replace(tzinfo=UTC)
TWO_DAYS_S = 2 * 86_400.0
CALL = emergency.Call(
    event="flood",
    title="Nước sông dâng nhanh",
    text="Nước sông đang dâng nhanh.",
    reason="Nước lên 30 cm một giờ, không kịp chờ người khác duyệt",
    hours=1,
)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How long it lasts: so many plays, one every ``step_s``; a box asks every ``poll_s``."""

    plays: int
    step_s: float
    poll_s: float
    grace_s: int

    def index(self, base: int) -> int:
        """Return which play has the part that number ``base`` has in the shortest story."""
        return round(base * self.plays / BASE)


def pace(seconds: float) -> Pace:
    """Return the pace of a story that lasts about so long."""
    if seconds < 240:
        return Pace(plays=max(BASE, round((seconds - 9) / 6)), step_s=6.0, poll_s=1.5, grace_s=6)
    return Pace(plays=round((seconds - 9) / 30), step_s=30.0, poll_s=15.0, grace_s=60)


@dataclass(kw_only=True)
class Stage:
    """Everything and everybody, and the log of what happened."""

    pace: Pace
    ground: Ground
    tree: Tree
    players: Sequence[Player]
    first: datetime = NOT_YET
    log: list[tuple[datetime, str]] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    _gone: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Write down that something was done just now."""
        self.log.append((datetime.now(UTC), what))

    def play(self, number: int, *, later_s: float = 0.0) -> datetime:
        """Return when play ``number`` begins, or some seconds later."""
        return self.first + timedelta(seconds=number * self.pace.step_s + later_s)

    def gone(self, why: str, *players: Player) -> None:
        """From now on these boxes cannot ask."""
        for player in players:
            self._gone[player.name, why] = datetime.now(UTC)

    def back(self, why: str, *players: Player, after_s: float = 0.0) -> None:
        """They can ask again, from now on or a little later."""
        until = datetime.now(UTC) + timedelta(seconds=after_s)
        for player in players:
            since = self._gone.pop((player.name, why))
            self.away.append(Away(box=player.name, since=since, until=until, why=why))

    def meanwhile(self, act: Callable[[], None]) -> None:
        """Do what takes its time while the story goes on."""
        thread = threading.Thread(target=act, daemon=True)
        self._threads.append(thread)
        thread.start()

    def well(self, why: str) -> None:
        """Wait until the station is well: from then on everybody can ask again."""
        self.tree.wait()
        self.back(why, *self.players)
        self.note("the station is well again")

    def end(self) -> None:
        """Return when nothing is under way any more; all must be in order then."""
        for thread in self._threads:
            thread.join()
        assert not self._gone, f"never repaired: {self._gone}"


@contextmanager
def staged(folder: Path, seconds: float, *, sabotage: str = "") -> Iterator[Stage]:
    """Found the commune, start the station, put six loudspeakers and two boards into service."""
    chosen = pace(seconds)
    stands = ground.found(chosen.plays, grace_s=chosen.grace_s)
    web = first_free(HOST, FIRST_PORT)
    bell = first_free(HOST, web + 1)
    tree = Tree(folder=folder, web=web, bell=bell)
    zones = stands.commune.zones
    with lines(8, web=web, bell=bell) as ways:
        players = [
            Player(
                name=f"Loa {number + 1}" if number < 6 else f"Bảng {number - 5}",
                zone=zones[number // 3 if number < 6 else number - 6].name,
                folder=folder / f"box{number + 1}",
                line=way,
                poll_s=chosen.poll_s,
                board_port=0 if number < 6 else first_free(HOST, bell + number),
                sabotage=sabotage,
            )
            for number, way in enumerate(ways)
        ]
        stage = Stage(pace=chosen, ground=stands, tree=tree, players=players)
        try:
            _enter(stage)
            with watched(players[6:], stage.looks):
                yield stage
        finally:
            for player in players:
                player.end()
            tree.end()


def _enter(stage: Stage) -> None:
    """Start all; a person types the codes, then the plays are booked."""
    stage.tree.start()
    stage.tree.wait()
    for player in stage.players:
        player.start()
    for player in stage.players:
        enrolment.confirm(
            player.code(),
            zone=Zone.objects.get(name=player.zone),
            name=player.name,
            person=stage.ground.commune.operator,
            now=timezone.now(),
        )
    stage.first = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LEAD_S + SETTLE_S)
    hole = _hole(stage.pace)
    for number, programme in enumerate(stage.ground.programmes):
        if number != hole:
            ground.book(stage.ground, programme, stage.play(number))
    stage.note("everything is in service, and the plays are booked")


def _hole(pace: Pace) -> int:
    """Return the place kept free for what is booked after the first line was cut."""
    return pace.index(1) + 1 + int((LEAD_S + 5.0) // pace.step_s)


# ------------------------------------------------------------------ what happens

Act = tuple[datetime, str, Callable[[], None]]


def run(stage: Stage) -> None:
    """Let everything happen at its time, then repair everything."""
    acts = chain(_lines(stage), _programs(stage), _clocks(stage), _people(stage))
    for moment, what, act in sorted(acts, key=lambda each: each[0]):
        time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
        stage.note(what)
        act()
    end = stage.play(stage.pace.plays)
    time.sleep(max(0.0, (end - datetime.now(UTC)).total_seconds()))
    stage.end()
    stage.note("the planned minutes are over")


def _lines(stage: Stage) -> Iterator[Act]:
    index, players = stage.pace.index, stage.players
    cut, weak = (players[0], players[6]), players[1]
    silent = weak
    restored = stage.play(max(index(7), _hole(stage.pace)), later_s=stage.pace.grace_s + 4.0)

    def refuse() -> None:
        stage.gone("line cut", *cut)
        for player in cut:
            player.line.become(Mode.REFUSED)

    def restore() -> None:
        for player in cut:
            player.line.become(Mode.OPEN)
        stage.back("line cut", *cut)

    def fall_silent() -> None:
        stage.gone("line silent", silent)
        silent.line.become(Mode.SILENT)

    def speak() -> None:
        silent.line.become(Mode.OPEN)
        stage.back("line silent", silent, after_s=TIMEOUT)

    yield stage.play(-1), "Loa 2: the line is slow (10 kB/s)", lambda: weak.line.become(Mode.SLOW)
    yield stage.play(index(3)), "Loa 2: the line is good again", lambda: weak.line.become(Mode.OPEN)
    yield stage.play(index(1), later_s=4.0), "Loa 1, Bảng 1: the line is cut", refuse
    yield restored, "Loa 1, Bảng 1: the line is back", restore
    yield stage.play(index(5)), "Loa 2: the line swallows everything", fall_silent
    yield stage.play(index(8)), "Loa 2: the line answers again", speak


def _programs(stage: Stage) -> Iterator[Act]:
    index, box = stage.pace.index, stage.players[2]

    def kill_box() -> None:
        stage.gone("box killed", box)
        box.kill()

    def start_box() -> None:
        box.start()
        stage.back("box killed", box)

    def kill_web() -> None:
        stage.gone("web server killed", *stage.players)
        stage.tree.kill_web()
        stage.meanwhile(lambda: stage.well("web server killed"))

    def kill_tree() -> None:
        stage.gone("station killed", *stage.players)
        stage.tree.kill()

    def start_tree() -> None:
        stage.tree.start()
        stage.meanwhile(lambda: stage.well("station killed"))

    yield stage.play(index(5), later_s=1.2), "Loa 3: killed in the middle of a play", kill_box
    yield stage.play(index(5), later_s=5.0), "Loa 3: started again", start_box
    yield stage.play(index(6), later_s=1.0), "the web server is killed", kill_web
    yield stage.play(index(9), later_s=3.0), "the whole station is killed", kill_tree
    yield stage.play(index(10), later_s=2.0), "the station is started again", start_tree


def _clocks(stage: Stage) -> Iterator[Act]:
    index, players = stage.pace.index, stage.players
    ahead_s = 3 * stage.pace.step_s
    turns = (
        (players[4], "two minutes back, just after a play", -120.0, index(3), index(5)),
        (players[3], "two days back", -TWO_DAYS_S, index(4), index(6)),
        (players[5], f"{ahead_s:.0f} seconds ahead", ahead_s, index(5), index(7)),
    )
    for player, how, wrong_by_s, begin, end in turns:
        wrong, right = f"{player.name}: the clock is set {how}", f"{player.name}: the clock is right again"
        yield stage.play(begin, later_s=4.6), wrong, partial(player.turn_clock, wrong_by_s)
        yield stage.play(end, later_s=4.6), right, partial(player.turn_clock, 0.0)


def _people(stage: Stage) -> Iterator[Act]:
    index, stands = stage.pace.index, stage.ground
    recalled = ground.recalled(stage.pace.plays)

    def recall() -> None:
        approval = stands.programmes[recalled].approval
        assert approval is not None
        stands.commune.recall(approval)

    def call() -> None:
        approval = emergency.release(CALL, stands.commune.leader, now=timezone.now())
        conductor.hurry(approval.submission_id)

    def revoke() -> None:
        enrolment.revoke(
            Device.objects.get(pk=stage.players[5].device),
            person=stands.commune.operator,
            reason="Mất máy",
            now=timezone.now(),
        )

    def book() -> None:
        ground.book(stands, stands.spare, stage.play(_hole(stage.pace)))

    yield stage.play(index(1), later_s=4.2), "a programme is booked that Loa 1 cannot hear of", book
    yield stage.play(recalled - 2, later_s=4.8), "a programme and its board text are recalled", recall
    yield stage.play(index(8), later_s=-4.0), "an emergency is released", call
    yield stage.play(index(9), later_s=1.0), "Loa 6: taken out of service", revoke
