"""A box on paper: what the real player decides (``player.choice``), without threads, sound or disk."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcast.plan.manifest import AirItem, Manifest
from broadcast.player.choice import Settle, Situation, Start, interruption, next_step
from broadcast.player.ledger import Outcome
from broadcast.player.moments import wire
from broadcast.player.trust import is_in_force

NEVER = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Play:
    """Something that was heard: from when to when by the box's clock, and what cut it off ("" when nothing did)."""

    item: AirItem
    manifest: Manifest  # the one that was held when it began
    starts: datetime
    ends: datetime
    cut: str = ""


@dataclass
class PaperBox:
    """One loudspeaker. ``now`` is true time; its own clock is off by ``error``."""

    now: datetime
    error: timedelta = timedelta(0)
    is_online: bool = True
    is_powered: bool = True
    held: Manifest | None = None
    settled: dict[str, Outcome] = field(default_factory=dict)
    whys: dict[str, str] = field(default_factory=dict)
    plays: list[Play] = field(default_factory=list)
    contacts: list[datetime] = field(default_factory=list)
    taken: list[tuple[datetime, Manifest]] = field(default_factory=list)
    dark: list[tuple[datetime, datetime]] = field(default_factory=list)
    """True times between which it could not have played: without power, or without a plan in force."""
    _playing: Play | None = None

    def take(self, manifest: Manifest) -> None:
        """Hear of a newer plan, if it is on the network; what sounds may have to stop for it."""
        if not (self.is_online and self.is_powered):
            return
        self.contacts.append(self.now)
        if self.held is None or manifest.version > self.held.version:
            self.held = manifest
            self.taken.append((self.now, manifest))
            self._heed()

    def reports(self) -> list[str]:
        """Tell what was played to its end, if it is on the network."""
        if not (self.is_online and self.is_powered):
            return []
        return [play.item.airing for play in self.plays if not play.cut]

    def switch(self, on: bool) -> None:
        """Have power or lose it; what sounds then is heard in part and never again."""
        if not on and self._playing:
            self._end(self._playing, at=self._clock(), cut="interrupted_power")
        self.is_powered = on

    def advance(self, until: datetime) -> None:
        """Live on to a moment of true time."""
        while self.now < until:
            if not self._can_play():
                self.dark.append((self.now, until))
                self.now = until
            elif self._playing:
                self._sound(until)
            else:
                self._look(until)

    def _can_play(self) -> bool:
        return self.is_powered and self.held is not None and is_in_force(self.held, self._clock())

    def _clock(self) -> datetime:
        return self.now + self.error

    def _situation(self) -> Situation:
        return Situation(
            manifest=self.held,
            now=self._clock(),
            settled=self.settled,
            has=lambda _media: True,
            busy=[self._playing.item.airing] if self._playing else (),
        )

    def _look(self, until: datetime) -> None:
        """Do the one thing that is due, or wait for the next."""
        step = next_step(self._situation())
        if isinstance(step, Settle):
            self._settle(step.item, step.outcome, step.reason)
        elif isinstance(step, Start):
            starts = max(self._clock(), step.item.starts_at)
            if starts - self.error > until:
                self.now = until
                return
            self.now = max(self.now, starts - self.error)
            assert self.held is not None
            ends = starts + timedelta(milliseconds=step.item.duration_ms)
            self._playing = Play(item=step.item, manifest=self.held, starts=starts, ends=ends)
        else:
            due = step.item.starts_at - self.error if step.item else until
            self.now = min(until, max(due, self.now + timedelta(milliseconds=1)))

    def _sound(self, until: datetime) -> None:
        """Play on, to the next moment at which something may cut in."""
        assert self._playing is not None and self.held is not None
        clock, play = self._clock(), self._playing
        cuts = [item.starts_at for item in self.held.air if clock < item.starts_at < play.ends]
        self.now = min([until, play.ends - self.error, *(cut - self.error for cut in cuts)])
        if self._clock() >= play.ends:
            self._end(play, at=play.ends)
        else:
            self._heed()

    def _heed(self) -> None:
        if self._playing:
            code = interruption(self._situation(), self._playing.item)
            if code:
                self._end(self._playing, at=self._clock(), cut=code)

    def _end(self, play: Play, *, at: datetime, cut: str = "") -> None:
        self._playing = None
        self.plays.append(Play(item=play.item, manifest=play.manifest, starts=play.starts, ends=at, cut=cut))
        self._settle(play.item, "partial" if cut else "played", cut)

    def _settle(self, item: AirItem, outcome: str, why: str) -> None:
        at = wire(self._clock())
        self.settled[item.airing] = Outcome(outcome=outcome, planned=wire(item.starts_at), at=at)
        self.whys[item.airing] = why

    def heard_of(self, listed: datetime, starts: datetime) -> bool:
        """Whether it was on the network between the listing of an item and its start (true times)."""
        return any(listed <= contact <= starts for contact in self.contacts)

    def held_at(self, moment: datetime) -> tuple[datetime, Manifest] | None:
        """Return the plan that it held at a moment of true time, and since when."""
        return next(((since, each) for since, each in reversed(self.taken) if since <= moment), None)

    def was_dark(self, at: datetime) -> bool:
        """Whether it could not have played at a moment of true time."""
        return any(start <= at < end for start, end in self.dark)
