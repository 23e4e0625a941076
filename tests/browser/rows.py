"""What the station's database says, for a test in another process: ``python -m tests.browser.rows WHAT ...``."""

import json
import os
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from broadcast import media  # noqa: E402
from broadcast.models import Airing, Programme  # noqa: E402
from broadcast.states import ProgrammeStatus, RecordingStatus  # noqa: E402
from cms.public import listening  # noqa: E402
from newsroom.models import Story  # noqa: E402


def programme_of(story_id: str) -> object:
    """Return the newest programme of a story: its number, its words, and the master that was accepted."""
    programme = Programme.objects.filter(story_id=int(story_id)).latest("pk")
    accepted = programme.recordings.filter(status=RecordingStatus.ACCEPTED).first()
    return {
        "id": programme.pk,
        "status": programme.status,
        "spoken": programme.spoken,
        "master": str(media.path_of(accepted.master_sha256)) if accepted else "",
    }


def shortest_approved() -> object:
    """Return the number of the approved programme that is read quickest and stands in no queue."""
    waiting = Programme.objects.lawful().filter(
        status__in=[ProgrammeStatus.RECORDED, ProgrammeStatus.ACCEPTED]
    )
    return min((len(row.spoken), row.pk) for row in waiting)[1]


def takes_of(programme_id: str) -> object:
    """Return what each take of a programme is."""
    rows = Programme.objects.get(pk=int(programme_id)).recordings.order_by("pk")
    return [{"status": row.status, "voice": row.voice, "synthetic": row.synthetic} for row in rows]


def airings_of(programme_id: str, zone: str) -> object:
    """Return when a programme is on the air in a zone, and what became of it."""
    rows = Airing.objects.filter(booking__programme=int(programme_id), zone__name=zone).order_by("starts_at")
    return [{"starts_at": row.starts_at.isoformat(), "status": row.status} for row in rows]


def with_opus() -> object:
    """Return the path of a story on the site whose sound is there as Opus; "" while there is none."""
    heard = [row for row in listening.released(timezone.now()) if getattr(row, "has_opus", False)]
    story = Story.objects.public().filter(pk__in=[row.programme.story_id for row in heard]).first()
    return story.url if story else ""


QUESTIONS: dict[str, Callable[..., object]] = {
    "programme": programme_of,
    "shortest": shortest_approved,
    "takes": takes_of,
    "airings": airings_of,
    "opus": with_opus,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(QUESTIONS[sys.argv[1]](*sys.argv[2:])))
