"""A document that was read becomes a draft article: its text as blocks, its facts as fields, its doubts as notes."""

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from itertools import groupby
from typing import Any

from django.core.files.base import ContentFile

from newsroom.documents import Block, Heading, Letter, ListItem, Paragraph, Table
from newsroom.models import ArticlePage, SectionPage, SourceDocument, User

TITLE_LENGTH = 150
HEADING_LENGTH = 200
NOTICES = ("Công văn", "Thông báo", "Kế hoạch", "Quyết định", "Giấy mời", "Công điện", "Chỉ thị")


def draft_from_letter(
    letter: Letter, *, section: SectionPage, person: User, original: SourceDocument | None
) -> ArticlePage:
    """Make the draft under ``section``, owned by ``person``; its script follows the text."""
    notice = letter.kind in NOTICES
    story = ArticlePage(
        live=False,
        owner=person,
        title=title_of(letter),
        kind=ArticlePage.Kind.NOTICE if notice else ArticlePage.Kind.NEWS,
        body=list(body_of(letter)),
        source=letter.issuer[:200],
        document_number=letter.number[:80],
        document_date=letter.date,
        document_issuer=letter.issuer[:160],
        source_document=original,
        import_warnings=[asdict(warning) for warning in letter.warnings],
    )
    section.add_child(instance=story)
    story.save_revision(user=person, log_action="wagtail.create", clean=False)
    return story


def title_of(letter: Letter) -> str:
    """Return a headline: what the document is about, in sentence case, cut at a word."""
    title = " ".join((letter.title or letter.abstract or letter.kind or _first_words(letter)).split())
    if title.isupper():
        title = title.capitalize()
    title = title[:1].upper() + title[1:]
    if len(title) <= TITLE_LENGTH:
        return title or "Văn bản chưa có tiêu đề"
    return title[: TITLE_LENGTH - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _first_words(letter: Letter) -> str:
    return next((block.text for block in letter.blocks if not isinstance(block, Table)), "")


def body_of(letter: Letter) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of the text; paragraphs and list items between two headings share one block."""
    for kind, blocks in groupby(letter.blocks, key=_kind):
        if kind == "text":
            yield "text", "".join(_rich(list(blocks)))
        else:
            yield from (_single(block) for block in blocks)


def _kind(block: Block) -> str:
    if isinstance(block, Heading) and len(block.text) <= HEADING_LENGTH:
        return "heading"
    return "table" if isinstance(block, Table) else "text"


def _single(block: Block) -> tuple[str, Any]:
    if isinstance(block, Table):
        return "table", _table(block)
    return "heading", block.text


def _rich(blocks: list[Block]) -> Iterator[str]:
    for is_list, run in groupby(blocks, key=lambda block: isinstance(block, ListItem)):
        texts = [escape(block.text) for block in run if isinstance(block, Heading | Paragraph | ListItem)]
        if is_list:
            yield "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"
        else:
            yield "".join(f"<p>{text}</p>" for text in texts)


def _table(table: Table) -> dict[str, Any]:
    head, *rows = table.rows
    return {
        "columns": [{"type": "text", "heading": cell} for cell in head],
        "rows": [{"values": list(row)} for row in rows],
        "caption": table.title,
    }


def keep_original(name: str, data: bytes, *, person: User, title: str = "") -> SourceDocument:
    """Keep the file as it came in."""
    document = SourceDocument(title=(title or name)[:255], uploaded_by_user=person)
    document.file.save(name, ContentFile(data), save=False)
    document.file_size = len(data)
    document.save()
    return document
