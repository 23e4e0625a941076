"""What a file really is, by its first bytes, whatever its name says."""

from pathlib import PurePath

from newsroom.documents.refusal import LARGEST_FILE, DocumentRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "old_word"),
)
_IMAGE_BOXES = (b"ftypheic", b"ftypmif1", b"ftypavif")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORD_NAMES = {".doc": "old_word", ".rtf": "old_word", ".pdf": "pdf", ".docm": "macro"}


def kind_of(data: bytes, *, filename: str) -> str:
    """Return "docx" or "txt", or refuse: empty, too large, something else in disguise, an unknown kind."""
    if not data.strip(b"\0 \r\n\t"):
        raise DocumentRefused("empty")
    if len(data) > LARGEST_FILE:
        raise DocumentRefused("too_large")
    ending = PurePath(filename).suffix.lower()
    _refuse_disguised(data)
    packed = data.startswith(_ZIP)
    if packed and ending == ".txt":
        raise DocumentRefused("word_as_text" if b"word/" in data else "not_word")
    if ending in (".docx", ".txt"):
        return _agreed(ending, packed=packed)
    if packed and ending not in _OLD_WORD_NAMES:
        raise DocumentRefused("not_word")
    raise DocumentRefused(_OLD_WORD_NAMES.get(ending, "unknown_kind"))


def _agreed(ending: str, *, packed: bool) -> str:
    if ending == ".docx" and not packed:
        raise DocumentRefused("text_as_word")
    return ending.removeprefix(".")


def _refuse_disguised(data: bytes) -> None:
    for magic, code in _MAGIC:
        if data.startswith(magic) and not (code in ("image", "program") and _is_plain(data, magic)):
            raise DocumentRefused(code)
    if data.startswith(_OLE):
        raise DocumentRefused("encrypted" if _ENCRYPTED_STREAM in data else "old_word")
    if data[4:12] in _IMAGE_BOXES or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise DocumentRefused("image")


def _is_plain(data: bytes, magic: bytes) -> bool:
    """A text may begin with "BM" or "MZ": only unprintable bytes behind make it a picture or program."""
    return len(magic) == 2 and not any(byte < 9 for byte in data[:64])
