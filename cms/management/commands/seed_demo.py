"""Fill an empty database with the demo commune: people, stories in every state, sound, slots, devices."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import intake, pipeline, voices
from broadcast.models import Device, Programme, Station
from cms.demo import content
from cms.demo.shapes import Demo, State
from cms.seeding import air, stories, structure
from newsroom import roles
from newsroom.models import Story, Submission


class Command(BaseCommand):
    """Needs no worker: what workers do is done here, in the same order."""

    help = "Fill an empty database with the demo commune."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed once; a database with a station is left alone."""
        if Station.objects.exists():
            raise CommandError(_("There is a station already; the demo fills only an empty database."))
        now = timezone.now()
        demo = content.demo(timezone.localtime(now).date())
        cast = structure.build(demo, now=now)
        self._note(_("People, sections, station: done. Now the stories and their sound…"))
        pages = self._write_stories(demo, cast)
        pipeline.make()
        Station.objects.update(voice=voices.offline())
        bulletin = stories.write_bulletin(cast, now.date())
        pipeline.make()
        self._decide(demo, pages, cast, now)
        air.put_clips_in_force(cast, now=now)
        devices = air.enrol_devices(demo, cast, players=Path(settings.VAR) / "demo" / "players", now=now)
        self._air(demo, pages, cast, devices[0])
        for document in demo.documents:
            stories.import_document(document, cast)
        stories.write_registered(cast)
        stories.write_film(cast, pages[content.FILM.of])
        stories.write_issue(cast, timezone.localdate(now))
        self._book_bulletin(bulletin, cast)
        self._write_logins(demo)

    def _write_stories(self, demo: Demo, cast: structure.Cast) -> dict[str, Story]:
        pages: dict[str, Story] = {}
        for story in demo.all_stories:
            pages[story.slug] = stories.write(story, cast, tells=pages.get(story.tells))
        return pages

    def _decide(self, demo: Demo, pages: dict[str, Story], cast: structure.Cast, now: datetime) -> None:
        for story in demo.all_stories:
            if story.state is not State.DRAFT:
                stories.decide(story, pages[story.slug], cast, now=now)

    def _air(self, demo: Demo, pages: dict[str, Story], cast: structure.Cast, device: Device) -> None:
        for story in demo.stories:
            if story.state is State.AIRED:
                programme = Programme.objects.get(story_id=pages[story.slug].pk)
                air.air_in_the_past(programme, story.at, cast, device=device)

    def _book_bulletin(self, bulletin: Story, cast: structure.Cast) -> None:
        now = timezone.now()
        submission = Submission.objects.get(story_id=bulletin.pk)
        stories.approve(submission, cast)
        intake.sweep(now)
        programme = stories.accept(submission, cast.with_role("operator"), now=now)
        booking = air.book_soon(programme, cast, now=now)
        pipeline.sweep(now)
        assert booking.slot is not None
        self._note(
            _("A bulletin is due at %(time)s in every hamlet.")
            % {"time": booking.slot.starts_at.strftime("%H:%M:%S")}
        )

    def _write_logins(self, demo: Demo) -> None:
        logins = [
            {
                "username": person.username,
                "password": structure.PASSWORD,
                "role": f"{roles.BY_CODE[person.role].group} ({person.name})",
            }
            for person in demo.people
        ]
        path = Path(settings.VAR) / "demo" / "logins.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(logins, ensure_ascii=False))

    def _note(self, text: str) -> None:
        self.stdout.write(text)
