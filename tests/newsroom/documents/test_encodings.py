"""Text files from old and new machines."""

import unicodedata

import pytest

from newsroom.documents import DocumentRefused, Heading, read_pasted
from newsroom.documents.encodings import decode
from newsroom.documents.legacy import mend
from newsroom.documents.worker import parse
from tests.newsroom.documents.builders import LETTER

TCVN3 = (
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam. Uû ban nh©n d©n x· th«ng b¸o lÞch c¾t ®iÖn ngµy 21 th¸ng 11 n¨m 2026"
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Uûy ban nhaân daân xaõ "
    "thoâng baùo lòch caét ñieän ngaøy 21 thaùng"
    " 11 naêm 2026, ñöôïc thöïc hieän"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_files_read_the_same(encoding: str) -> None:
    text, _ = decode(LETTER.encode(encoding))

    assert text == LETTER


def _tones_apart(text: str) -> str:
    """Windows-1258 writes "ề" as "ê" and a tone behind it."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        base = "".join(part for part in parts if part not in tones)
        letters.append(unicodedata.normalize("NFC", base) + "".join(tones))
    return "".join(letters)


def test_a_windows_1258_file_is_read_and_told() -> None:
    data = _tones_apart(LETTER).encode("cp1258")

    assert decode(data) == (LETTER, "windows-1258")


def test_a_tcvn3_file_is_read_and_told() -> None:
    letter = parse(TCVN3.encode("latin-1"), "txt")

    assert "Cộng hoà xã hội chủ nghĩa Việt Nam. Uỷ ban nhân dân xã thông báo lịch cắt điện ngày 21" in str(
        letter.blocks
    )
    assert [warning.where for warning in letter.warnings if warning.code == "old_encoding"] == ["TCVN3"]


def test_vni_letters_from_the_clipboard_become_unicode() -> None:
    letter = read_pasted(VNI)

    assert "Cộng hòa xã hội chủ nghĩa Việt Nam. Ủy ban nhân dân xã thông báo lịch cắt điện ngày" in str(
        letter.blocks
    )
    assert "năm 2026, được thực hiện" in str(letter.blocks)
    assert letter.warnings[0].code == "old_encoding"


def test_western_and_vietnamese_unicode_are_left_alone() -> None:
    for text in (LETTER, "Café “Đà Lạt” – à la carte, São Paulo, 20 °C, 5 × 3"):
        assert mend(text) == (text, "")


def test_bytes_that_are_no_text_are_refused() -> None:
    noise = bytes((number * 7919 + number // 3) % 256 for number in range(4000))

    with pytest.raises(DocumentRefused) as refused:
        decode(noise)

    assert refused.value.code == "unreadable"


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b"])
def test_every_line_break_breaks_the_line(line_break: str) -> None:
    letter = read_pasted(
        line_break.join(["I. MỤC ĐÍCH", "", "Nội dung thứ nhất.", "II. YÊU CẦU", "Nội dung sau."])
    )

    assert [block.text for block in letter.blocks if isinstance(block, Heading)] == [
        "I. MỤC ĐÍCH",
        "II. YÊU CẦU",
    ]


def test_a_file_without_marks_or_with_composed_marks_reads_alike() -> None:
    decomposed = read_pasted("Xã Lạc Phượng thông báo.\n")
    composed = read_pasted("Xã Lạc Phượng thông báo.\n")

    assert decomposed == composed
