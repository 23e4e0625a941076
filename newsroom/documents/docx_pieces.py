"""A Word file becomes lines, gaps and grids, in document order; headers and footers are ignored."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

import docx
from docx.oxml import parse_xml
from lxml import etree

from newsroom.documents.inline import Found, text_of
from newsroom.documents.letter import Warning
from newsroom.documents.numbering import Numbering, W, list_of
from newsroom.documents.pieces import Gap, Grid, Line, Piece, clean, cleaned
from newsroom.documents.refusal import DocumentRefused
from newsroom.documents.sentences import ADVICE

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


def pieces_of(data: bytes) -> tuple[list[Piece], list[Warning]]:
    """Read the body of a Word file; refuse what python-docx cannot open."""
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError, ParseError, OSError):
        raise DocumentRefused("damaged") from None
    reader = _Reader(document.part)
    pieces = list(reader.pieces(body))
    return pieces, reader.warnings()


class _Reader:
    def __init__(self, part: Any) -> None:
        self._part = part
        self._found = Found()
        self._styles = {style.get(f"{W}styleId"): style for style in part.styles._element.iter(f"{W}style")}
        numbering = self._related("/numbering")
        self._numbering = Numbering(numbering._element if numbering is not None else None)

    def _related(self, ending: str) -> Any | None:
        for relation in self._part.rels.values():
            if relation.reltype.endswith(ending) and not relation.is_external:
                return relation.target_part
        return None

    def pieces(self, parent: Any) -> Iterator[Piece]:
        carried = ""
        for child in _unwrapped(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
            elif _mark_deleted(child):
                carried += text_of(child, self._found)
            else:
                yield from self._paragraph(child, carried)
                carried = ""
                yield from self._boxes()
        if carried:
            yield Line(text=clean(carried), whole=True)

    def _paragraph(self, paragraph: Any, carried: str) -> Iterator[Piece]:
        text = carried + text_of(paragraph, self._found)
        if not text.strip():
            yield Gap()
            return
        level, marker = self._level(paragraph), self._marker(paragraph)
        for number, part in enumerate(part for part in text.split("\n") if clean(part)):
            yield cleaned(Line(text=part, whole=True, level=level, marker="" if number else marker))

    def _boxes(self) -> Iterator[Piece]:
        while self._found.boxes:
            box = self._found.boxes.pop(0)
            yield Gap()
            yield from self.pieces(box)
            yield Gap()

    def _style_chain(self, paragraph: Any) -> list[Any]:
        """Return the paragraph's own properties, then those of its style and of the styles below it."""
        properties = paragraph.find(f"{W}pPr")
        chain = [properties]
        named = properties.find(f"{W}pStyle") if properties is not None else None
        while named is not None and len(chain) < 12:
            style = self._styles.get(named.get(f"{W}val"))
            if style is None:
                break
            chain.append(style.find(f"{W}pPr"))
            named = style.find(f"{W}basedOn")
        return [holder for holder in chain if holder is not None]

    def _level(self, paragraph: Any) -> int:
        for holder in self._style_chain(paragraph):
            outline = holder.find(f"{W}outlineLvl")
            value = outline.get(f"{W}val", "") if outline is not None else ""
            if value.isdecimal():
                return int(value) + 1 if int(value) < 9 else 0
        return 0

    def _marker(self, paragraph: Any) -> str:
        name, depth = list_of(self._style_chain(paragraph))
        return self._numbering.label(name, depth) if name else ""

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = [
            self._row(row) for row in _unwrapped(table, kinds=("tr",)) if row.find(f"{W}trPr/{W}del") is None
        ]
        rows = [row for row in rows if row]
        if rows:
            width = max(len(row) for row in rows)
            yield Grid(rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows))

    def _row(self, row: Any) -> list[str]:
        cells: list[str] = []
        for cell in _unwrapped(row, kinds=("tc",)):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            continued = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            text = "\n".join(_flat(self.pieces(cell)))
            cells.append("" if continued and not text.strip() else text)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = span.get(f"{W}val", "1") if span is not None else "1"
            cells.extend([""] * (min(int(width), 60) - 1 if width.isdecimal() else 0))
        return cells

    def warnings(self) -> list[Warning]:
        """Tell what was met beside the text."""
        found, warnings = self._found, []
        if found.tracked:
            warnings.append(Warning(code="tracked_changes", where="", message=ADVICE["tracked_changes"]))
        if found.pictures:
            warnings.append(Warning(code="pictures", where="", message=ADVICE["pictures"]))
        for name in sorted(found.encodings):
            warnings.append(Warning(code="old_font", where=name, message=ADVICE["old_font"]))
        for kind, number in found.notes:
            if text := self._note(kind.removesuffix("Reference"), number):
                warnings.append(Warning(code="note", where=text, message=ADVICE["note"]))
        return warnings

    def _note(self, kind: str, number: str) -> str:
        part = self._related(f"/{kind}s")
        if part is None:
            return ""
        for note in parse_xml(part.blob).iter(f"{W}{kind}"):
            if note.get(f"{W}id") == number:
                return clean(" ".join(text_of(p, Found()) for p in note.iter(f"{W}p")))
        return ""


def _unwrapped(parent: Any, *, kinds: tuple[str, ...] = ("p", "tbl")) -> Iterator[Any]:
    tags = {f"{W}{kind}" for kind in kinds}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, kinds=kinds)


def _mark_deleted(paragraph: Any) -> bool:
    """Tell whether the end of this paragraph was deleted: its text then runs on into the next one."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _flat(pieces: Iterator[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield f"{piece.marker} {piece.text}".strip()
        elif isinstance(piece, Grid):
            yield from (" ".join(" ".join(row).split()) for row in piece.rows)
        else:
            yield ""
