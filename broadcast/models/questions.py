"""The release question as the database reads it: the one place where lists are cut to what may go out.

``broadcast.authority`` asks the same of one row; a property test holds the two together.
"""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Model, Q

from broadcast.states import ProgrammeStatus, RecordingStatus
from newsroom import drills
from newsroom.models.approval import granted

Row = TypeVar("Row", bound=Model)

__all__ = ["drills", "granted", "in_time", "lawful_programme"]


def in_time(now: datetime, until: str = "valid_until") -> Q:
    """Keep what has not run out."""
    return Q(**{until: None}) | Q(**{f"{until}__gt": now})


def lawful_programme(path: str = "") -> Q:
    """Keep programmes (at ``path``, ending in ``__``) that are approved, not recalled, not withdrawn, and that
    say so where they are a drill."""
    says_so = Q(
        **{
            f"{path}spoken__startswith": drills.SENTENCE,
            f"{path}spoken__endswith": drills.SENTENCE,
            f"{path}title__startswith": drills.TITLE_PREFIX,
            f"{path}approval__waiver": None,
        }
    ) & ~Q(**{f"{path}priority": "urgent"})
    return (
        granted(f"{path}approval")
        & ~Q(**{f"{path}status": ProgrammeStatus.WITHDRAWN})
        & (Q(**{f"{path}drill": False}) | says_so)
    )


class ProgrammeQuerySet(models.QuerySet[Row]):
    """Programmes."""

    def lawful(self) -> Self:
        """Keep those whose words may be said, whatever has been recorded of them."""
        return self.filter(lawful_programme())


class RecordingQuerySet(models.QuerySet[Row]):
    """Recordings."""

    def hearable(self) -> Self:
        """Keep those that a person (or a waiver) accepted for the approval in force."""
        return self.filter(
            lawful_programme("programme__"),
            status=RecordingStatus.ACCEPTED,
            acceptance__master_sha256=F("master_sha256"),
            acceptance__approval=F("programme__approval"),
        )

    def airable(self, now: datetime) -> Self:
        """Keep those that may go to the loudspeakers now."""
        return self.hearable().filter(in_time(now, "programme__valid_until"))


class BoardItemQuerySet(models.QuerySet[Row]):
    """Board items."""

    def showable(self, now: datetime) -> Self:
        """Keep those that the boards may hold now, the coming ones among them."""
        marked = Q(lines__0=drills.MARK, picture_sha256="", shows="words", approval__waiver=None) & ~Q(
            priority="urgent"
        )
        return self.filter(granted(), Q(drill=False) | marked, stopped_at=None, shows_until__gt=now)

    def with_files(self, now: datetime) -> Self:
        """Keep those that show a document or a film and may come onto boards, approved already or not."""
        return self.filter(in_time(now, "shows_until"), stopped_at=None).exclude(source_sha256="")


class StandingQuerySet(models.QuerySet[Row]):
    """What was approved once: in force, waiting for a leader, or past."""

    def in_force(self, now: datetime) -> Self:
        """Keep what a leader approved, with its link in the chain, inside its dates."""
        return self.approved().filter(
            Q(valid_from=None) | Q(valid_from__lte=now), in_time(now), entry__isnull=False
        )

    def approved(self) -> Self:
        """Keep what was approved and not revoked, whatever its dates."""
        return self.filter(approved_at__isnull=False, revoked_at=None)

    def waiting(self) -> Self:
        """Keep what nobody has decided on."""
        return self.filter(approved_at=None, revoked_at=None)

    def past(self) -> Self:
        """Keep what was revoked, the latest first."""
        return self.filter(revoked_at__isnull=False).order_by("-revoked_at")


class LiveQuerySet(models.QuerySet[Row]):
    """Live authorities."""

    def open(self, now: datetime) -> Self:
        """Keep those that somebody opened, nobody closed, and whose time has not run out."""
        return self.filter(closed_at=None, opened_at__lte=now, until__gt=now)


class UpstreamQuerySet(models.QuerySet[Row]):
    """Items of upper levels."""

    def admitted(self, now: datetime) -> Self:
        """Keep what was let in and may still be used: nobody refused or revoked it, nor its source."""
        return self.filter(in_time(now), entry__isnull=False, revoked_at=None, source__revoked_at=None)
