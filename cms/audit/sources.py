"""The tables that the log is read from, the newsroom's and the station's, each told as lines."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from broadcast.models import Acceptance, Device, Move, Programme
from broadcast.states import DeviceStatus, ProgrammeStatus
from cms.audit.entry import Entry, Group, Source
from cms.audit.folding import fold
from cms.audit.rows import Rows
from newsroom.models import Recall, Review, SecurityEvent, Submission

Kind = SecurityEvent.Kind
KINDS = {
    Group.ACCOUNT: {
        *(Kind.ACCOUNT_MADE, Kind.ACCOUNT_CLOSED, Kind.ACCOUNT_OPENED, Kind.ACCOUNT_DELETED),
        *(Kind.ROLES_CHANGED, Kind.PASSWORD_CHANGED),
        *(Kind.SECOND_STEP_SET, Kind.SECOND_STEP_REMOVED, Kind.SECOND_STEP_RESET, Kind.RECOVERY_CODES),
    },
    Group.LOG: {Kind.AUDIT_EXPORTED},
}
KINDS[Group.SIGN_IN] = set(Kind) - KINDS[Group.ACCOUNT] - KINDS[Group.LOG]


class Events(Rows):
    """Sign-in, people, the log itself."""

    groups = (Group.SIGN_IN, Group.ACCOUNT, Group.LOG)
    at = "at"
    words = ("actor_name", "subject_name", "detail", "address", "device")

    def rows(self) -> QuerySet[SecurityEvent]:
        """Return all events."""
        return SecurityEvent.objects.all()

    def of_group(self, group: Group) -> Q:
        """Return events by kind."""
        return Q(kind__in=KINDS[group])

    def of_person(self, question: Any) -> Q:
        """Return what somebody did, and what was done or tried with their account."""
        return Q(actor_id=question.person_id) | Q(subject_id=question.person_id)

    def said(self, text: str) -> Q:
        """Find events by the name of their kind."""
        return Q(kind__in=[kind for kind in Kind if text in fold(str(kind.label))])

    def entries(self, rows: Sequence[SecurityEvent], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        groups = {str(kind): group for group, kinds in KINDS.items() for kind in kinds}
        words = {str(kind): capfirst(str(kind.label)) for kind in Kind}
        return [
            Entry(
                mark=self.mark(row, rank),
                group=groups[row.kind],
                what=words[row.kind],
                who=row.actor_name,
                about=row.subject_name,
                detail=row.detail,
                address=row.address,
                device=row.device,
            )
            for row in rows
        ]


class Submissions(Rows):
    """Stories put before an approver."""

    groups = (Group.DECISION,)
    at = "submitted_at"
    words = ("title", "submitted_by_name")

    def rows(self) -> QuerySet[Submission]:
        """Return all submissions, without their long texts."""
        return Submission.objects.defer("forms_json", "digests", "contributors")

    def of_person(self, question: Any) -> Q:
        """Return what somebody submitted."""
        return Q(submitted_by=question.person_id)

    def entries(self, rows: Sequence[Submission], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        what = _("Submitted for approval")
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.DECISION,
                what=what,
                who=row.submitted_by_name,
                about=row.title,
            )
            for row in rows
        ]


class Reviews(Rows):
    """Steps passed and stories returned."""

    groups = (Group.DECISION,)
    at = "decided_at"
    words = ("submission__title", "person_name", "step", "reason")

    def rows(self) -> QuerySet[Review]:
        """Return all decisions."""
        return Review.objects.select_related("submission", "submission__approval").defer(
            "submission__forms_json", "submission__digests", "submission__contributors"
        )

    def of_person(self, question: Any) -> Q:
        """Return what somebody decided."""
        return Q(person=question.person_id)

    def entries(self, rows: Sequence[Review], rank: int) -> Sequence[Entry]:
        """Return the lines; the number of the approval stands with the person whose decision completed it."""
        lines = []
        for row in rows:
            approval = getattr(row.submission, "approval", None)
            passed = row.decision == Review.Decision.PASSED
            number = ""
            if passed and approval is not None and approval.approver_id == row.person_id:
                number = _("approval number %(number)s") % {"number": approval.sequence}
            told = [row.step, number, row.reason]
            lines.append(
                Entry(
                    mark=self.mark(row, rank),
                    group=Group.DECISION,
                    what=_("Approved") if passed else _("Returned"),
                    who=row.person_name,
                    about=row.submission.title,
                    detail=", ".join(filter(None, told)),
                )
            )
        return lines


class Recalls(Rows):
    """Approvals taken back."""

    groups = (Group.DECISION,)
    at = "recalled_at"
    words = ("approval__submission__title", "person_name", "reason")

    def rows(self) -> QuerySet[Recall]:
        """Return all recalls."""
        return Recall.objects.select_related("approval__submission")

    def of_person(self, question: Any) -> Q:
        """Return what somebody recalled."""
        return Q(person=question.person_id)

    def entries(self, rows: Sequence[Recall], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.DECISION,
                what=_("Recalled"),
                who=row.person_name,
                about=row.approval.submission.title,
                detail=row.reason,
            )
            for row in rows
        ]


class Acceptances(Rows):
    """Recordings that somebody heard to the end and took."""

    groups = (Group.DECISION,)
    at = "accepted_at"
    words = ("recording__programme__title", "person_name")

    def rows(self) -> QuerySet[Acceptance]:
        """Return all acceptances."""
        return Acceptance.objects.select_related("recording__programme")

    def of_person(self, question: Any) -> Q:
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

    def of_person(self, question: Any) -> Q:
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


class WagtailLog(Rows):
    """What Wagtail writes down by itself."""

    at = "timestamp"
    words = ("label", "user__full_name", "user__username")

    def of_person(self, question: Any) -> Q:
        """Return what somebody did."""
        return Q(user=question.person_id)

    def said(self, text: str) -> Q:
        """Find entries by the name of their action."""
        return Q(action__in=[action for action, label in registry.get_choices() if text in fold(str(label))])

    def group_of(self, row: Any) -> Group:
        """Return what the row is about."""
        raise NotImplementedError

    def entries(self, rows: Sequence[Any], rank: int) -> Sequence[Entry]:
        """Return the lines, in Wagtail's own words."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=self.group_of(row),
                what=str(registry.get_action_label(row.action))
                if registry.action_exists(row.action)
                else row.action,
                who=row.user.get_full_name() if row.user else "",
                about=row.label,
                detail=str(row.content_type.name) if row.content_type else "",
            )
            for row in rows
        ]


class PageLog(WagtailLog):
    """Pages written, changed, moved, shown, taken down."""

    groups = (Group.TEXT,)
    told_by_rows = ("wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.workflow.reject")

    def rows(self) -> QuerySet[Any]:
        """Return all but submissions and decisions, which have rows of their own."""
        log = PageLogEntry.objects.select_related("user", "content_type")
        return log.exclude(action__in=self.told_by_rows)

    def group_of(self, row: Any) -> Group:
        """Return that it is about a text."""
        return Group.TEXT


class ModelLog(WagtailLog):
    """Pictures, documents, settings, hamlets, accounts."""

    groups = (Group.TEXT, Group.SETTING, Group.ACCOUNT)
    files = ("picture", "sourcedocument")
    people = ("user", "group")

    def rows(self) -> QuerySet[Any]:
        """Return all but accounts made and deleted, which have rows of their own."""
        log = ModelLogEntry.objects.select_related("user", "content_type")
        return log.exclude(content_type__model="user", action__in=("wagtail.create", "wagtail.delete"))

    def of_group(self, group: Group) -> Q:
        """Return rows by what they are about."""
        if group is Group.TEXT:
            return Q(content_type__model__in=self.files)
        if group is Group.ACCOUNT:
            return Q(content_type__model__in=self.people)
        return ~Q(content_type__model__in=self.files + self.people)

    def group_of(self, row: Any) -> Group:
        """Return what it is about."""
        name = row.content_type.model if row.content_type else ""
        if name in self.files:
            return Group.TEXT
        return Group.ACCOUNT if name in self.people else Group.SETTING


# The order is part of the marks in addresses: new ones go to the end.
SOURCES: tuple[Source, ...] = (
    Events(),
    Submissions(),
    Reviews(),
    Recalls(),
    Acceptances(),
    Moves(),
    PageLog(),
    ModelLog(),
)
