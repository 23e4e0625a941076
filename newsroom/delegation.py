"""Delegating the right to approve: giving, ending, and who stands in for whom; the only writer of delegations."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from wagtail.models import Page

from newsroom import chain, roles, rules
from newsroom.models import ChainEntry, Delegation, DelegationEnd, SectionPage, User


class DelegationRefused(Exception):
    """The delegation cannot be given or ended; ``field`` names what to mend on the form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is delegated: first and last day (both included), sections (none: all), the paper's number, the manner."""

    first_day: date
    last_day: date
    section_ids: tuple[int, ...] = ()
    document_number: str = ""
    manner: str = Delegation.Manner.TUQ

    def starts_at(self) -> datetime:
        """The first moment."""
        return _midnight(self.first_day)

    def ends_at(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.last_day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())


# --------------------------------------------------------------------- giving


@transaction.atomic
def give(giver: User, holder: User, *, terms: Terms, now: datetime) -> Delegation:
    """Let ``holder`` approve in the stead of ``giver``."""
    verdict = rules.may_delegate(giver)
    if not verdict:
        raise DelegationRefused(verdict.reason)
    _check(giver, holder, terms, now)
    sections = sorted(SectionPage.objects.filter(pk__in=terms.section_ids).values_list("pk", "title"))
    facts = {
        **chain.person(giver),
        "to": chain.person(holder),
        "from": terms.starts_at().isoformat(),
        "until": terms.ends_at().isoformat(),
        "sections": [title for _pk, title in sections],
        "number": terms.document_number,
        "manner": str(terms.manner),
    }
    return Delegation.objects.create(
        entry=chain.append(ChainEntry.Kind.DELEGATION, facts, now=now),
        giver=giver,
        giver_name=giver.get_full_name(),
        giver_title=giver.title,
        holder=holder,
        holder_name=holder.get_full_name(),
        holder_title=holder.title,
        manner=terms.manner,
        document_number=terms.document_number,
        section_ids=[pk for pk, _title in sections],
        starts_at=terms.starts_at(),
        ends_at=terms.ends_at(),
        given_at=now,
    )


def _check(giver: User, holder: User, terms: Terms, now: datetime) -> None:
    if terms.last_day < terms.first_day:
        raise DelegationRefused(
            _("The last day lies before the first. Choose a later one."), field="last_day"
        )
    if terms.ends_at() <= now:
        raise DelegationRefused(_("The last day is over. Choose today or a later day."), field="last_day")
    if holder.pk == giver.pk:
        raise DelegationRefused(_("Choose somebody else than yourself."), field="holder")
    if not holder.is_active or not holder.has_perm("wagtailadmin.access_admin"):
        raise DelegationRefused(
            _("This person cannot sign in. Choose somebody with an account."), field="holder"
        )
    if roles.LEADER in holder.role_codes:
        message = _("This person is a leader and may approve without a delegation. Choose somebody else.")
        raise DelegationRefused(message, field="holder")
    if len(set(terms.section_ids)) != SectionPage.objects.filter(pk__in=terms.section_ids).count():
        raise DelegationRefused(_("One of the sections is gone. Choose again."), field="sections")


@transaction.atomic
def end(delegation: Delegation, person: User, *, now: datetime) -> DelegationEnd:
    """End a delegation at once; ending it twice keeps the first."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    verdict = rules.may_end_delegation(person, parties={delegation.giver_id, delegation.holder_id})
    if not verdict:
        raise DelegationRefused(verdict.reason)
    earlier = DelegationEnd.objects.filter(delegation=delegation).first()
    if earlier is not None:
        return earlier
    facts = {"delegation": delegation.entry_id, **chain.person(person)}
    return DelegationEnd.objects.create(
        entry=chain.append(ChainEntry.Kind.DELEGATION_END, facts, now=now),
        delegation=delegation,
        person=person,
        person_name=person.get_full_name(),
        ended_at=now,
    )


# ------------------------------------------------------------------ standing in


@dataclass(frozen=True, kw_only=True)
class Held:
    """The delegations that one person holds now, from leaders who are still leaders."""

    rows: tuple[Delegation, ...]
    section_paths: dict[int, str]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def for_story(self, path: str) -> Delegation | None:
        """Return by which delegation the person stands in for a leader at the story with this path in the tree."""
        return next((row for row in self.rows if self._covers(row, path)), None)

    def _covers(self, row: Delegation, path: str) -> bool:
        if not row.section_ids:
            return True
        paths = (self.section_paths.get(pk) for pk in row.section_ids)
        return any(path and root and path.startswith(root) for root in paths)


def held_by(person: User, now: datetime) -> Held:
    """Return what the person holds; one query for those who hold nothing."""
    rows = Delegation.objects.in_force(now).filter(holder=person).select_related("giver").order_by("entry_id")
    good = tuple(row for row in rows if rules.may_delegate(row.giver)) if person.is_active else ()
    wanted = {pk for row in good for pk in row.section_ids}
    paths = dict(SectionPage.objects.filter(pk__in=wanted).values_list("pk", "path")) if wanted else {}
    return Held(rows=good, section_paths=paths)


def paths_of(story_ids: set[int]) -> dict[int, str]:
    """Return where stories stand in the tree."""
    return dict(Page.objects.filter(pk__in=story_ids).values_list("pk", "path"))


def stands_in(person: User, story_id: int, now: datetime) -> Delegation | None:
    """Return the delegation by which this person may take a leader's step for this story, None without one."""
    held = held_by(person, now)
    return held.for_story(paths_of({story_id}).get(story_id, "")) if held else None


def in_words(delegation: Delegation) -> str:
    """Return how an approval and its slip name the delegation: of whom, from when until when, by which paper."""
    words = {
        "giver": " ".join(part for part in (delegation.giver_title, delegation.giver_name) if part),
        "first": date_format(localtime(delegation.starts_at), "d/m/Y"),
        "last": date_format(localtime(delegation.ends_at - timedelta(seconds=1)), "d/m/Y"),
        "number": delegation.document_number,
    }
    if delegation.document_number:
        return _("by delegation of %(giver)s, from %(first)s to %(last)s (no. %(number)s)") % words
    return _("by delegation of %(giver)s, from %(first)s to %(last)s") % words
