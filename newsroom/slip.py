"""The approval slip (phiếu duyệt) in words: all that a paper must say so that anyone can check it later."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom import delegation, escalations
from newsroom.models import Approval, CommuneSettings, Recall, SecondLook, User, Waiver
from newsroom.own_decisions import steps_of
from newsroom.standing import moment
from newsroom.submitted import zones_in_words

SHORT = 16


@dataclass(frozen=True, kw_only=True)
class Slip:
    """``rows`` are (name, value); ``digests`` (form, SHA-256); ``steps`` (step, person, office, when)."""

    province: str
    commune: str
    authority: str
    number: int
    title: str
    rows: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str, str, str], ...]
    digests: tuple[tuple[str, str], ...]
    sha256: str
    key_id: str
    address: str
    recall: str


def short_digest(approval: Approval) -> str:
    """Return what stands in the address of the verification page: 16 hex digits."""
    return approval.entry.sha256[:SHORT]


def address_of(approval: Approval) -> str:
    """Return the public address at which the approval can be checked."""
    path = reverse("public:check_approval", args=[approval.sequence, short_digest(approval)])
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def slip_of(approval: Approval) -> Slip:
    """Collect the slip of one approval."""
    commune = CommuneSettings.load()
    return Slip(
        province=commune.province,
        commune=commune.name,
        authority=commune.authority,
        number=approval.sequence,
        title=str(approval.submission),
        rows=tuple((name, value) for name, value in _rows(approval) if value),
        steps=_steps(approval),
        digests=tuple((_form_name(name), digest) for name, digest in sorted(approval.digests.items())),
        sha256=approval.entry.sha256,
        key_id=approval.entry.key_id,
        address=address_of(approval),
        recall=_recall(approval),
    )


def _rows(approval: Approval) -> list[tuple[str, str]]:
    submission, outlets = approval.submission, approval.submission.outlets
    writers = User.objects.filter(pk__in=submission.contributors).order_by("pk")
    return [
        (_("Written by"), ", ".join(person.get_full_name() for person in writers)),
        (_("Submitted by"), f"{submission.submitted_by_name}, {moment(submission.submitted_at)}"),
        (_("Appears on"), ", ".join(_places(outlets))),
        (_("Zones"), zones_in_words(outlets.get("zones", []))),
        (_("Validity"), _validity(outlets)),
        (_("Reported to the upper level"), "\n".join(_reports(approval))),
        (_("Approved by"), ", ".join(filter(None, [approval.approver_name, approval.approver_title]))),
        (_("By delegation"), delegation.in_words(approval.delegation) if approval.delegation else ""),
        (_("Approved at"), moment(approval.approved_at)),
        (_("Emergency"), _emergency(approval.waiver)),
    ]


def _reports(approval: Approval) -> list[str]:
    """Return what was asked above before it was approved, and the answers, as they stand now."""
    return [escalations.in_words(row) for row in escalations.of_submission(approval.submission)]


def _emergency(waiver: Waiver | None) -> str:
    """Return why one leader alone released it, and who looked at it afterwards."""
    if waiver is None:
        return ""
    alone = _("released by one person without another's approval. Reason: %(reason)s") % {
        "reason": waiver.reason
    }
    look: SecondLook | None = getattr(waiver, "second_look", None)
    if look is None:
        return f"{alone}. " + _("Nobody else has looked at it yet.")
    words = {
        "person": look.person_name,
        "when": moment(look.looked_at),
        "verdict": look.get_verdict_display(),
    }
    return f"{alone}. " + _("Second look by %(person)s at %(when)s: %(verdict)s.") % words


def _places(outlets: dict[str, object]) -> list[str]:
    names = {"site": _("web site"), "air": _("loudspeakers"), "boards": _("e-boards")}
    return [name for key, name in names.items() if outlets.get(key)]


def _validity(outlets: dict[str, str | None]) -> str:
    since, until = outlets.get("valid_from"), outlets.get("valid_until")
    if since and until:
        return _("from %(since)s until %(until)s") % {"since": _written(since), "until": _written(until)}
    if until:
        return _("until %(until)s") % {"until": _written(until)}
    return (
        _("from %(since)s") % {"since": _written(since)} if since else _("until it is recalled or replaced")
    )


def _steps(approval: Approval) -> tuple[tuple[str, str, str, str], ...]:
    steps = approval.entry.facts.get("steps") or steps_of(approval.submission.reviews.all())
    offices = dict(User.objects.filter(pk__in=[each["person"] for each in steps]).values_list("pk", "title"))
    return tuple(
        (each["step"], each["name"], offices.get(each["person"], ""), _written(each["at"])) for each in steps
    )


def _form_name(name: str) -> str:
    names = {
        "outlets": _("Outlets"),
        "site": _("Web text"),
        "script": _("Spoken script"),
        "board": _("Board text"),
        "spoken": _("How the script is read"),
        "checking": _("Sources and checking"),
    }
    return names.get(name, name)


def _recall(approval: Approval) -> str:
    recall: Recall | None = getattr(approval, "recall", None)
    if recall is None:
        return ""
    words = {"person": recall.person_name, "when": moment(recall.recalled_at), "reason": recall.reason}
    return _("RECALLED by %(person)s at %(when)s. Reason: %(reason)s") % words


def _written(at: str) -> str:
    return moment(datetime.fromisoformat(at))
