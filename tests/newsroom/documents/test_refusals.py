"""Files that are refused, each with its own plain reason."""

import zipfile
from io import BytesIO

import pytest

from newsroom.documents import DocumentRefused, read_document, read_pasted, reader
from newsroom.documents.refusal import REASONS
from tests.newsroom.documents.builders import word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(files: dict[str, bytes], *, encrypted: bool = False) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    data = stream.getvalue()
    if not encrypted:
        return data
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 8] + b"\x01" + data[at + 9 :]


def _word_zip(document: bytes, types: bytes = b"<Types/>") -> bytes:
    return _zip({"[Content_Types].xml": types, "word/document.xml": document})


GOOD = word_file(lambda document: document.add_paragraph("Thông báo lịch cắt điện."))


@pytest.mark.parametrize(
    ("code", "filename", "data"),
    [
        ("empty", "a.docx", b""),
        ("empty", "a.txt", b"\xef\xbb\xbf \r\n".replace(b"\xef\xbb\xbf", b"")),
        ("too_large", "a.docx", b"PK\x03\x04" + b"x" * 50_000_000),
        ("pdf", "a.docx", b"%PDF-1.7 ..."),
        ("pdf", "a.pdf", b"%PDF-1.7 ..."),
        ("image", "a.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("image", "anh.txt", b"\x89PNG\r\n\x1a\n\x00"),
        ("program", "a.docx", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("old_word", "a.docx", OLE + b"\x00" * 600),
        ("old_word", "a.doc", OLE + b"\x00" * 600),
        ("old_word", "a.docx", b"{\\rtf1\\ansi Xin"),
        ("encrypted", "a.docx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")),
        ("text_as_word", "a.docx", "Thông báo".encode()),
        ("word_as_text", "a.txt", GOOD),
        ("unknown_kind", "a.odt", b"abc abc"),
        ("unknown_kind", "van-ban", b"abc abc"),
        ("not_word", "a.xlsx", _zip({"xl/workbook.xml": b"x"})),
    ],
)
def test_a_stranger_is_refused_before_parsing(
    monkeypatch: pytest.MonkeyPatch, code: str, filename: str, data: bytes
) -> None:
    monkeypatch.setattr(reader, "_ask_worker", lambda *_: pytest.fail("parsed"))

    with pytest.raises(DocumentRefused) as refused:
        read_document(data, filename=filename)

    assert refused.value.code == code
    assert refused.value.message == REASONS[code]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("damaged", GOOD[: len(GOOD) // 2]),
        ("damaged", GOOD[:2000] + bytes(400) + GOOD[2400:]),
        ("damaged", _word_zip(b"<w:document>")),
        ("bomb", _word_zip(b" " * 31_000_000)),
        ("encrypted", _zip({"word/document.xml": b"x" * 99}, encrypted=True)),
        ("not_word", _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"x"})),
        ("not_word", _zip({"anh.jpg": b"x"})),
        (
            "macro",
            _word_zip(b"<x/>", b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"),
        ),
        ("no_text", word_file(lambda document: document.add_paragraph("  "))),
    ],
)
def test_a_bad_word_file_is_refused_by_the_worker(code: str, data: bytes) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_document(data, filename="van ban.docx")

    assert refused.value.code == code


def test_a_text_file_of_noise_is_refused() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_document(bytes(range(1, 256)) * 20, filename="a.txt")

    assert refused.value.code == "unreadable"


def test_entities_that_multiply_do_not_fill_the_memory() -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "loa loa loa">{nested}]><w:document>&e11;</w:document>'

    with pytest.raises(DocumentRefused) as refused:
        read_document(_word_zip(xml.encode()), filename="a.docx")

    assert refused.value.code == "damaged"


def test_a_worker_that_never_answers_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WALL_SECONDS", 0.001)

    with pytest.raises(DocumentRefused) as refused:
        read_document(GOOD, filename="a.docx")

    assert refused.value.code == "too_heavy"


def test_a_text_far_too_long_is_refused() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_pasted("Thông báo. " * 40_000)

    assert refused.value.code == "too_long"


def test_nothing_pasted_is_told_as_such() -> None:
    with pytest.raises(DocumentRefused, match="Chưa có nội dung nào được dán"):
        read_pasted(" \n\t")


def test_every_reason_says_what_to_do() -> None:
    for message in REASONS.values():
        assert message.count(".") >= 2
        assert any(verb in message for verb in ("Mở", "Chép", "Xin", "Đổi đuôi", "Xoá", "dán"))
