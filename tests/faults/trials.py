"""What people and processes try while something is broken, and what stands in the rows and on the disk afterwards."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from broadcast import narration, station_loop
from broadcast.models import Acceptance, Manifest, Recording
from newsroom import verification, workflow
from newsroom.models import Approval, ChainEntry, Picture, Story, Submission
from tests import factories
from tests.broadcast import commune

TITLE = re.compile(r'lost__title">([^<]+)<')


class Trials:
    """One commune, and everything that may be interrupted, each prepared up to the moment before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        call_command("migrate", verbosity=0)
        self.commune = commune.found()
        self.programme = self.commune.approved(now=timezone.now())
        self.take = self.programme.recordings.get()
        self.waiting = self.commune.submit(title="Chờ duyệt", on_air=True)
        self.wanted = narration.request_take(self.programme, voice="silent", person=self.commune.operator)
        self.draft = self._draft_with_picture()
        self.loop = station_loop.Loop("trial")
        self.loop.tick()
        self.leader, self.operator = (
            self._signed_in(self.commune.leader),
            self._signed_in(self.commune.operator),
        )
        connection.close()  # its patience is read when it connects
        settings.DATABASES["default"].get("OPTIONS", {})["timeout"] = 1
        connection.settings_dict.get("OPTIONS", {})["timeout"] = 1

    def _draft_with_picture(self) -> int:
        picture: Picture = factories.make_picture()
        story = self.commune.edit(self.commune.submit(title="Có ảnh"), title="Có ảnh")
        workflow.withdraw(Submission.objects.latest("pk"), self.commune.editor)
        draft = story.get_latest_revision_as_object()
        draft.picture = picture
        draft.save_revision(user=self.commune.editor)
        return int(story.pk)

    def _signed_in(self, person: Any) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        return client

    def run(self) -> Mapping[str, Any]:
        """Try everything once; return what each was answered."""
        return {
            "approve": self._ask(self.leader, f"/quan-tri/duyet/{self.waiting.pk}/duyet/", {}),
            "return": self._ask(
                self.leader, f"/quan-tri/duyet/{self.waiting.pk}/tra-lai/", {"reason": "Ghi rõ nguồn."}
            ),
            "accept": self._ask(
                self.operator, f"/quan-tri/phat-thanh/ban-thu/{self.take.pk}/nhan/", {"heard": "on"}
            ),
            "submit": self._try(self._submit),
            "narrate": self._narrate(),
            "tick": self._try(self._tick),
            "healthz": Client(raise_request_exception=False).get("/healthz").status_code,
        }

    def _ask(self, client: Client, path: str, fields: Mapping[str, str]) -> Mapping[str, Any]:
        response = client.post(path, fields)
        page = response.content.decode(errors="replace")
        title = TITLE.search(page)
        return {
            "status": response.status_code,
            "title": unescape(title.group(1)) if title else "",
            "typed_is_kept": all(value in page for value in fields.values()),
            "retry_after": response.headers.get("Retry-After", ""),
        }

    def _submit(self) -> str:
        story = Story.objects.get(pk=self.draft).specific
        return str(workflow.submit(story, self.commune.editor).pk)

    def _narrate(self) -> str:
        def make() -> str:
            if Recording.objects.get(pk=self.wanted.pk).status == "failed":
                narration.retry(Recording.objects.get(pk=self.wanted.pk), person=self.commune.operator)
            narration.make_recording(self.wanted.pk)
            row = Recording.objects.get(pk=self.wanted.pk)
            return f"{row.status}: {row.error}"

        return self._try(make)

    def _tick(self) -> str:
        self.loop._swept_at = None
        return str(self.loop.tick())

    def _try(self, act: Callable[[], str]) -> str:
        try:
            return act()
        except (DatabaseError, OSError) as fault:
            return f"{type(fault).__name__}: {fault}"

    def state(self) -> Mapping[str, Any]:
        """Return what stands now, when the database can be asked again."""
        narration.rescue_stuck(timezone.now() + timedelta(hours=1))
        return {
            "approved": Approval.objects.filter(submission=self.waiting).count(),
            "reviews": self.waiting.reviews.count(),
            "accepted": Acceptance.objects.count(),
            "submitted": Submission.objects.filter(story_id=self.draft).count(),
            "links": ChainEntry.objects.count(),
            "recording": Recording.objects.get(pk=self.wanted.pk).status,
            "manifests": Manifest.objects.count(),
            "faults": [fault.message for fault in verification.verify().faults],
            "leftovers": sorted(path.name for path in _leftovers()),
        }


def _leftovers() -> list[Path]:
    """Return what was begun and never finished."""
    media = Path(settings.MEDIA_ROOT)
    half = [path for path in media.rglob("*") if path.is_file() and ".part" in path.name]
    making = media / "broadcast" / "making"
    return half + [path for path in making.rglob("*") if path.is_file()]
