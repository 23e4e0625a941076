"""The log's own rows: sign-in, people, the log itself."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from cms.audit.entry import Entry, Group, Question
from cms.audit.folding import fold
from cms.audit.rows import Rows
from newsroom.models import SecurityEvent

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

    def of_person(self, question: Question) -> Q:
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
