"""Letters of many shapes, pasted."""

import datetime as dt
import time

import pytest

from newsroom.documents import Heading, ListItem, Paragraph, Table, read_pasted, script

INVITATION = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ LẠC PHƯỢNG\tĐộc lập - Tự do - Hạnh phúc
Số: 15/GM-UBND\tLạc Phượng, ngày 03 tháng 11 năm 2026

GIẤY MỜI
Họp giao ban công tác thông tin cơ sở

Kính gửi: Trưởng các thôn.

Thời gian: 14 giờ, ngày 05/11/2026.
Đề nghị các đồng chí dự họp đúng giờ và mang theo báo cáo kết quả tuyên truyền
tháng 10 của thôn mình để trao đổi./.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Bình
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def test_a_letterhead_of_two_columns_is_taken_apart() -> None:
    letter = read_pasted(INVITATION)

    assert (letter.number, letter.kind, letter.date) == ("15/GM-UBND", "Giấy mời", dt.date(2026, 11, 3))
    assert letter.issuer == "ỦY BAN NHÂN DÂN XÃ LẠC PHƯỢNG"
    assert letter.addressees == ("Trưởng các thôn",)
    assert letter.signer == "Nguyễn Văn Bình"
    assert letter.recipients == ("Như trên", "Lưu: VT.")


def test_lines_wrapped_by_the_program_are_one_paragraph() -> None:
    letter = read_pasted(INVITATION)

    assert letter.blocks[1] == Paragraph(
        text="Đề nghị các đồng chí dự họp đúng giờ và mang theo báo cáo kết quả tuyên truyền tháng 10 "
        "của thôn mình để trao đổi./."
    )
    assert not [warning for warning in letter.warnings if warning.code == "joined_line"]


def test_plain_news_has_its_first_line_as_title() -> None:
    letter = read_pasted("Giải bóng chuyền nông dân khai mạc\n\nSáng nay, giải khai mạc.\n")

    assert letter.title == "Giải bóng chuyền nông dân khai mạc"
    assert letter.blocks == (Paragraph(text="Sáng nay, giải khai mạc."),)
    assert script(letter) == "Giải bóng chuyền nông dân khai mạc.\n\nSáng nay, giải khai mạc."


def test_a_single_sentence_is_text_and_not_title() -> None:
    letter = read_pasted("Sáng nay xã mất điện")

    assert (letter.title, letter.blocks) == ("", (Paragraph(text="Sáng nay xã mất điện"),))


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("I. MỤC ĐÍCH", Heading(level=1, text="I. MỤC ĐÍCH")),
        ("1. Mục đích", Heading(level=2, text="1. Mục đích")),
        ("1.2. Nội dung chính", Heading(level=3, text="1.2. Nội dung chính")),
        ("a) Về kinh tế", Heading(level=3, text="a) Về kinh tế")),
        ("1. Giao Công an xã chủ trì.", ListItem(text="1. Giao Công an xã chủ trì.")),
        ("- Lồng ghép các nguồn vốn;", ListItem(text="Lồng ghép các nguồn vốn;")),
        ("+ Phối hợp kiểm tra.", ListItem(text="Phối hợp kiểm tra.")),
        ("QUYẾT ĐỊNH:", Heading(level=1, text="QUYẾT ĐỊNH:")),
        ("Năm 2026 xã đạt kết quả tốt.", Paragraph(text="Năm 2026 xã đạt kết quả tốt.")),
    ],
)
def test_a_line_finds_its_rank(line: str, block: object) -> None:
    letter = read_pasted(f"Mở đầu một câu.\n\nIV. PHẦN TRƯỚC\n\nCâu trước đó.\n\n{line}\n\nCâu sau đó.")

    assert letter.blocks[3] == block


def test_a_table_in_the_body_is_told_in_one_sentence() -> None:
    letter = read_pasted("Câu mở đầu.\n\n| Thôn | Giờ |\n|--|--|\n| Đông | 7 |\n| Đoài | 8 |\n\nCâu cuối.")

    assert letter.blocks[1] == Table(rows=(("Thôn", "Giờ"), ("Đông", "7"), ("Đoài", "8")))
    assert (
        script(letter).split("\n\n")[1]
        == "Bảng kèm theo gồm 2 dòng, xem trên trang thông tin điện tử của xã."
    )


def test_tables_with_other_heads_stay_apart() -> None:
    letter = read_pasted("Mở đầu.\n\n| A | B |\n|--|--|\n| 1 | 2 |\n\n| C | D |\n|--|--|\n| 3 | 4 |\n")

    assert len([block for block in letter.blocks if isinstance(block, Table)]) == 2


def test_list_items_and_headings_are_spoken_as_sentences() -> None:
    letter = read_pasted("Thông tin chung.\n\nI. NỘI DUNG\n\n- Việc thứ nhất;\n\n- việc thứ hai,\n\n- hết./.")

    assert script(letter).split("\n\n")[1:] == ["I. NỘI DUNG.", "Việc thứ nhất.", "việc thứ hai.", "hết."]


def test_emphasis_stars_fall_away_but_a_lone_star_stays() -> None:
    letter = read_pasted("Mở đầu.\n\nThực hiện (*sau khi có hướng dẫn*) và 3 * 4 = 12.")

    assert letter.blocks[1] == Paragraph(text="Thực hiện (sau khi có hướng dẫn) và 3 * 4 = 12.")


def test_a_draft_stamp_is_told() -> None:
    letter = read_pasted("DỰ THẢO\n\nTHÔNG BÁO\nLịch tiếp công dân\n\nUBND xã thông báo.")

    assert "draft_stamp" in [warning.code for warning in letter.warnings]
    assert letter.title == "Thông báo lịch tiếp công dân"


@pytest.mark.parametrize("piece", ["x\n", "abc\n\n", "_", "Số ", "(", "oà", "| a |\n", "CHỦ TỊCH\n"])
def test_the_time_of_reading_grows_with_the_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        read_pasted(text)
        return time.process_time() - start

    assert seconds(40_000) < 30 * max(seconds(4_000), 0.01)
