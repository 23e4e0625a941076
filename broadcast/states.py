"""The states of programmes, recordings, airings and devices, and the lawful moves between them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ProgrammeStatus(models.TextChoices):
    """A programme: from a submission taken in to the last play."""

    RECEIVED = "received", pgettext_lazy("programme", "waiting to be recorded")
    FAILED = "failed", pgettext_lazy("programme", "could not be recorded")
    RECORDED = "recorded", pgettext_lazy("programme", "recorded, to be listened to")
    ACCEPTED = "accepted", pgettext_lazy("programme", "recording accepted")
    QUEUED = "queued", pgettext_lazy("programme", "in the queue")
    AIRED = "aired", pgettext_lazy("programme", "aired")
    WITHDRAWN = "withdrawn", pgettext_lazy("programme", "withdrawn")


class RecordingStatus(models.TextChoices):
    """One take."""

    REQUESTED = "requested", pgettext_lazy("recording", "requested")
    MAKING = "making", pgettext_lazy("recording", "being made")
    MADE = "made", pgettext_lazy("recording", "ready to be listened to")
    ACCEPTED = "accepted", pgettext_lazy("recording", "accepted")
    REJECTED = "rejected", pgettext_lazy("recording", "not used")
    FAILED = "failed", pgettext_lazy("recording", "failed")


class AiringStatus(models.TextChoices):
    """One planned play in one zone."""

    PLANNED = "planned", pgettext_lazy("airing", "planned")
    RELEASED = "released", pgettext_lazy("airing", "sent to the loudspeakers")
    PLAYED = "played", pgettext_lazy("airing", "played")
    PARTIAL = "partial", pgettext_lazy("airing", "played in part")
    MISSED = "missed", pgettext_lazy("airing", "not played")
    DROPPED = "dropped", pgettext_lazy("airing", "taken out")


class DeviceStatus(models.TextChoices):
    """A loudspeaker or a board."""

    CLAIMING = "claiming", pgettext_lazy("device", "waiting for its code")
    ACTIVE = "active", pgettext_lazy("device", "in service")
    REVOKED = "revoked", pgettext_lazy("device", "revoked")


P, R, A, D = ProgrammeStatus, RecordingStatus, AiringStatus, DeviceStatus

LAWFUL: dict[type[models.TextChoices], dict[str, frozenset[str]]] = {
    P: {
        P.RECEIVED: frozenset({P.RECORDED, P.FAILED, P.WITHDRAWN}),
        P.FAILED: frozenset({P.RECEIVED, P.RECORDED, P.WITHDRAWN}),
        P.RECORDED: frozenset({P.ACCEPTED, P.RECEIVED, P.FAILED, P.WITHDRAWN}),
        P.ACCEPTED: frozenset({P.QUEUED, P.AIRED, P.RECORDED, P.RECEIVED, P.WITHDRAWN}),
        P.QUEUED: frozenset({P.AIRED, P.ACCEPTED, P.WITHDRAWN}),
        P.AIRED: frozenset({P.QUEUED, P.WITHDRAWN}),
        P.WITHDRAWN: frozenset(),
    },
    R: {
        R.REQUESTED: frozenset({R.MAKING, R.REJECTED}),
        R.MAKING: frozenset({R.MADE, R.FAILED, R.REQUESTED, R.REJECTED}),
        R.MADE: frozenset({R.ACCEPTED, R.REJECTED}),
        R.ACCEPTED: frozenset({R.REJECTED}),
        R.REJECTED: frozenset(),
        R.FAILED: frozenset({R.REQUESTED, R.REJECTED}),
    },
    A: {
        A.PLANNED: frozenset({A.RELEASED, A.DROPPED}),
        A.RELEASED: frozenset({A.PLAYED, A.PARTIAL, A.MISSED, A.DROPPED}),
        A.PLAYED: frozenset(),
        A.PARTIAL: frozenset({A.PLAYED}),
        A.MISSED: frozenset({A.PLAYED, A.PARTIAL}),
        A.DROPPED: frozenset({A.PLANNED, A.PLAYED, A.PARTIAL}),
    },
    D: {
        D.CLAIMING: frozenset({D.ACTIVE, D.REVOKED}),
        D.ACTIVE: frozenset({D.REVOKED}),
        D.REVOKED: frozenset(),
    },
}
