"""The ground: a commune with two zones and enough short programmes, each approved, recorded and accepted."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from broadcast import schedule
from broadcast.models import Programme, Station
from tests import migrated
from tests.broadcast import commune

NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
SUBJECTS = ("tiêm phòng", "lịch cấp nước", "họp thôn", "thu gom rác", "khám bệnh")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What stands ready: ``spare`` is booked late, ``notice`` stands on the boards to the end."""

    commune: commune.Commune
    programmes: Sequence[Programme]
    spare: Programme
    notice: Programme


def found(count: int, *, grace_s: int) -> Ground:
    """Make the database, the commune and so many programmes; the one to be recalled is on the boards too."""
    if (copy := migrated.FOLDER / migrated.name()).exists():
        shutil.copy(copy, settings.DATABASES["default"]["NAME"])
    call_command("migrate", verbosity=0)
    ground = commune.found()
    ground.station.slots.all().delete()
    Station.objects.update(
        voice=Station.Voice.ESPEAK,
        quiet_from=time(0),
        quiet_until=time(0),
        grace_s=grace_s,
        gap_s=1,
    )
    ground.station.refresh_from_db()
    made = [_programme(ground, number, on_boards=number == recalled(count)) for number in range(count + 1)]
    notice = _programme(ground, count + 1, on_boards=True)
    return Ground(commune=ground, programmes=made[:count], spare=made[count], notice=notice)


def recalled(count: int) -> int:
    """Return which of the programmes is recalled before its play, while a box is cut off."""
    return max(3, round(0.3 * count))


def _programme(ground: commune.Commune, number: int, *, on_boards: bool) -> Programme:
    subject, name = SUBJECTS[number % len(SUBJECTS)], f"{NUMBERS[number % 10]} {NUMBERS[number // 10]}"
    return ground.accepted(
        now=timezone.now(),
        title=f"Tin {subject} {name}",
        script=f"Tin số {name}, {subject}.",
        on_boards=on_boards,
    )


def book(ground: Ground, programme: Programme, at: datetime) -> None:
    """Let a programme be heard on the second, in both zones."""
    schedule.book_at(
        programme,
        at=at,
        wait_minutes=0,
        zones=ground.commune.zones,
        person=ground.commune.operator,
        now=timezone.now(),
    )
