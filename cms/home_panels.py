"""What the first page says of the station: today's air to who watches it, what needs a person to who operates it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from broadcast import desk, problems
from broadcast.keys import ring, state
from broadcast.machine import machine
from broadcast.models import Airing, Heartbeat, Station
from broadcast.states import AiringStatus
from cms.backup.making import BACK_UP
from cms.push import figures
from cms.push.models import Telephone
from newsroom.models import User

SHOWN = 3
OLD_BACK_UP = timedelta(days=2)
"""The guide has one made every night."""
LEFT_OUT = (AiringStatus.DROPPED,)


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One session of today: when it begins, and what is heard in it."""

    name: str
    starts_at: datetime
    titles: Sequence[str]
    is_over: bool


class TodayPanel(Component):
    """Today's air, session by session."""

    name, order = "cms_today", 250
    template_name = "broadcast/panels/today.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return today's sessions that have something to say."""
        now = timezone.now()
        return {"sittings": sittings(now), "url": reverse("broadcast:home")}


class ProblemsPanel(Component):
    """What needs a person, the gravest first."""

    name, order = "cms_problems", 60
    template_name = "broadcast/panels/problems.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the first few and how many there are."""
        station = Station.objects.order_by("pk").first()
        found = problems.problems(station, now=timezone.now()) if station else []
        return {
            "problems": found[:SHOWN],
            "more": max(0, len(found) - SHOWN),
            "url": reverse("broadcast:home"),
        }


class MachinePanel(Component):
    """For administrators: programs, disk, the last back-up, and until when the keys hold."""

    name, order = "cms_machine", 350
    template_name = "broadcast/panels/machine.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Ask the computer, and the rows of back-ups and keys."""
        now = timezone.now()
        made_at = Heartbeat.objects.filter(name=BACK_UP).values_list("beat_at", flat=True).first()
        return {
            "machine": machine(now=now),
            "backed_up_at": made_at,
            "back_up_is_old": made_at is None or now - made_at > OLD_BACK_UP,
            "keys_until": min(_ends_of_keys(now), default=None),
            "troubles": [each.sentence for each in state.troubles(now)],
        }


class TelephonesPanel(Component):
    """How many telephones asked for emergencies, and how the last notice went."""

    name, order = "cms_telephones", 320
    template_name = "push/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the numbers."""
        last = figures.lately(timezone.now())
        phones = figures.of_submission(last.approval.submission_id) if last else None
        return {"number": Telephone.objects.count(), "last": last, "phones": phones}


def _ends_of_keys(now: datetime) -> list[datetime]:
    """Return the last moment of the newest key for each purpose."""
    return [row.valid_until for context in ring.CONTEXTS if (row := ring.newest(context, now))]


def sittings(now: datetime) -> list[Sitting]:
    """Return today's sessions as they are planned; what was dropped is left out."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return []
    rows = desk.airings_on(station, desk.local_now(station, now).date()).filter(booking__isnull=False)
    by_session: dict[object, list[Airing]] = {}
    for row in rows.exclude(status__in=LEFT_OUT):
        by_session.setdefault((row.slot_id, row.on), []).append(row)
    return sorted((_sitting(found, now) for found in by_session.values()), key=lambda each: each.starts_at)


def _sitting(rows: Sequence[Airing], now: datetime) -> Sitting:
    ends = max(row.starts_at + timedelta(seconds=row.duration_s) for row in rows)
    slot = rows[0].slot
    return Sitting(
        name=slot.name if slot else _("outside the slots"),
        starts_at=rows[0].starts_at,
        titles=tuple(dict.fromkeys(row.title for row in rows)),
        is_over=ends <= now,
    )


def panels_for(person: User) -> list[Component]:
    """Return the panels of this person's rights."""
    panels: list[Component] = []
    if person.has_perm("broadcast.operate_station"):
        panels.append(ProblemsPanel())
        panels.append(TelephonesPanel())
    if person.has_perm("broadcast.watch_station"):
        panels.append(TodayPanel())
    if person.has_perm("broadcast.manage_keys"):
        panels.append(MachinePanel())
    return panels
