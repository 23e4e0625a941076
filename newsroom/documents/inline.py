"""The text of one Word paragraph: accepted changes, text boxes, old fonts, notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsroom.documents.legacy import from_tcvn3, from_vni
from newsroom.documents.numbering import W

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"

_SKIPPED = {f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText"}
_REMOVED = {f"{W}del", f"{W}moveFrom"}
_ADDED = {f"{W}ins", f"{W}moveTo"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_PICTURES = {f"{_A}blip", f"{_V}imagedata"}
_NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}


@dataclass
class Found:
    """What was met beside the text while a document was read."""

    tracked: bool = False
    pictures: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    encodings: set[str] = field(default_factory=set)


def text_of(paragraph: Any, found: Found) -> str:
    """Return the text as it reads when every tracked change is accepted."""
    return "".join(_inline(paragraph, found))


def _inline(node: Any, found: Found) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag in (f"{W}t", f"{_M}t"):
            yield _in_unicode(child, found)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{_MC}AlternateContent":
            yield from _inline(_alternative(child), found)
        elif not _noted(child, found):
            yield from _inline(child, found)


def _noted(child: Any, found: Found) -> bool:
    """Note what is not text of this paragraph; True when its content must be left out here."""
    tag = child.tag
    if tag in _REMOVED or tag in _ADDED:
        found.tracked = True
    if tag in _PICTURES:
        found.pictures += 1
    if tag in _NOTES:
        found.notes.append((tag.rsplit("}", 1)[-1], child.get(f"{W}id", "")))
    if tag == f"{W}txbxContent":
        found.boxes.append(child)
    return tag in _SKIPPED or tag in _REMOVED or tag == f"{W}txbxContent" or not isinstance(tag, str)


def _alternative(child: Any) -> Any:
    """Word writes a shape twice, for itself and for older versions: take the first with content."""
    for option in child:
        if next(option.iter(f"{W}t", f"{W}txbxContent", *_PICTURES), None) is not None:
            return option
    return ()


def _in_unicode(text_element: Any, found: Found) -> str:
    text = text_element.text or ""
    font = _font(text_element.getparent())
    if font.startswith(".Vn"):
        found.encodings.add("TCVN3")
        converted = from_tcvn3(text)
        return converted.upper() if font.endswith("H") else converted
    if font.startswith("VNI-"):
        found.encodings.add("VNI")
        return from_vni(text)
    return text


def _font(run: Any) -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    return fonts.get(f"{W}ascii", "") if fonts is not None else ""
