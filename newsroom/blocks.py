"""The blocks a story's text is built from, and the plain text that lies in them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from newsroom.box_blocks import ContactBlock, PlaceBlock, TimelineBlock, VideoBlock, said_in_box
from newsroom.chart_block import ChartBlock, said_chart

BOXES = frozenset({"video", "timeline", "place", "contact"})
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture in the text, with its caption."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        template = "newsroom/blocks/picture.html"
        label = _("Picture")


class InfographicBlock(blocks.StructBlock):
    """A picture made from data, with all that it says in words; ``newsroom.drawing`` fills it from its form."""

    picture = ImageChooserBlock(label=_("Picture"))
    words = blocks.TextBlock(
        label=_("Text alternative"),
        help_text=_("Everything the picture says, for those who cannot see it."),
        rows=4,
    )
    spoken = blocks.TextBlock(
        label=_("What is read aloud"),
        help_text=_("Empty: the text alternative is read."),
        required=False,
        rows=4,
    )

    class Meta:
        icon = "image"
        template = "newsroom/blocks/infographic.html"
        label = _("Infographic")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quote"))
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        template = "newsroom/blocks/quote.html"
        label = _("Quote")


class BodyBlock(blocks.StreamBlock):
    """The body of a story."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=200, icon="title", template="newsroom/blocks/heading.html"
    )
    picture = PictureBlock()
    infographic = InfographicBlock()
    quote = QuoteBlock()
    table = TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Text"), required=False))],
        label=_("Table"),
        icon="table",
        template="newsroom/blocks/table.html",
    )
    document = DocumentChooserBlock(
        label=_("Document"), icon="doc-full", template="newsroom/blocks/document.html"
    )
    video = VideoBlock()
    timeline = TimelineBlock()
    chart = ChartBlock()
    place = PlaceBlock()
    contact = ContactBlock()


_BREAKS = ("</p>", "</li>", "<br/>", "<br>", "</h2>", "</h3>", "</h4>")


def paragraphs_of_html(html: str) -> list[str]:
    """Return the paragraphs and list items of rich text as plain lines."""
    for mark in _BREAKS:
        html = html.replace(mark, mark + "\n")
    lines = (strip_tags(line).replace("\xa0", " ").strip() for line in html.split("\n"))
    return [_unescape(line) for line in lines if line]


def _unescape(line: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        line = line.replace(entity, sign)
    return line


def plain_lines(stream: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield (kind, line) for all that can be read aloud; kind is ``heading``, ``text``, ``quote`` or ``table``.

    A table is its name, then a ``columns`` and its ``row`` lines, with a tab between two cells. A box is of its own
    kind: ``video``, ``timeline``, ``chart``, ``place``, ``contact``.
    """
    for child in stream:
        if child.block_type == "heading":
            yield "heading", str(child.value).strip()
        elif child.block_type == "text":
            html = child.value.source if isinstance(child.value, RichText) else str(child.value)
            for line in paragraphs_of_html(html):
                yield "text", line
        elif child.block_type == "infographic":
            yield from (("text", line) for line in said_in(child.value))
        elif child.block_type == "quote":
            yield "quote", child.value["text"].strip()
        elif child.block_type == "table":
            yield "table", (child.value.caption or "").strip()
            yield from _cells(child.value)
        else:
            yield from ((child.block_type, line) for line in _said_in_others(child))


def _said_in_others(child: Any) -> list[str]:
    if child.block_type == "chart":
        return said_chart(child.value)
    return said_in_box(child.block_type, child.value) if child.block_type in BOXES else []


def said_in(infographic: Any) -> list[str]:
    """Return the lines of an infographic that are read aloud."""
    text = infographic["spoken"].strip() or infographic["words"]
    return [line.strip() for line in text.splitlines() if line.strip()]


def _cells(table: Any) -> Iterator[tuple[str, str]]:
    """Yield the head and the rows of a table."""
    yield "columns", "\t".join(" ".join(column["heading"].split()) for column in table.columns)
    for row in table.rows:
        yield "row", "\t".join(" ".join(str(cell.value or "").split()) for cell in row)
