"""Word files as offices write them: letterhead tables, lists, tracked changes, text boxes, old fonts."""

from typing import Any

import pytest

from newsroom.documents import Heading, Letter, ListItem, Paragraph, Table
from newsroom.documents.worker import parse
from tests.newsroom.documents.builders import NAMESPACES, paragraph, word_file


def _read(build: Any) -> Letter:
    return parse(word_file(build), "docx")


def _lines(cell: Any, *texts: str) -> None:
    cell.text = texts[0]
    for text in texts[1:]:
        cell.add_paragraph(text)


def _notice(document: Any) -> None:
    head = document.add_table(rows=1, cols=2)
    _lines(head.cell(0, 0), "ỦY BAN NHÂN DÂN", "XÃ LẠC PHƯỢNG", "Số: 42/TB-UBND")
    _lines(
        head.cell(0, 1),
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lạc Phượng, ngày 20 tháng 11 năm 2026",
    )
    document.add_paragraph("")
    document.add_paragraph("THÔNG BÁO")
    document.add_paragraph("Lịch cắt điện phục vụ sửa chữa")
    document.add_paragraph("lưới điện thôn Đông Hồ")
    document.add_paragraph("")
    document.add_paragraph("Ủy ban nhân dân xã thông báo như sau:")
    document.add_paragraph("Thời gian cắt điện", style="List Number")
    document.add_paragraph("Từ 7 giờ đến 11 giờ.", style="List Bullet")
    document.add_paragraph("Khu vực: thôn Đông Hồ.", style="List Number")
    foot = document.add_table(rows=1, cols=2)
    _lines(foot.cell(0, 0), "Nơi nhận:", "- Các thôn;", "- Lưu: VT.")
    _lines(foot.cell(0, 1), "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Trần Thị Hoà")


def test_the_state_letterhead_in_a_table_is_understood() -> None:
    letter = _read(_notice)

    assert (letter.number, letter.symbol, letter.kind) == ("42/TB-UBND", "TB-UBND", "Thông báo")
    assert str(letter.date) == "2026-11-20"
    assert letter.issuer == "ỦY BAN NHÂN DÂN XÃ LẠC PHƯỢNG"
    assert letter.title == "Thông báo lịch cắt điện phục vụ sửa chữa lưới điện thôn Đông Hồ"
    assert letter.signer == "Trần Thị Hoà"
    assert letter.recipients == ("Các thôn", "Lưu: VT.")
    assert not letter.warnings


def test_automatic_numbers_and_bullets_are_counted() -> None:
    letter = _read(_notice)

    assert letter.blocks == (
        Paragraph(text="Ủy ban nhân dân xã thông báo như sau:"),
        Heading(level=1, text="1. Thời gian cắt điện"),
        ListItem(text="Từ 7 giờ đến 11 giờ."),
        ListItem(text="2. Khu vực: thôn Đông Hồ."),
    )


def test_a_subject_in_the_letterhead_cell_runs_over_its_lines() -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        _lines(
            table.cell(0, 0),
            "UBND XÃ LẠC PHƯỢNG",
            "Số: 7/CV-UBND",
            "V/v tăng cường phòng cháy",
            "2026 mùa hanh khô",
        )
        _lines(table.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Lạc Phượng, ngày 1 tháng 2 năm 2026")
        document.add_paragraph("Kính gửi:")
        document.add_paragraph("Các thôn;")
        document.add_paragraph("Các trường học.")
        document.add_paragraph("Thời tiết hanh khô kéo dài.")

    letter = _read(build)

    assert letter.abstract == "tăng cường phòng cháy 2026 mùa hanh khô"
    assert letter.addressees == ("Các thôn", "Các trường học")
    assert letter.blocks == (Paragraph(text="Thời tiết hanh khô kéo dài."),)


def test_heading_styles_become_headings() -> None:
    letter = _read(
        lambda document: [document.add_heading("Kết quả", 2), document.add_paragraph("Đạt kế hoạch.")]
    )

    assert Heading(level=2, text="Kết quả") in letter.blocks or letter.title == "Kết quả"


def test_tracked_changes_read_as_accepted() -> None:
    def build(document: Any) -> None:
        paragraph(
            document,
            '<w:r><w:t xml:space="preserve">Cắt điện </w:t></w:r><w:del w:id="1" w:author="a">'
            '<w:r><w:delText>sáng</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">'
            "<w:r><w:t>chiều</w:t></w:r></w:ins>"
            "<w:r><w:t>.</w:t></w:r>",
        )
        paragraph(
            document,
            '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
            '<w:r><w:t xml:space="preserve">Đoạn này </w:t></w:r>',
        )
        paragraph(document, "<w:r><w:t>nối với đoạn sau.</w:t></w:r>")

    letter = _read(build)

    assert letter.blocks == (Paragraph(text="Cắt điện chiều."), Paragraph(text="Đoạn này nối với đoạn sau."))
    assert [warning.code for warning in letter.warnings] == ["tracked_changes"]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Chữ trong khung.</w:t></w:r></w:p></w:txbxContent>"

    def build(document: Any) -> None:
        document.add_paragraph("Đoạn đầu.")
        paragraph(
            document,
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )

    assert _read(build).blocks == (Paragraph(text="Đoạn đầu."), Paragraph(text="Chữ trong khung."))


def test_headers_and_footers_are_ignored() -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Trang 1"
        document.add_paragraph("Nội dung chính.")

    assert _read(build).blocks == (Paragraph(text="Nội dung chính."),)


def test_merged_cells_keep_the_columns_in_line() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Bảng phân công:")
        table = document.add_table(rows=3, cols=3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"ô {number}"
        table.cell(0, 0).merge(table.cell(0, 1)).text = "gộp ngang"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "gộp dọc"

    assert (
        Table(
            rows=(("gộp ngang", "", "ô 2"), ("ô 3", "ô 4", "gộp dọc"), ("ô 6", "ô 7", "")),
        )
        in _read(build).blocks
    )


@pytest.mark.parametrize(
    ("font", "written", "read"),
    [
        (".VnTime", "Uû ban nh©n d©n x·", "Uỷ ban nhân dân xã"),
        (".VnTimeH", "th«ng b¸o míi", "THÔNG BÁO MỚI"),
        ("VNI-Times", "thoâng baùo", "thông báo"),
    ],
)
def test_old_fonts_become_unicode(font: str, written: str, read: str) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Mở đầu.")
        document.add_paragraph().add_run(f"{written}.").font.name = font

    letter = _read(build)

    assert f"{read}." in [getattr(block, "text", "") for block in letter.blocks]
    assert any(warning.code == "old_font" for warning in letter.warnings)


def test_a_secret_stamp_is_told_first() -> None:
    letter = _read(
        lambda document: [document.add_paragraph("MẬT"), document.add_paragraph("Nội dung. Hai câu.")]
    )

    assert letter.warnings[0].code == "secret"


def test_pictures_left_out_are_told() -> None:
    blip = (
        f"<w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
        f"{NAMESPACES}/></w:drawing></w:r><w:r><w:t>Có ảnh kèm.</w:t></w:r>"
    )

    letter = _read(lambda document: paragraph(document, blip))

    assert [warning.code for warning in letter.warnings] == ["pictures"]
