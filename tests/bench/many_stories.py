"""Fills a measured station with years of work: stories, their approvals, and programmes that were played.

Rows are written straight into the tables, the locks on evidence aside: what is measured is reading.
"""

import hashlib
import json
import random
import sys
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backend

from broadcast.models import Acceptance, Airing, Booking, Programme, Recording, Zone
from broadcast.states import AiringStatus, ProgrammeStatus
from cms import nightly
from cms.caching import watching
from newsroom import forms_of_story, triggers
from newsroom.models import Approval, ArticlePage, ChainEntry, FrozenText, SectionPage, Story, Submission
from newsroom.models.story_site import site_form

YEARS = timedelta(days=3 * 365)
WORDS = (
    *(
        "đường",
        "làng",
        "trạm",
        "tiêm",
        "vụ",
        "mùa",
        "nước",
        "sạch",
        "hội",
        "phụ",
        "nữ",
        "trường",
        "học",
        "số",
    ),
    *(
        "khuyến",
        "cầu",
        "tông",
        "kênh",
        "mương",
        "nông",
        "dân",
        "hợp",
        "tác",
        "lúa",
        "nếp",
        "giống",
        "thể",
        "dục",
    ),
)
PLAYED_ONE_IN = 4
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What new rows are copied from."""

    page: Page
    story: ArticlePage
    approval: Approval
    sections: list[SectionPage]
    zones: list[Zone]


def grow(to: int) -> None:
    """Bring the station to ``to`` public stories, every fourth of them played in every zone."""
    ground = _ground()
    numbers = range(Story.objects.public().count(), to)
    stories = []
    with transaction.atomic():
        triggers.drop(connection)
        watching.drop(connection)
        for start in range(0, len(numbers), BATCH):
            stories += _stories(ground, numbers[start : start + BATCH], to)
        _programmes(ground, stories[::PLAYED_ONE_IN])
        triggers.install(connection)
        watching.install(connection)
    index = get_search_backend().get_index_for_model(ArticlePage)
    for start in range(0, len(stories), BATCH):
        index.add_items(ArticlePage, stories[start : start + BATCH])
    nightly.count_rows()


def _ground() -> Ground:
    story = ArticlePage.objects.public().filter(source_document=None).order_by("pk")[0]
    return Ground(
        page=Page.objects.get(pk=story.pk),
        story=story,
        approval=Approval.objects.get(revision_id=story.live_revision_id),
        sections=list(SectionPage.objects.filter(live=True).order_by("pk")),
        zones=list(Zone.objects.order_by("pk")),
    )


def _stories(ground: Ground, numbers: range, of: int) -> list[ArticlePage]:
    """Write a batch, table by table; numbers go from the oldest to the newest."""
    first = Page.objects.aggregate(most=models.Max("pk"))["most"] + 1
    made: list[ArticlePage] = []
    now = timezone.now()
    for place, number in enumerate(numbers):
        section = ground.sections[number % len(ground.sections)]
        story = ArticlePage.objects.get(pk=ground.story.pk) if not made else _copy(made[0])
        story.pk = story.id = story.page_ptr_id = story.story_ptr_id = first + place
        story.title = story.draft_title = _title(number)
        story.slug = f"tin-{number}"
        story.path = f"{section.path}{number + 0xA000:04X}"
        story.url_path = f"{section.url_path}{story.slug}/"
        story.translation_key = uuid.uuid4()
        story.kind = ArticlePage.Kind.NOTICE if number % 5 == 0 else ArticlePage.Kind.NEWS
        story.first_published_at = story.last_published_at = now - YEARS * (of - number) / of
        made.append(story)
    for story, revision in zip(made, _revisions(ground, made), strict=True):
        story.live_revision_id = story.latest_revision_id = revision
    for model in (Page, Story, ArticlePage):
        _insert(model, made)
    _approve(ground, made)
    return made


def _copy(story: ArticlePage) -> ArticlePage:
    values = {each.attname: getattr(story, each.attname) for each in ArticlePage._meta.concrete_fields}
    return ArticlePage(**values)


def _title(number: int) -> str:
    dice = random.Random(number)
    return f"{' '.join(dice.sample(WORDS, 8)).capitalize()} số {number}"


def _insert(model: type[models.Model], rows: list[Any]) -> None:
    """Write the rows' own columns of one table of the inheritance."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{each.column}"' for each in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        [each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values)


def _revisions(ground: Ground, stories: list[ArticlePage]) -> list[int]:
    like = Revision.objects.get(pk=ground.story.live_revision_id)
    rows = [
        Revision(
            content_type_id=like.content_type_id,
            base_content_type_id=like.base_content_type_id,
            object_id=str(story.pk),
            created_at=story.first_published_at,
            object_str=story.title,
            content={},
        )
        for story in stories
    ]
    return [row.pk for row in Revision.objects.bulk_create(rows)]


def _approve(ground: Ground, stories: list[ArticlePage]) -> None:
    like, texts, submissions = ground.approval.submission, [], []
    for story in stories:
        text = forms_of_story.canonical(site_form(story)).decode()
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        texts.append(FrozenText(sha256=sha256, text=text))
        submissions.append(
            _like(
                like, story, title=story.title, digests={**like.digests, "site": sha256}, workflow_state_id=0
            )
        )
    FrozenText.objects.bulk_create(texts, ignore_conflicts=True)
    submitted = Submission.objects.bulk_create(submissions)
    entries = ChainEntry.objects.bulk_create(_links(len(stories)))
    Approval.objects.bulk_create(
        _like(ground.approval, story, submission=submission, entry=entry)
        for story, submission, entry in zip(stories, submitted, entries, strict=True)
    )


def _like(row: Any, story: ArticlePage, **own: Any) -> Any:
    """Return a copy of a submission or approval for another story."""
    values = {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if each.attname != "id"
    }
    for name in own:
        values.pop(f"{name}_id", None)
    return type(row)(**{**values, "story_id": story.pk, "revision_id": story.live_revision_id, **own})


def _links(count: int) -> list[ChainEntry]:
    """Return links that are counted and not joined: nobody verifies this chain."""
    newest = ChainEntry.objects.order_by("-sequence")[0]
    return [
        ChainEntry(
            sequence=newest.sequence + 1 + step,
            kind=newest.kind,
            facts_json="{}",
            written_at=newest.written_at,
            previous_sha256=uuid.uuid4().hex,
            sha256=uuid.uuid4().hex,
            key_id=newest.key_id,
            signature=newest.signature,
        )
        for step in range(count)
    ]


def _programmes(ground: Ground, stories: list[ArticlePage]) -> None:
    """Write a programme of each story with its accepted take, and one play in every zone."""
    like = Recording.objects.hearable().select_related("programme", "acceptance").order_by("pk")[0]
    approvals = {
        each.story_id: each for each in Approval.objects.filter(story_id__in=[s.pk for s in stories])
    }
    programmes, bookings, takes = [], [], []
    for story in stories:
        own = {"approval": approvals[story.pk], "submission_id": approvals[story.pk].submission_id}
        programme = _row(
            like.programme, story_id=story.pk, title=story.title, status=ProgrammeStatus.AIRED, **own
        )
        programmes.append(programme)
    Programme.objects.bulk_create(programmes)
    for programme, story in zip(programmes, stories, strict=True):
        takes.append(
            _row(like, programme=programme, device_sha256=hashlib.sha256(story.title.encode()).hexdigest())
        )
        at = story.first_published_at
        bookings.append(Booking(programme=programme, play_now=True, on=at.date(), booked_at=at))
    Recording.objects.bulk_create(takes)
    Booking.objects.bulk_create(bookings)
    entries = ChainEntry.objects.bulk_create(_links(len(takes)))
    Acceptance.objects.bulk_create(
        _row(like.acceptance, recording=take, approval=take.programme.approval, entry=entry)
        for take, entry in zip(takes, entries, strict=True)
    )
    Airing.objects.bulk_create(
        Airing(
            uuid=uuid.uuid4(),
            zone=zone,
            booking=booking,
            on=booking.on,
            session=uuid.uuid4(),
            title=take.programme.title,
            starts_at=booking.booked_at,
            duration_s=take.duration_s or 60,
            media_sha256=take.device_sha256,
            authority={},
            status=AiringStatus.PLAYED,
        )
        for booking, take in zip(bookings, takes, strict=True)
        for zone in ground.zones
    )


def _row(row: Any, **own: Any) -> Any:
    values = {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if each.attname != "id"
    }
    for name in own:
        values.pop(f"{name}_id", None)
    return type(row)(**{**values, **own})


def tell(to: int) -> None:
    """Grow, and print how much there is as JSON."""
    grow(to)
    there = {"stories": Story.objects.public().count(), "plays": Airing.objects.count()}
    sys.stdout.write(json.dumps(there) + "\n")
