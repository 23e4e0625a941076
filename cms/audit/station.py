"""Recordings accepted, devices and programmes moved by people, calls refused: the station's rows, told as lines."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from broadcast.models import Acceptance, Device, Move, Programme, RefusedCall
from broadcast.states import DeviceStatus, ProgrammeStatus
from cms.audit.entry import Entry, Group, Question
from cms.audit.folding import fold
from cms.audit.rows import Rows


class Acceptances(Rows):
    """Recordings that somebody heard to the end and took."""

    groups = (Group.DECISION,)
    at = "accepted_at"
    words = ("recording__programme__title", "person_name")

    def rows(self) -> QuerySet[Acceptance]:
        """Return all acceptances."""
        return Acceptance.objects.select_related("recording__programme")

    def of_person(self, question: Question) -> Q:
        """Return what somebody accepted."""
        return Q(person=question.person_id)

    def entries(self, rows: Sequence[Acceptance], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.DECISION,
                what=_("Recording accepted"),
                who=row.person_name,
                about=row.recording.programme.title,
                detail=row.master_sha256[:12],
            )
            for row in rows
        ]


class Moves(Rows):
    """Devices and programmes that a person took from one state to another."""

    groups = (Group.STATION,)
    at = "moved_at"
    words = ("by", "reason")

    def rows(self) -> QuerySet[Move]:
        """Return what people moved; airings are the plan's own, by the hundred."""
        return Move.objects.filter(kind__in=("device", "programme")).exclude(by="")

    def of_person(self, question: Question) -> Q:
        """Return moves by name: rows of the station hold no person."""
        return Q(by=question.person_name)

    def said(self, text: str) -> Q:
        """Find moves by the name of the device or programme."""
        devices = [str(pk) for pk, name in Device.objects.values_list("pk", "name") if text in fold(name)]
        return Q(kind="device", row_id__in=devices[:500])

    def entries(self, rows: Sequence[Move], rank: int) -> Sequence[Entry]:
        """Return the lines, with the names that the rows are called by."""
        names = self._names(rows)
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.STATION,
                what=_state(row),
                who=row.by,
                about=names.get((row.kind, row.row_id), row.row_id),
                detail=row.reason,
            )
            for row in rows
        ]

    def _names(self, rows: Sequence[Move]) -> dict[tuple[str, str], str]:
        ids = {kind: [row.row_id for row in rows if row.kind == kind] for kind in ("device", "programme")}
        devices = Device.objects.filter(pk__in=ids["device"]).values_list("pk", "name")
        programmes = Programme.objects.filter(pk__in=ids["programme"]).values_list("pk", "title")
        return {("device", str(pk)): name for pk, name in devices} | {
            ("programme", str(pk)): title for pk, title in programmes
        }


def _state(row: Move) -> str:
    if row.kind == "device":
        words = {
            DeviceStatus.ACTIVE: _("Device confirmed"),
            DeviceStatus.REVOKED: _("Device taken out of service"),
        }
        return words.get(DeviceStatus(row.target), row.target)
    return _("Programme: %(state)s") % {"state": ProgrammeStatus(row.target).label}


class RefusedCalls(Rows):
    """Calls in a device's name that were not answered, a line for a device, a reason and a day."""

    groups = (Group.STATION,)
    at = "last_at"
    words = ("device__name",)

    def rows(self) -> QuerySet[RefusedCall]:
        """Return all of them."""
        return RefusedCall.objects.select_related("device")

    def of_person(self, question: Question) -> Q:
        """Return nothing: no person is known to have called."""
        return Q(pk__in=())

    def entries(self, rows: Sequence[RefusedCall], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.STATION,
                what=_("A device's call was refused"),
                who="",
                about=row.device.name,
                detail=row.get_why_display(),
            )
            for row in rows
        ]
