"""A small commune for the tests of the public pages: rows as the newsroom and the stages would leave them."""

import hashlib
import itertools
import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any

from wagtail.models import Page, Site

from broadcast import media
from broadcast.authority import script_sha256, spoken_sha256
from broadcast.models import Acceptance, Airing, Booking, Programme, Recording, Slot, Station, Zone
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus
from newsroom import chain, forms_of_story
from newsroom.models import (
    Approval,
    ArticlePage,
    HomePage,
    Place,
    Recall,
    SectionPage,
    Story,
    Submission,
    User,
)

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)  # Saturday, 12:00 in the commune
_numbers = itertools.count(1)


def digest(text: str) -> str:
    """Return a SHA-256, as a stand-in for the digest of a file."""
    return hashlib.sha256(text.encode()).hexdigest()


def leader() -> User:
    """Return the chairman."""
    person, _new = User.objects.get_or_create(
        username="chu-tich", defaults={"full_name": "Nguyễn Văn Hùng", "title": "Chủ tịch UBND xã"}
    )
    return person


def home() -> HomePage:
    """Return the front page, made the root of the one site."""
    existing = HomePage.objects.first()
    if existing is not None:
        return existing
    page = Page.get_first_root_node().add_child(instance=HomePage(title="Xã Lạc Phượng", slug="xa"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


def section(title: str = "Tin tức", slug: str = "tin-tuc") -> SectionPage:
    """Return a live section."""
    existing = SectionPage.objects.filter(slug=slug).first()
    return existing or home().add_child(instance=SectionPage(title=title, slug=slug))


def draft(
    title: str, *, within: SectionPage | None = None, model: type[Story] = ArticlePage, **fields: Any
) -> Any:
    """Return a story that nobody has approved."""
    story = model(title=title, slug=f"bai-{next(_numbers)}", live=False, **fields)
    return (within or section()).add_child(instance=story)


def approve(story: Story) -> Approval:
    """Approve the story as it stands; this alone publishes nothing."""
    revision = story.save_revision()
    number = Approval.objects.count() + 1
    forms = forms_of_story.freeze(story)
    forms_of_story.keep_texts(forms)
    submission = Submission.objects.create(
        story_id=story.pk,
        revision_id=revision.pk,
        workflow_state_id=number,
        title=story.title,
        outlets=forms["outlets"],
        digests=forms_of_story.digests(forms),
        contributors=[],
        submitted_by=leader(),
        submitted_by_name="",
        submitted_at=NOON,
    )
    return Approval.objects.create(
        entry=chain.append("approval", {"number": number}, now=NOON),
        submission=submission,
        story_id=story.pk,
        revision_id=revision.pk,
        digests={"script": script_sha256(story.title)},
        approver=leader(),
        approver_name="",
        approved_at=NOON,
    )


def published(title: str, *, at: datetime = NOON, **fields: Any) -> Any:
    """Return a story that is live at an approved revision."""
    story = draft(title, **fields)
    approval = approve(story)
    story.live, story.live_revision_id = True, approval.revision_id
    story.first_published_at = story.last_published_at = at
    story.save()
    return story


def recall(story: Story) -> None:
    """Take the newest approval of the story back, and nothing else."""
    approval = Approval.objects.filter(story_id=story.pk).latest("entry_id")
    entry = chain.append("recall", {"approval": approval.sequence}, now=NOON)
    Recall.objects.create(
        entry=entry, approval=approval, person=leader(), person_name="", reason="sai", recalled_at=NOON
    )


def zone(name: str = "Thôn Đông Hồ") -> Zone:
    """Return a zone of the one station."""
    station, _new = Station.objects.get_or_create(name="Đài truyền thanh xã Lạc Phượng")
    place, _new = Place.objects.get_or_create(name=name, defaults={"position": Place.objects.count()})
    found, _new = Zone.objects.get_or_create(place=place, defaults={"station": station, "name": name})
    return found


def programme(story: Story, **fields: Any) -> Programme:
    """Return the programme of the story's newest approval."""
    approval = Approval.objects.filter(story_id=story.pk).latest("entry_id")
    values = {
        "station": zone().station,
        "submission": approval.submission,
        "approval": approval,
        "story_id": story.pk,
        "title": story.title,
        "script": story.title,
        "spoken": f"{story.title}.\nMời bà con chú ý theo dõi.",
        "status": ProgrammeStatus.ACCEPTED,
    }
    return Programme.objects.create(**{**values, **fields})


def recording(of: Programme, *, sound: bytes = b"ID3 tieng noi", **fields: Any) -> Recording:
    """Return an accepted recording whose file lies where files lie."""
    sha256 = hashlib.sha256(sound).hexdigest()
    path = media.path_of(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sound)
    master = digest(f"master {of.pk} {next(_numbers)}")
    values = {
        "voice": "espeak",
        "spoken_sha256": spoken_sha256(of.spoken),
        "master_sha256": master,
        "device_sha256": sha256,
        "duration_s": 192.4,
        "status": RecordingStatus.ACCEPTED,
    }
    take = Recording.objects.create(programme=of, **{**values, **fields})
    if take.status == RecordingStatus.ACCEPTED and of.approval is not None:
        Acceptance.objects.create(
            entry=chain.append("acceptance", {"approval": of.approval.sequence}, now=NOON),
            recording=take,
            approval=of.approval,
            master_sha256=master,
            person=leader(),
            person_name="",
            accepted_at=NOON,
        )
    return take


def slot(name: str = "Bản tin chiều", starts_at: time = time(16, 30), **fields: Any) -> Slot:
    """Return a slot of every day."""
    values = {"weekdays": list(range(7)), "budget_minutes": 30}
    return Slot.objects.create(station=zone().station, name=name, starts_at=starts_at, **{**values, **fields})


def airing(
    take: Recording,
    *,
    at: datetime = NOON - timedelta(hours=1),
    status: AiringStatus = AiringStatus.PLAYED,
    where: Zone | None = None,
    **fields: Any,
) -> Airing:
    """Return one play of the recording."""
    place = where or zone()
    booking, _new = Booking.objects.get_or_create(
        programme=take.programme,
        play_now=True,
        defaults={"on": at.date(), "booked_at": at},
    )
    values = {
        "uuid": uuid.uuid4(),
        "on": at.date(),
        "session": uuid.uuid4(),
        "title": take.programme.title,
        "duration_s": take.duration_s or 0,
        "media_sha256": take.device_sha256,
        "authority": {},
    }
    return Airing.objects.create(
        zone=place, booking=booking, starts_at=at, status=status, **{**values, **fields}
    )
