"""Music under the words: never unapproved, never unasked, never where it matters, and nobody accepts anything anew."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from broadcast import media, music, provenance, recipes, remaking, standing, web_sounds
from broadcast.audio.bed import Music
from broadcast.models import Acceptance, Programme, Recording, Rendition, SpecialDay, StandingClip
from tests.broadcast.commune import Commune, noise

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> list[Music | None]:
    """Make no sound: a file says which master it is of; return what was laid under each."""
    laid: list[Music | None] = []

    def device_sound(master: Path, *, directory: Path, music: Music | None = None) -> Path:
        laid.append(music)
        path = directory / f"made-{len(laid)}.mp3"
        path.write_bytes(master.read_bytes() + (b" over music" if music else b""))
        return path

    monkeypatch.setattr(remaking, "device_sound", device_sound)
    monkeypatch.setattr(web_sounds, "make", lambda: 0)
    monkeypatch.setattr(music, "produce_whole", lambda _clip, *, directory: noise([], directory=directory))
    monkeypatch.setattr(music, "bed_from", lambda _path: None)
    return laid


def kept(commune: Commune, *, now: datetime) -> StandingClip:
    """Keep a piece that nobody has approved."""
    return music.keep_chords(commune.station, origin="Của hệ thống", person=commune.operator, now=now)


def approved(commune: Commune, *, now: datetime) -> StandingClip:
    """Keep a piece, let the leader approve it, and switch music on."""
    clip = kept(commune, now=now)
    standing.approve_clip(clip, person=commune.leader, now=now)
    music.switch(commune.station, on=True, person=commune.operator, now=now)
    return StandingClip.objects.get(pk=clip.pk)


def heard(commune: Commune, *, now: datetime) -> list[str]:
    """Return the files of the programmes in the signed plan."""
    return [item.media for item in commune.released(now=now).air]


def over(clip: StandingClip) -> set[str]:
    """Return the files that have this music in them."""
    return set(Rendition.objects.filter(about=clip.master_sha256).values_list("output_sha256", flat=True))


def test_it_lies_under_what_is_accepted_and_nobody_accepts_anew(
    commune: Commune, now: datetime, sound: list[Music | None]
) -> None:
    programme = commune.booked(now=now)
    (plain,) = heard(commune, now=now)

    clip = approved(commune, now=now)
    assert heard(commune, now=now) == [plain]  # until the file is made
    assert remaking.remake(now) == 1
    later = now + timedelta(minutes=1)

    (file,) = heard(commune, now=later)
    assert file in over(clip)
    assert Acceptance.objects.count() == 1
    take = programme.recordings.get()
    assert sound[0] is not None
    assert sound[0].said == tuple((start, end) for start, end in take.timeline)
    assert provenance.was_accepted(file, programme.approval_id)
    assert remaking.remake(later) == 0


def test_another_piece_makes_the_files_anew(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)
    first = approved(commune, now=now)
    remaking.remake(now)
    second = approved(commune, now=now)

    assert remaking.remake(now) == 1

    (file,) = heard(commune, now=now)
    assert file in over(second)
    first.refresh_from_db()
    assert first.revoked_at == now


SILENCED: dict[str, Callable[[Commune, StandingClip, datetime], object]] = {
    "switched off": lambda commune, _clip, now: music.switch(
        commune.station, on=False, person=commune.operator, now=now
    ),
    "revoked": lambda commune, clip, now: standing.revoke_clip(clip, person=commune.leader, now=now),
    "run out": lambda _commune, clip, now: change(clip, valid_until=now),
    "not begun": lambda _commune, clip, now: change(clip, valid_from=now + timedelta(days=1)),
    "approval taken off the row": lambda _commune, clip, _now: change(clip, approved_at=None),
    "no link in the chain": lambda _commune, clip, _now: change(clip, entry=None),
    "other bytes": lambda _commune, clip, _now: media.path_of(clip.master_sha256).write_bytes(b"x"),
    "file gone": lambda _commune, clip, _now: media.path_of(next(iter(over(clip)))).unlink(),
}


def change(clip: StandingClip, **fields: object) -> None:
    """Write behind the back of the stages."""
    StandingClip.objects.filter(pk=clip.pk).update(**fields)


@pytest.mark.parametrize("breach", SILENCED)
def test_without_its_authority_the_plain_recording_is_heard_at_once(
    commune: Commune, now: datetime, breach: str
) -> None:
    programme = commune.booked(now=now)
    plain = programme.recordings.get().device_sha256
    clip = approved(commune, now=now)
    remaking.remake(now)
    assert heard(commune, now=now) != [plain]

    SILENCED[breach](commune, clip, now)

    assert heard(commune, now=now) == [plain]


def test_what_nobody_approved_is_never_made(
    commune: Commune, now: datetime, sound: list[Music | None]
) -> None:
    commune.booked(now=now)
    kept(commune, now=now)
    music.switch(commune.station, on=True, person=commune.operator, now=now)

    remaking.remake(now)

    assert sound == []
    with pytest.raises(PermissionDenied):
        standing.approve_clip(StandingClip.objects.get(), person=commune.operator, now=now)


def test_it_is_off_until_somebody_switches_it_on(
    commune: Commune, now: datetime, sound: list[Music | None]
) -> None:
    commune.booked(now=now)
    standing.approve_clip(kept(commune, now=now), person=commune.leader, now=now)

    remaking.remake(now)

    assert sound == []


@pytest.mark.parametrize(
    ("forms", "is_plain"), [(["bulletin"], True), (["bulletin", "music"], False), ([], False)]
)
def test_a_day_of_mourning_is_without_music(
    commune: Commune, now: datetime, forms: list[str], is_plain: bool
) -> None:
    programme = commune.booked(now=now)
    approved(commune, now=now)
    remaking.remake(now)

    today = now.date()
    SpecialDay.objects.create(
        station=commune.station, name="Quốc tang", first=today, last=today, forms=forms, made_at=now
    )

    assert (heard(commune, now=now) == [programme.recordings.get().device_sha256]) == is_plain


@pytest.mark.parametrize("grave", [{"priority": "urgent"}, {"drill": True}, {"form": "music"}])
def test_nothing_lies_under_what_is_urgent_a_drill_or_music_itself(
    commune: Commune, now: datetime, sound: list[Music | None], grave: dict[str, object]
) -> None:
    programme = commune.accepted(now=now)
    Programme.objects.filter(pk=programme.pk).update(**grave)
    approved(commune, now=now)

    remaking.remake(now)

    assert sound == []


def test_a_newer_recipe_makes_plain_files_and_those_over_music(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune.booked(now=now)
    clip = approved(commune, now=now)
    remaking.remake(now)
    newer = recipes.Recipe(name=recipes.SOUND, version=9, media_type="audio/mpeg")
    monkeypatch.setitem(recipes.RECIPES, recipes.SOUND, newer)

    remaking.remake(now)

    rows = Rendition.objects.filter(version=9, source_sha256=Recording.objects.get().master_sha256)
    assert {row.about for row in rows} == {"", clip.master_sha256}


def test_what_was_approved_as_music_is_in_the_chain(commune: Commune, now: datetime) -> None:
    clip = approved(commune, now=now)
    assert clip.entry is not None

    assert clip.entry.facts["clip"] == "music"
    assert clip.entry.facts["master"] == clip.master_sha256
