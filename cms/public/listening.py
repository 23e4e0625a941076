"""What the public may hear: the release question for sounds, and the sounds of stories and of past sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from broadcast import authority, media, recipes, versions, web_sounds
from broadcast.authority import Output
from broadcast.models import Airing, Recording, Rendition
from broadcast.models.questions import in_time
from broadcast.states import AiringStatus
from cms.public import newest, wording
from newsroom.models import Story

PLAYS_OF_EACH = 20


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A recording as a page shows it: a player, its length, and exactly what it says."""

    recording: int
    title: str
    url: str
    opus: str
    length: str
    seconds: float
    synthetic: bool
    transcript: tuple[str, ...]


def released(now: datetime) -> QuerySet[Recording]:
    """Return the recordings that may be heard: accepted, under an approval in force, and public by one of two ways.

    Either the story can be read on the site at exactly that approval's revision, or a loudspeaker has played this
    very file and the programme has not run out. This finds; ``granted`` asks the release question itself.
    """
    readable, played = Exists(_readers()), Exists(_plays(now))
    return _whole(_in_force().filter(Q(readable) | (Q(played) & in_time(now, "programme__valid_until"))))


def _in_force() -> QuerySet[Recording]:
    """Return what is accepted under an approval that no newer version of the story has taken over from."""
    return (
        Recording.objects.hearable()
        .exclude(versions.newer_in_force(story="programme__story_id", submission="programme__submission_id"))
        .exclude(versions.newer_recalled(story="programme__story_id", submission="programme__submission_id"))
        .exclude(device_sha256="")
    )


def _of(stories: Iterable[Story]) -> QuerySet[Recording]:
    """Return the released recordings of stories that the public may read, as they stand on the site."""
    revisions = {story.pk: story.live_revision_id for story in stories}
    return _in_force().filter(
        programme__story_id__in=list(revisions), programme__approval__revision_id__in=list(revisions.values())
    )


def _whole(rows: QuerySet[Recording]) -> QuerySet[Recording]:
    """Read along what the release question and a player need."""
    return rows.annotate(has_opus=Exists(_opus())).select_related(
        "programme__approval__recall", "programme__approval__entry", "acceptance"
    )


def granted(recordings: Iterable[Recording]) -> list[Recording]:
    """Keep what the release question grants."""
    # Whether its time is over was answered by ``released``: a story that is read may be heard on.
    return [row for row, _by in authority.released(recordings, output=Output.SITE, now=timezone.now())]


def released_sound(number: int, now: datetime, *, recipe: str = recipes.WEB_MP3) -> Path | None:
    """Return the file of a recording that may be heard now, or None.

    Until the MP3 for people at home is made, they hear the one that loudspeakers play.
    """
    recording = released(now).select_related("programme__station").filter(pk=number).first()
    if recording is None or not granted([recording]):
        return None
    if made := web_sounds.sound_of(recording, recipe):
        return media.path_of(made.output_sha256)
    if recipe != recipes.WEB_MP3 or not media.is_unchanged(recording.device_sha256):
        return None
    return media.path_of(recording.device_sha256)


def _opus() -> QuerySet[Rendition]:
    """Return what was made as Opus of the recording in the outer query; the address looks again before it serves."""
    return Rendition.objects.filter(source_sha256=OuterRef("master_sha256"), recipe=recipes.WEB_OPUS)


def _readers() -> QuerySet[Story]:
    """Return the story on the site whose approved revision the recording in the outer query says."""
    return Story.objects.public().filter(
        pk=OuterRef("programme__story_id"), live_revision_id=OuterRef("programme__approval__revision_id")
    )


def _plays(now: datetime) -> QuerySet[Airing]:
    """Return the plays of the recording in the outer query: of the file that we would serve, or one of its master."""
    made = Rendition.objects.filter(source_sha256=OuterRef(OuterRef("master_sha256")))
    return Airing.objects.filter(
        Q(media_sha256=OuterRef("device_sha256")) | Q(media_sha256__in=made.values("output_sha256")),
        booking__programme=OuterRef("programme"),
        status=AiringStatus.PLAYED,
        starts_at__lte=now,
    )


def aired(now: datetime) -> QuerySet[Recording]:
    """Return what was played and may be heard again, the latest play first, as ``last_played_at``."""
    latest = _plays(now).order_by("-starts_at").values("starts_at")[:1]
    return (
        released(now)
        .annotate(last_played_at=Subquery(latest, output_field=DateTimeField()))
        .filter(last_played_at__isnull=False)
        .order_by("-last_played_at", "-pk")
    )


def aired_last(now: datetime, *, most: int, start: int = 0) -> list[Recording]:
    """Return a stretch of ``aired`` without looking at every play there ever was."""
    programmes = newest.played(now, most=start + most, at_first=(start + most) * PLAYS_OF_EACH)[start:]
    return list(aired(now).filter(programme__in=programmes)[:most])


def sound_of_story(story: Story) -> Sound | None:
    """Return the newest released recording of a story that the public may read."""
    return next(map(sound, granted(_whole(_of([story])).order_by("-pk")[:1])), None)


def stories_with_sound(stories: Iterable[Story]) -> dict[int, str]:
    """Return story -> length of its sound in words, of stories that the public may read, in one query."""
    rows = _of(stories).order_by("pk").values_list("programme__story_id", "duration_s")
    return {story: wording.length(seconds) for story, seconds in rows}


def sound(recording: Recording) -> Sound:
    """Return the recording as a page shows it."""
    programme = recording.programme
    return Sound(
        recording=recording.pk,
        title=programme.title,
        url=reverse("public:sound", args=[recording.pk]),
        opus=reverse("public:sound_opus", args=[recording.pk])
        if getattr(recording, "has_opus", False)
        else "",
        length=wording.length(recording.duration_s),
        seconds=round(recording.duration_s or 0, 1),
        synthetic=recording.synthetic,
        transcript=tuple(line for line in programme.spoken.splitlines() if line.strip()),
    )


def zones_of(recordings: Sequence[Recording]) -> dict[int, tuple[str, ...]]:
    """Return recording -> names of the zones that played it, in the commune's order, in one query."""
    by_file = _by_file(recordings)
    rows = (
        Airing.objects.filter(
            booking__programme__in=[programme for programme, _sha256 in by_file],
            media_sha256__in=[sha256 for _programme, sha256 in by_file],
            status=AiringStatus.PLAYED,
        )
        .order_by("zone__place__position", "zone__name")
        .values_list("booking__programme", "media_sha256", "zone__name")
        .distinct()
    )
    names: dict[int, list[str]] = {}
    for programme, sha256, zone in rows:
        if (recording := by_file.get((programme, sha256))) is not None:
            names.setdefault(recording, []).append(zone)
    return {recording: tuple(zones) for recording, zones in names.items()}


def _by_file(recordings: Sequence[Recording]) -> dict[tuple[int, str], int]:
    """Return (programme, file) -> recording, for every file that was made of its master."""
    found = {(row.programme_id, row.device_sha256): row.pk for row in recordings}
    by_master = {row.master_sha256: row for row in recordings}
    made = Rendition.objects.filter(source_sha256__in=list(by_master))
    for source, output in made.values_list("source_sha256", "output_sha256"):
        found[by_master[source].programme_id, output] = by_master[source].pk
    return found
