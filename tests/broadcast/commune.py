"""A commune with its station: every step of a programme's way, each through the function that the screens call."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Workflow, WorkflowPage, WorkflowTask

from broadcast import intake, keyring, narration, release, schedule
from broadcast.audio.assembly import Part, Pause, Speech
from broadcast.audio.mastering import Produced
from broadcast.models import Booking, Manifest, Programme, Recording, Slot, Station, Zone
from broadcast.plan import keylist
from broadcast.plan import manifest as wire
from broadcast.plan.envelope import MANIFEST
from broadcast.states import RecordingStatus
from newsroom import roles, setup, workflow
from newsroom.models import (
    Approval,
    ArticlePage,
    HomePage,
    Place,
    ReviewStep,
    SectionPage,
    Story,
    Submission,
    User,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TITLE = "Tổng vệ sinh đường làng"
"""What stories are called here unless a test says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Commune:
    """Who works here, and what stands ready: two zones and a slot of every day at 17:00."""

    editor: User
    leader: User
    operator: User
    section: SectionPage
    station: Station
    zones: tuple[Zone, ...]
    slot: Slot

    # ------------------------------------------------------------- newsroom

    def submit(self, *, zones: Iterable[Zone] = (), **fields: Any) -> Submission:
        """Write a story for air and boards and put it before the leader."""
        fields = {"title": TITLE, "summary": "Sáng thứ bảy bắt đầu lúc 7h00.", "on_air": True} | fields
        places = [zone.place for zone in zones]
        story = ArticlePage(slug=uuid4().hex, live=False, owner=self.editor, **({"on_boards": True} | fields))
        self.section.add_child(instance=story)
        story.zones.set(places)
        story.save_revision(user=self.editor)
        return workflow.submit(story, self.editor)

    def submit_again(self, earlier: Submission, **fields: Any) -> Submission:
        """Change the story and put it before the leader once more."""
        story = self.edit(earlier, **fields)
        return workflow.submit(story, self.editor)

    def submit_unchanged(self, earlier: Submission) -> Submission:
        """Put the very same revision before the leader once more."""
        return workflow.submit(Story.objects.get(pk=earlier.story_id).specific, self.editor)

    def edit(self, submission: Submission, **fields: Any) -> Story:
        """Save a later draft of the story."""
        draft = Story.objects.get(pk=submission.story_id).specific.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision(user=self.editor)
        story: Story = Story.objects.get(pk=submission.story_id).specific
        return story

    def approve(self, submission: Submission) -> Approval:
        """Let the leader approve."""
        approval = workflow.approve(submission, self.leader)
        assert approval is not None
        return approval

    def recall(self, approval: Approval) -> None:
        """Let the leader take it back."""
        workflow.recall(approval, self.leader, reason="Sai giờ")

    # ------------------------------------------------------------ broadcast

    def programme(self, submission: Submission) -> Programme:
        """Return the programme made of a submission, as the database has it now."""
        return Programme.objects.select_related("approval__recall", "station").get(submission=submission)

    def take_in(self, submission: Submission, *, now: datetime) -> Programme:
        """Let intake sweep and return the programme."""
        intake.sweep(now)
        return self.programme(submission)

    def record(self, programme: Programme) -> Recording:
        """Make the newest take that waits."""
        waiting = programme.recordings.filter(status=RecordingStatus.REQUESTED).latest("pk")
        narration.make_recording(waiting.pk)
        waiting.refresh_from_db()
        return waiting

    def approved(self, *, now: datetime, **fields: Any) -> Programme:
        """Return the programme of an approved story, its first take made."""
        submission = self.submit(**fields)
        self.approve(submission)
        self.record(self.take_in(submission, now=now))
        return self.programme(submission)

    def accepted(self, *, now: datetime, **fields: Any) -> Programme:
        """Return a programme that can be booked."""
        programme = self.approved(now=now, **fields)
        narration.accept(programme.recordings.get(), person=self.operator, now=now)
        return self.programme(programme.submission)

    def book(
        self, programme: Programme, *, now: datetime, on: date | None = None, zones: Collection[Zone] = ()
    ) -> Booking:
        """Put the programme into the slot, today and everywhere unless said otherwise."""
        return schedule.book(
            programme,
            slot=self.slot,
            on=on or now.astimezone(HANOI).date(),
            zones=zones or self.zones,
            person=self.operator,
            now=now,
        )

    def booked(self, *, now: datetime, **fields: Any) -> Programme:
        """Return a programme that stands in today's slot."""
        programme = self.accepted(now=now, **fields)
        self.book(programme, now=now)
        return self.programme(programme.submission)

    def released(self, *, now: datetime, zone: Zone | None = None) -> wire.Manifest:
        """Release, and return the zone's newest manifest as a device would read it."""
        release.release(self.station, now=now)
        return newest(zone or self.zones[0])


def newest(zone: Zone) -> wire.Manifest:
    """Return the zone's newest manifest: opened with the station's key, and parsed."""
    row = zone.manifests.order_by("-epoch", "-counter").first()
    assert row is not None
    return opened(row)


def opened(row: Manifest) -> wire.Manifest:
    """Open and parse a manifest as a device does."""
    keys = keyring.certified()
    assert keys is not None
    payload, _key = keylist.open_listed(row.envelope.encode(), context=MANIFEST, keys=keys)
    return wire.parse(payload)


def titles(manifest: wire.Manifest) -> list[str]:
    """Return what is on the air, in order."""
    return [item.title for item in manifest.air]


# ------------------------------------------------------------------ founding


def found() -> Commune:
    """Make the commune, its people, its review step and its station."""
    section = _site()
    places = [Place.objects.create(name=name, position=at) for at, name in enumerate(("Đông", "Đoài"))]
    station = Station.objects.create(name="Đài truyền thanh xã", voice=Station.Voice.SILENT)
    zones = tuple(Zone.objects.create(station=station, place=place, name=str(place)) for place in places)
    return Commune(
        editor=person("ba-lan", roles.EDITOR),
        leader=person("ong-vinh", roles.LEADER),
        operator=person("anh-tuan", roles.OPERATOR),
        section=section,
        station=station,
        zones=zones,
        slot=Slot.objects.create(
            station=station, name="Buổi chiều", weekdays=list(range(7)), starts_at=time(17), budget_minutes=15
        ),
    )


def founded() -> Commune:
    """Return the commune that was founded in this database before."""
    station = Station.objects.get()
    return Commune(
        editor=User.objects.get(username="ba-lan"),
        leader=User.objects.get(username="ong-vinh"),
        operator=User.objects.get(username="anh-tuan"),
        section=SectionPage.objects.get(slug="tin-tuc"),
        station=station,
        zones=tuple(station.zones.order_by("pk")),
        slot=station.slots.get(),
    )


def _site() -> SectionPage:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Xã Lạc Phượng", slug="lac-phuong"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Lạc Phượng"}
    )
    section: SectionPage = home.add_child(instance=SectionPage(title="Tin tức", slug="tin-tuc"))
    step = ReviewStep.objects.create(name="Lãnh đạo duyệt")
    group, _made = Group.objects.get_or_create(name=roles.BY_CODE[roles.LEADER].group)
    step.groups.add(group)
    flow = Workflow.objects.create(name="Duyệt")
    WorkflowTask.objects.create(workflow=flow, task=step, sort_order=0)
    WorkflowPage.objects.create(workflow=flow, page=home)
    return section


def person(username: str, role: str) -> User:
    """Make somebody with a role and its rights."""
    group, _made = Group.objects.get_or_create(name=roles.BY_CODE[role].group)
    known = setup.permissions()
    group.permissions.add(*(known[name] for name in roles.BY_CODE[role].permissions if name in known))
    made = User.objects.create(username=username, full_name=username.replace("-", " ").title())
    made.groups.add(group)
    return User.objects.get(pk=made.pk)


# --------------------------------------------------------------------- sound


def noise(parts: Sequence[Part], *, directory: Path) -> Produced:
    """Stand in for the sound workshop: files that nobody would listen to, as long as the parts say."""
    directory.mkdir(parents=True, exist_ok=True)
    seconds, said = 0.0, []
    for part in parts:
        length = part.seconds if isinstance(part, Pause) else 0.0
        if isinstance(part, Speech):
            length = part.clip.duration_s
            said.append((seconds, seconds + length))
        seconds += length
    master, mp3, waveform = (_file(directory, kind) for kind in ("flac", "mp3", "png"))
    return Produced(
        master=master,
        master_sha256=_digest(master),
        mp3=mp3,
        mp3_sha256=_digest(mp3),
        duration_s=max(seconds, 0.5),
        loudness_lufs=-16.0,
        true_peak_dbtp=-2.0,
        waveform=waveform,
        said=tuple(said),
    )


def _file(directory: Path, kind: str) -> Path:
    path = directory / f"{uuid4().hex}.{kind}"
    path.write_bytes(path.name.encode() * 40)
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def days(count: float) -> timedelta:
    """Write a span in days."""
    return timedelta(days=count)
