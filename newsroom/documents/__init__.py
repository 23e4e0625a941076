"""Official documents (.txt, .docx, pasted text) become typed letters; knows nothing of Django."""

from newsroom.documents.letter import Block, Heading, Letter, ListItem, Paragraph, Table, Warning
from newsroom.documents.reader import read_document, read_pasted
from newsroom.documents.refusal import DocumentRefused
from newsroom.documents.script import script

__all__ = [
    "Block",
    "DocumentRefused",
    "Heading",
    "Letter",
    "ListItem",
    "Paragraph",
    "Table",
    "Warning",
    "read_document",
    "read_pasted",
    "script",
]
