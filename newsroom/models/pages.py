"""The structure of the site: its front page and its sections; administrators keep it, the ADR on structure says why."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from newsroom.models.story_rights import StructurePermissionTester

DOCUMENTS = "van-ban"  # the section of official documents


class HomePage(Page):
    """The front page."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("tagline")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.SectionPage"]
    template = "public/home.html"
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: Any) -> StructurePermissionTester:
        """Return what this person may do with the front page."""
        return StructurePermissionTester(user, self)


class SectionPage(Page):
    """A section (chuyên mục) that holds stories."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    shows_contacts = models.BooleanField(
        _("begins with the commune's contacts"),
        default=False,
        help_text=_(
            "For the section that introduces the commune: address, telephone, hamlets and their heads."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("shows_contacts")]
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = [
        "newsroom.ArticlePage",
        "newsroom.InfographicPage",
        "newsroom.BulletinPage",
        "newsroom.RegisteredDocument",
        "newsroom.IssuePage",
    ]
    template = "public/section.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def holds_documents(self) -> bool:
        """Whether it is the section of official documents, which has a register to look them up."""
        return self.slug == DOCUMENTS

    def permissions_for_user(self, user: Any) -> StructurePermissionTester:
        """Return what this person may do with the section."""
        return StructurePermissionTester(user, self)
