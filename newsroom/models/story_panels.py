"""The editor's tabs, the same for every kind of story."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from newsroom.models.story_checks import ChecksPanel


def tabs(
    *own_fields: str, first_outlet: str = "site", register: bool = False, issue: bool = False
) -> TabbedInterface:
    """Return the tabs; ``own_fields`` are those a kind of page adds, ``first_outlet`` puts air first for bulletins.

    ``register``: the page is an official document, and its facts stand at the top. ``issue``: it is an e-bulletin.
    """
    content = ObjectList([*_content(own_fields, register=register)], heading=_("Text"))
    if issue:
        content.children.insert(1, HelpPanel(template="newsroom/panels/issue.html"))
    broadcast = ObjectList([*_broadcast()], heading=_("Air and boards"))
    facts = ObjectList([*_facts(register=register)], heading=_("Source"))
    order = [broadcast, content, facts] if first_outlet == "air" else [content, broadcast, facts]
    if first_outlet == "air":
        broadcast.children.insert(0, FieldPanel("title"))
        content.children.pop(1)
    return TabbedInterface(order)


def _content(own_fields: tuple[str, ...], *, register: bool) -> list[object]:
    return [
        HelpPanel(template="newsroom/panels/standing.html"),
        FieldPanel("title"),
        *([HelpPanel(template="newsroom/panels/register.html")] if register else []),
        HelpPanel(template="newsroom/panels/infographic.html"),
        *(FieldPanel(name) for name in own_fields),
        *([_document(FieldPanel("effective_on"))] if register else []),
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("picture"),
        FieldPanel("body"),
        HelpPanel(template="newsroom/panels/writing_help.html", heading=_("Writing help")),
        MultiFieldPanel(
            [
                ChecksPanel("checks"),
                FieldPanel(
                    "source_notes",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_(
                        "Who told it, when, and how it was checked: people, documents, links. Only the newsroom and "
                        "the leaders see it."
                    ),
                ),
            ],
            heading=_("Sources and checking"),
        ),
    ]


def _broadcast() -> list[object]:
    return [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("on_site"), FieldPanel("on_air"), FieldPanel("on_boards")])],
            heading=_("Where it appears"),
        ),
        FieldPanel(
            "zones",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Leave all empty for the whole commune."),
        ),
        FieldRowPanel([FieldPanel("priority"), FieldPanel("valid_from"), FieldPanel("valid_until")]),
        HelpPanel(template="newsroom/panels/script.html"),
        FieldPanel(
            "script",
            widget=forms.Textarea(attrs={"rows": 12}),
            help_text=_("What the loudspeaker says. Empty: it follows the text."),
        ),
        HelpPanel(template="newsroom/panels/boards.html"),
        FieldPanel(
            "board_text",
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Two lines of seven to nine words. Empty: it follows the headline."),
        ),
        FieldPanel(
            "board_shows",
            widget=forms.RadioSelect,
            help_text=_("The words stand beside it. A long document or video keeps other notices waiting."),
        ),
        FieldPanel("board_picture"),
        FieldPanel(
            "countdown_to",
            help_text=_("Only for counting down. The notice leaves the boards by itself at this moment."),
        ),
    ]


def _facts(*, register: bool) -> list[object]:
    return [
        FieldRowPanel([FieldPanel("category"), FieldPanel("origin")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
        HelpPanel(template="newsroom/panels/plan_tasks.html", heading=_("Tasks of the yearly plan")),
        *([] if register else [_document()]),
    ]


def _document(*more: FieldPanel) -> MultiFieldPanel:
    """Return the facts of the document that a story comes from, or of the document that it is."""
    return MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("document_number"), FieldPanel("document_date")]),
            FieldPanel("document_issuer"),
            *more,
            FieldPanel("source_document"),
        ],
        heading=_("The document") if more else _("Document it comes from"),
    )
