"""One story with all its forms: web text, spoken script, board text; written once, shown everywhere."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from newsroom import derivation, drills
from newsroom.blocks import BodyBlock, plain_lines
from newsroom.models.approval import Approval
from newsroom.models.story_boards import BoardShows
from newsroom.models.story_forms import ArticleForm, StoryForm
from newsroom.models.story_panels import tabs
from newsroom.models.story_query import StoryQuerySet, Unapproved
from newsroom.models.story_rights import StoryPermissionTester
from newsroom.models.story_site import PUBLIC_COLUMNS, shows_what_was_submitted
from newsroom.models.story_terms import Category, Language, Origin, Priority

SLUG_LENGTH = 80


StoryManager = PageManager.from_queryset(StoryQuerySet)


class Story(Page):
    """What every story carries, whichever kind of page it is."""

    summary = models.TextField(_("summary"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    category = models.CharField(_("category"), max_length=12, choices=Category, default=Category.SOCIETY)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin, default=Origin.OWN)
    source = models.CharField(_("source"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=120, blank=True)
    valid_from = models.DateTimeField(_("valid from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)

    on_site = models.BooleanField(_("web site"), default=True)
    on_air = models.BooleanField(_("loudspeakers"), default=False)
    on_boards = models.BooleanField(_("e-boards"), default=False)
    zones = ParentalManyToManyField("newsroom.Place", verbose_name=_("zones"), blank=True, related_name="+")
    priority = models.CharField(_("priority"), max_length=12, choices=Priority, default=Priority.NORMAL)
    script = models.TextField(_("spoken script"), blank=True)
    script_basis = models.CharField(max_length=64, blank=True, editable=False)
    readings = models.JSONField(default=list, blank=True, editable=False)
    refused_hints = models.JSONField(default=list, blank=True, editable=False)
    board_text = models.TextField(_("board text"), max_length=300, blank=True)
    board_basis = models.CharField(max_length=64, blank=True, editable=False)
    board_picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("board picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    board_shows = models.CharField(_("what boards show"), max_length=10, choices=BoardShows, default="words")
    countdown_to = models.DateTimeField(_("counted down to"), null=True, blank=True)

    document_number = models.CharField(_("number and symbol"), max_length=80, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    document_issuer = models.CharField(_("issuer"), max_length=160, blank=True)
    source_document = models.ForeignKey(
        "newsroom.SourceDocument",
        verbose_name=_("original document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # A drill is born one and stays one: whatever is made of it carries the sentence and the mark (``drills``).
    drill = models.BooleanField(_("drill"), default=False, editable=False)
    import_warnings = models.JSONField(default=list, blank=True, editable=False)
    checks = models.JSONField(_("checked before submitting"), default=list, blank=True)
    source_notes = models.TextField(_("where the news comes from"), max_length=2000, blank=True)

    objects = StoryManager()
    is_creatable = False
    base_form_class = StoryForm
    edit_handler = tabs()
    template = "public/story.html"
    subpage_types: list[str] = []
    parent_page_types = ["newsroom.SectionPage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("on_site"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    # ------------------------------------------------------------------ forms

    def plain_lines(self) -> list[tuple[str, str]]:
        """Return what can be read aloud in the text, as (kind, line)."""
        return list(plain_lines(self.body))

    def text_basis(self) -> str:
        """Return the digest of the text that script and board text follow."""
        return derivation.basis(self.title, self.summary, *(line for _kind, line in self.plain_lines()))

    def spoken_script(self) -> str:
        """Return the script: the edited one, else the one that follows from the text."""
        script = self.script or derivation.script(self.title, self.summary, self.plain_lines())
        return drills.script(script) if self.drill else script

    def board_lines(self) -> list[str]:
        """Return the board's lines, at most two."""
        text = self.board_text or derivation.board_text(self.title, self.summary)
        lines = [line.strip() for line in text.splitlines() if line.strip()][:2]
        return drills.board_lines(lines) if self.drill else lines

    def script_is_behind(self) -> bool:
        """Whether the text changed since somebody edited the script."""
        return bool(self.script) and self.script_basis != self.text_basis()

    def board_is_behind(self) -> bool:
        """Whether the text changed since somebody edited the board text."""
        return bool(self.board_text) and self.board_basis != self.text_basis()

    def has_outlet(self) -> bool:
        """Whether the story is meant for at least one place."""
        return self.on_site or self.on_air or self.on_boards

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Return an address without Vietnamese marks; Django's own slug would drop every đ."""
        words = slugify(derivation.without_marks(self.title))[:SLUG_LENGTH].strip("-")
        slug: str = super()._get_autogenerated_slug(words or base_slug)
        return slug

    # --------------------------------------------------------------- one door

    def was_submitted(self) -> bool:
        """Whether any revision of this story was ever put before an approver."""
        return Approval.submissions_of(self.pk).exists()

    def _was_submitted_at(self, revision_id: int) -> bool:
        return Approval.submissions_of(self.pk).filter(revision_id=revision_id).exists()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a story is never stored live but with exactly what an approval in force says, and never as an alias."""
        written = kwargs.get("update_fields")
        if self.alias_of_id:
            raise Unapproved("a story has no aliases: each one is approved for itself")
        if (
            self.live
            and (written is None or PUBLIC_COLUMNS & set(written))
            and not self.shows_what_was_approved()
        ):
            raise Unapproved("a story cannot be live but as it was approved")
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Put the mark in front of a drill's title before anything else is looked at."""
        if self.drill:
            page: Any = self
            page.title = drills.title(page.title)
        super().full_clean(*args, **kwargs)

    def shows_what_was_approved(self) -> bool:
        """Whether this row says what the approval of its live revision says, to the last word and file."""
        approvals = Approval.objects.in_force().filter(story_id=self.pk, revision_id=self.live_revision_id)
        approval = approvals.select_related("submission").first()
        return approval is not None and shows_what_was_submitted(self, approval.submission)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Save a draft; a revision that was once submitted is never written over, not even by autosave."""
        if overwrite_revision is not None and self._was_submitted_at(overwrite_revision.pk):
            overwrite_revision = None
        # Stories have a validity of their own; Wagtail's schedule would publish without asking anybody.
        self.go_live_at = self.expire_at = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def permissions_for_user(self, user: Any) -> StoryPermissionTester:
        """Return what this person may do; publishing is never among it."""
        return StoryPermissionTester(user, self)

    def is_public(self) -> bool:
        """Whether the public may see this story now."""
        return Story.objects.filter(pk=self.pk).public().exists()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the public, after asking the release question once more."""
        if not (self.is_public() and self.shows_what_was_approved()):
            raise Http404("not released")
        response: HttpResponse = super().serve(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"  # a recall reaches every reader at the next look
        return response


class ArticlePage(Story):
    """News, an article, a notice, a press release or a clarification."""

    class Kind(models.TextChoices):
        """The kinds of written story."""

        NEWS = "news", _("News item")
        ARTICLE = "article", _("Article")
        NOTICE = "notice", _("Notice")
        PRESS_RELEASE = "press_release", _("Press release")
        CLARIFICATION = "clarification", _("Clarification")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.NEWS)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("tells in English"),
        help_text=_(
            "The Vietnamese story that this one tells in English; the pages then lead to each other."
        ),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    base_form_class = ArticleForm
    edit_handler = tabs("kind", "language", "translation_of")
    template = "public/story.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with all words of the page in the story's language."""
        with translation.override(self.language):
            return rendered(super().serve(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview it in the same language."""
        with translation.override(self.language):
            return rendered(super().serve_preview(request, mode_name))


def rendered(response: HttpResponse) -> HttpResponse:
    """Return the response with its words written now: a template would else be read in another language later."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


class InfographicPage(Story):
    """An infographic: a picture, and all that it says in words."""

    infographic = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("infographic"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    text_alternative = models.TextField(
        _("text alternative"),
        help_text=_("Everything the picture says, for those who cannot see it."),
    )

    edit_handler = tabs("infographic", "text_alternative")
    template = "public/infographic.html"

    class Meta:
        verbose_name = _("infographic")
        verbose_name_plural = _("infographics")

    def plain_lines(self) -> list[tuple[str, str]]:
        """Add the picture's words to what can be read aloud."""
        words = [("text", line) for line in self.text_alternative.splitlines() if line.strip()]
        return [*words, *super().plain_lines()]


class BulletinPage(Story):
    """A bulletin: written to be heard first, and readable on the site when it is meant for it."""

    edit_handler = tabs(first_outlet="air")
    template = "public/story.html"

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
