"""The tables that public pages read, and which of their changes the public can see."""

from dataclasses import dataclass, field

from django.db import models
from wagtail.models import Page, PageViewRestriction, Site

from broadcast.models import (
    Acceptance,
    Airing,
    Booking,
    LimitOverride,
    Programme,
    Recording,
    Regulation,
    Rendition,
    SessionChange,
    Slot,
    SpecialDay,
    Zone,
)
from newsroom.models import (
    Approval,
    ArticlePage,
    CommuneSettings,
    FrozenText,
    HomePage,
    InfographicPage,
    IssuePage,
    Picture,
    PictureRendition,
    Place,
    Recall,
    RegisteredDocument,
    SectionPage,
    SourceDocument,
    Story,
    Submission,
)

ALWAYS = ("INSERT", "UPDATE", "DELETE")
# Adding such a row shows nothing: a page has to become live, or a picture to be named, which is counted there.
ONCE_THERE = ("UPDATE", "DELETE")
WHILE_LIVE = 'ROW."live"'
HEARD = "ROW.\"status\" IN ('released', 'played')"
# What an editor's every draft writes into the row of a page.
DRAFTING = (
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_id",
    "latest_revision_created_at",
    "numchild",
    "locked",
    "locked_at",
    "locked_by_id",
    "owner_id",
)
# What a take writes while it is being made.
MAKING = ("sentences_done", "sentences_total", "touched_at", "notes", "error", "waveform_sha256")


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One table: the events that count; ``public`` is the SQL condition over ROW, the row before or after."""

    model: type[models.Model]
    events: tuple[str, ...] = ALWAYS
    public: str = ""
    ignored: frozenset[str] = field(default_factory=frozenset)


def watched() -> list[Watched]:
    """Return every table that a public page reads."""
    pages = [Watched(model=Page, public=WHILE_LIVE, ignored=frozenset(DRAFTING))]
    kinds = (Story, ArticlePage, InfographicPage, RegisteredDocument, IssuePage, HomePage, SectionPage)
    files = (Picture, PictureRendition, SourceDocument, FrozenText, Submission)
    pages += [Watched(model=model, events=ONCE_THERE) for model in (*kinds, *files) if _has_own(model)]
    pages += [Watched(model=Story.zones.through)]
    rows = (
        Site,
        PageViewRestriction,
        CommuneSettings,
        Place,
        Approval,
        Recall,
        Zone,
        Slot,
        Slot.zones.through,
        Regulation,
        SpecialDay,
        SessionChange,
        LimitOverride,
    )
    heard = (Programme, Acceptance, Rendition)
    return [
        *pages,
        *(Watched(model=model) for model in (*rows, *heard)),
        Watched(model=Booking, events=ONCE_THERE, ignored=frozenset({"unplaced", "position"})),
        Watched(model=Recording, events=ONCE_THERE, ignored=frozenset(MAKING)),
        Watched(model=Airing, public=HEARD),
    ]


def _has_own(model: type[models.Model]) -> bool:
    """Whether the table holds more than the link to the page."""
    return len(model._meta.local_concrete_fields) > 1
