"""Looks at the table of contents of a Word file before anything is unpacked."""

import zipfile
from io import BytesIO

from newsroom.documents.refusal import DocumentRefused

_MB = 1_000_000
_LARGEST_UNPACKED = 200 * _MB
_LARGEST_XML = 15 * _MB
_MOST_FILES = 5_000
_MACRO = b"macroEnabled"


def check_archive(data: bytes) -> None:
    """Refuse a damaged, encrypted, foreign or exploding archive."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            _check_kind(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise DocumentRefused("damaged") from None


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise DocumentRefused("encrypted")
    xml = [member.file_size for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    total = sum(member.file_size for member in members)
    if total > _LARGEST_UNPACKED or len(members) > _MOST_FILES or sum(xml) > _LARGEST_XML:
        raise DocumentRefused("bomb")


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        raise DocumentRefused("not_word" if names else "damaged")
    if _MACRO in archive.read("[Content_Types].xml"):
        raise DocumentRefused("macro")
    if not any(name.startswith("word/") for name in names):
        raise DocumentRefused("not_word")
