"""The processes of a station as they are forked here: people at their screens, worker, station loop, web server."""

import os
import random
import runpy
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.utils import timezone

from broadcast import narration, pipeline, schedule, station_loop
from broadcast.authority import NotReleasable
from broadcast.models import Programme, Recording, Slot, Zone
from broadcast.narration import NothingToHear
from broadcast.schedule import CannotBook
from broadcast.states import RecordingStatus
from broadcast.transitions import LostRace, UnlawfulMove
from newsroom import workflow
from newsroom.models import Approval, ArticlePage, SectionPage, Submission, User
from tests.faults.diary import Diary

REFUSALS = (NotReleasable, NothingToHear, CannotBook, LostRace, UnlawfulMove, workflow.NotWaiting)
SOON = timedelta(seconds=25)


class People:
    """An editor, a leader and an operator at work; what they were told is done goes into the diary."""

    def __init__(self, diary: Diary, luck: random.Random) -> None:
        self.diary, self.luck = diary, luck
        self.editor = User.objects.get(username="ba-lan")
        self.leader = User.objects.get(username="ong-vinh")
        self.operator = User.objects.get(username="anh-tuan")

    def work(self) -> None:
        """Do one thing after another until killed."""
        acts: list[Callable[[], None]] = [self.submit, self.approve, self.approve, self.accept, self.accept]
        acts += [self.book, self.book, self.recall]
        while True:
            try:
                self.luck.choice(acts)()
            except (*REFUSALS, DatabaseError):
                pass
            time.sleep(self.luck.uniform(0, 0.1))

    def submit(self) -> None:
        """Write a story and put it before the leader, unless enough wait."""
        if Submission.objects.filter(approval=None).count() > 3 or ArticlePage.objects.count() > 40:
            return
        name = uuid4().hex[:8]
        with transaction.atomic():
            story = ArticlePage(
                title=f"Tin {name}", slug=name, live=False, owner=self.editor, on_air=True, on_boards=True
            )
            story.script = f"Tin số {name}."
            SectionPage.objects.get(slug="tin-tuc").add_child(instance=story)
            story.save_revision(user=self.editor)
            submission = workflow.submit(story, self.editor)
        self.diary.note("submitted", submission=submission.pk)

    def approve(self) -> None:
        """Approve what has waited longest."""
        waiting = Submission.objects.filter(approval=None).order_by("pk").first()
        if waiting is not None and (approval := workflow.approve(waiting, self.leader)) is not None:
            self.diary.note("approved", sequence=approval.sequence, digests=approval.digests)

    def accept(self) -> None:
        """Accept the newest take that nobody decided on."""
        take = Recording.objects.filter(
            status=RecordingStatus.MADE, programme__approval__isnull=False
        ).first()
        if take is not None:
            narration.accept(take, person=self.operator, now=timezone.now())
            self.diary.note("accepted", recording=take.pk, master=take.master_sha256)

    def book(self) -> None:
        """Put an accepted programme into the next slot that is not too near."""
        ready = Programme.objects.filter(recordings__status=RecordingStatus.ACCEPTED, bookings=None)
        programme = ready.order_by("pk").first()
        if programme is None:
            return
        now = timezone.now()
        slot = next_slot(now)
        on = timezone.localdate(now)
        booking = schedule.book(
            programme, slot=slot, on=on, zones=list(Zone.objects.all()), person=self.operator, now=now
        )
        self.diary.note("booked", booking=booking.pk)

    def recall(self) -> None:
        """Seldom, take something back."""
        if self.luck.random() < 0.06 and (approval := Approval.objects.filter(recall=None).first()):
            workflow.recall(approval, self.leader, reason="Sai giờ")
            self.diary.note("recalled", sequence=approval.sequence)


def next_slot(now: datetime) -> Slot:
    """Return the first slot that begins late enough to be still open."""
    earliest = timezone.localtime(now + SOON).time()
    return Slot.objects.filter(starts_at__gte=earliest).order_by("starts_at")[0]


def people(diary: Diary, seed: int) -> None:
    """Be the people."""
    People(diary, random.Random(seed)).work()


def worker() -> None:
    """Be the worker of the queue: look at the rows, again and again."""
    while True:
        with suppress(DatabaseError):
            pipeline.work()
        time.sleep(0.1)


def station() -> None:
    """Be the station's loop; a dead holder's lease runs out sooner than in service, since time is pressed here."""
    station_loop.LEASE_FOR = timedelta(seconds=3)
    station_loop.Loop(f"storm:{os.getpid()}").run(stopped=lambda: False)


def web(port: int) -> None:
    """Be the web server that devices ask."""
    words = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1"]
    sys.argv = [
        *words,
        "--threads",
        "4",
        "--preload",
        "--log-level",
        "error",
        "--no-control-socket",
        "cms.wsgi",
    ]
    runpy.run_module("gunicorn", run_name="__main__", alter_sys=True)
