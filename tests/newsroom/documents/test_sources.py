"""The two documents of the commune, as text and as Word files."""

import pytest

from newsroom.documents import Heading, Letter, ListItem, Paragraph, Table, read_document, script
from tests.newsroom.documents.builders import LETTER, PLAN, as_word


@pytest.fixture(scope="module", params=["txt", "docx"])
def letter(request: pytest.FixtureRequest) -> Letter:
    data = LETTER.encode() if request.param == "txt" else as_word(LETTER)
    return read_document(data, filename=f"cong-van.{request.param}")


@pytest.fixture(scope="module", params=["txt", "docx"])
def plan(request: pytest.FixtureRequest) -> Letter:
    data = PLAN.encode() if request.param == "txt" else as_word(PLAN)
    return read_document(data, filename=f"KE HOACH.{request.param.upper()}")


def test_the_letter_tells_who_wrote_what_to_whom(letter: Letter) -> None:
    assert (letter.number, letter.symbol, letter.kind) == ("* -CV/ĐU", "CV/ĐU", "Công văn")
    assert (letter.place, letter.date) == ("Lạc Phượng", None)
    assert letter.issuer == "Đảng uỷ UBND xã Lạc Phượng"
    assert letter.abstract == "triển khai thực hiện Kế hoạch số 111-KH/ĐU ngày 22/5//2026 của Đảng uỷ xã"
    assert letter.title == "Triển khai thực hiện Kế hoạch số 111-KH/ĐU ngày 22/5//2026 của Đảng uỷ xã"
    assert letter.addressees == ("Chi bộ Văn phòng HĐND&UBND", "Các chi bộ trực thuộc Đảng uỷ UBND xã")


def test_the_letter_keeps_its_five_headings(letter: Letter) -> None:
    headings = [block.text for block in letter.body if isinstance(block, Heading)]

    assert [text[:2] for text in headings] == ["1.", "2.", "3.", "4.", "5."]
    assert headings[-1] == "5. Tổ chức thực hiện"


def test_the_letter_joins_the_line_that_the_page_broke(letter: Letter) -> None:
    texts = [block.text for block in letter.body if isinstance(block, Paragraph)]

    assert any("các nội dung tuyên truyền tích cực trên hệ thống thông tin cơ sở" in text for text in texts)
    assert any(warning.code == "joined_line" for warning in letter.warnings)


def test_the_letter_ends_with_signer_and_recipients(letter: Letter) -> None:
    assert letter.signer == "Vũ Duy Sỹ"
    assert letter.signature == ("T/M ĐẢNG ỦY", "BÍ THƯ", "Vũ Duy Sỹ")
    assert letter.recipients == (
        "Như kính gửi",
        "Ban Thường vụ Đảng ủy (để báo cáo)",
        "Trung tâm Dịch vụ sự nghiệp công xã (để tuyên truyền)",
        "Lưu VP.",
    )


def test_the_letter_survives_its_defects_with_warnings(letter: Letter) -> None:
    found = {(warning.code, warning.where, warning.suggestion) for warning in letter.warnings}

    assert ("broken_date", "22/5//2026", "22/5/2026") in found
    assert ("blank_number", "Số * -CV/ĐU", "") in found
    assert ("blank_day", "ngày tháng 5 năm 2026", "") in found
    assert ("sign_form", "T/M", "TM.") in found
    assert ("likely_typo", "công thông tin", "cổng thông tin") in found
    assert ("mixed_tones", "uỷ / ủy", "") in found
    assert len(letter.warnings) == 8


def test_the_plan_tells_kind_title_and_place(plan: Letter) -> None:
    assert (plan.number, plan.symbol, plan.kind) == ("/KH-UBND", "KH-UBND", "Kế hoạch")
    assert plan.title == "Kế hoạch công tác thông tin cơ sở và thông tin đối ngoại xã Xuân Hưng năm 2026"
    assert (plan.issuer, plan.place) == ("Ủy ban nhân dân xã Xuân Hưng", "Xuân Hưng")
    assert plan.signer == "Đỗ Văn Minh"
    assert len(plan.recipients) == 7


def test_the_plan_keeps_its_outline(plan: Letter) -> None:
    first = [block.text for block in plan.body if isinstance(block, Heading) and block.level == 1]
    second = [block.text for block in plan.body if isinstance(block, Heading) and block.level == 2]

    assert [text.split()[0] for text in first] == ["I.", "II.", "III.", "IV.", "V."]
    assert second[:2] == ["1. Mục đích", "2. Yêu cầu"]
    assert len(second) == 10
    assert ListItem(text="3. Các nguồn kinh phí hợp pháp khác (nếu có).") in plan.body


def test_the_plan_joins_a_symbol_broken_over_a_page(plan: Letter) -> None:
    assert any("Kết luận số 57-KL/TW ngày 15/6/2023" in getattr(block, "text", "") for block in plan.body)
    broken = [warning for warning in plan.warnings if warning.code == "broken_symbol"]
    assert [(warning.where, warning.suggestion) for warning in broken] == [("57- KL/TW", "57-KL/TW")]


def test_the_annex_of_the_plan_is_one_table(plan: Letter) -> None:
    tables = [block for block in plan.annex if isinstance(block, Table)]

    assert len(tables) == 1
    table = tables[0]
    assert table.title.startswith("NHIỆM VỤ THỰC HIỆN") and table.title.endswith("NĂM 2026")
    assert table.rows[0][0] == "TT"
    assert [row[0] for row in table.rows[1:]].count("6.1") == 1
    assert len(table.rows) == 41


def test_a_row_torn_by_the_page_is_whole_again(plan: Letter) -> None:
    table = next(block for block in plan.annex if isinstance(block, Table))
    row = next(row for row in table.rows if row[0] == "6.1")

    assert "vận hành đài truyền thanh ứng dụng công nghệ thông tin" in row[1]
    assert row[2:] == ("Phòng Văn hóa – Xã hội", "Trung tâm dịch vụ sự nghiệp công", "Năm 2026")


def test_the_plan_survives_its_defects_with_warnings(plan: Letter) -> None:
    found = {(warning.where, warning.suggestion) for warning in plan.warnings}

    assert {("1191/QĐ- TTg", "1191/QĐ-TTg"), ("HĐND- UBND", "HĐND-UBND")} <= found
    assert {("đề đăng/phát trên", "để đăng/phát trên"), ("thông tin thông tin", "thông tin")} <= found
    assert {("Số: /KH-UBND", ""), ("ngày / 4 /2026", ""), ("hoá / hóa", "")} <= found
    assert len(plan.warnings) == 20


def test_the_script_of_the_plan_has_no_table_and_no_foot(plan: Letter) -> None:
    spoken = script(plan)

    assert spoken.startswith(
        "Kế hoạch công tác thông tin cơ sở và thông tin đối ngoại xã Xuân Hưng năm 2026.\n"
    )
    assert spoken.endswith("Phụ lục kèm theo gồm 26 nhiệm vụ, xem trên trang thông tin điện tử của xã.")
    for unspoken in ("Nơi nhận", "Lưu: VT", "Đỗ Văn Minh", "CHỦ TỊCH", "Quý IV/2026", "./."):
        assert unspoken not in spoken


def test_the_script_of_the_letter_reads_as_sentences(letter: Letter) -> None:
    paragraphs = script(letter).split("\n\n")

    assert paragraphs[0].startswith("Công văn về việc triển khai thực hiện Kế hoạch số 111-KH/ĐU")
    assert all(paragraph[-1] in ".:!?…" for paragraph in paragraphs)
    assert "Kính gửi" not in script(letter) and "Vũ Duy Sỹ" not in script(letter)
    assert paragraphs[-1].endswith("Chi bộ Quân sự xã tham mưu thực hiện.")
