"""Slips of the pen: what is told, and what is left alone."""

import pytest

from newsroom.documents.defects import find_defects


def _told(text: str) -> list[tuple[str, str, str]]:
    return [(warning.code, warning.where, warning.suggestion) for warning in find_defects([text])]


@pytest.mark.parametrize(
    ("text", "code", "where", "suggestion"),
    [
        ("Kế hoạch ngày 22/5//2026 của xã", "broken_date", "22/5//2026", "22/5/2026"),
        ("ngày 22//5/2026", "broken_date", "22//5/2026", "22/5/2026"),
        ("Công văn số: /CV-UBND đã gửi", "blank_number", "số: /CV-UBND", ""),
        ("Số * -CV/ĐU", "blank_number", "Số * -CV/ĐU", ""),
        ("Số ……/TB-UBND", "blank_number", "Số ……/TB-UBND", ""),
        ("ngày tháng 5 năm 2026", "blank_day", "ngày tháng 5 năm 2026", ""),
        ("ngày ... tháng 12 năm 2026", "blank_day", "ngày ... tháng 12 năm 2026", ""),
        ("Quyết định 1191/QĐ- TTg", "spaced_symbol", "1191/QĐ- TTg", "1191/QĐ-TTg"),
        ("Văn phòng HĐND- UBND xã", "spaced_symbol", "HĐND- UBND", "HĐND-UBND"),
        ("T/M ĐẢNG ỦY", "sign_form", "T/M", "TM."),
        ("trên công thông tin điện tử xã", "likely_typo", "công thông tin", "cổng thông tin"),
        ("quảng bá đề đăng/phát trên trang", "likely_typo", "đề đăng/phát trên", "để đăng/phát trên"),
        ("về thông tin thông tin đối ngoại", "doubled_words", "thông tin thông tin", "thông tin"),
        ("kết quả của của xã", "doubled_words", "của của", "của"),
        ("trang Facebook.. của xã", "double_stop", "Facebook..", "Facebook."),
        ("họp ngày 31/4/2026", "impossible_date", "31/4/2026", ""),
        ("thực tế của xã).", "unbalanced", "thực tế của xã).", ""),
        ("quyết đ\ufffdnh", "lost_character", "đ\ufffdnh", ""),
        ("Uỷ ban; ủy ban", "mixed_tones", "uỷ / ủy", ""),
    ],
)
def test_a_slip_is_told_as_found(text: str, code: str, where: str, suggestion: str) -> None:
    assert _told(text) == [(code, where, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 111-KH/ĐU ngày 22/5/2026 và Nghị định 49/2024/NĐ-CP, Văn phòng HĐND - UBND xã.",
        "Các vấn đề phát sinh, vấn đề đăng ký, chủ đề phát thanh, đề phát triển.",
        "Công tác thông tin cơ sở, thông tin đối ngoại; luôn luôn, dần dần, nhà nhà, người người.",
        "a) Việc thứ nhất; b) việc thứ hai (kèm danh sách).",
        "Quý III, xã quý trọng; thủy lợi, hòa bình, hóa đơn.",
        "Số liệu năm 2026; ngày 3 tháng 5 năm 2026...",
    ],
)
def test_correct_text_is_left_alone(text: str) -> None:
    assert _told(text) == []


def test_several_places_are_told_once_with_their_number() -> None:
    warnings = find_defects(["HĐND- UBND", "HĐND- UBND xã"])

    assert len(warnings) == 1
    assert warnings[0].message.endswith("(Có 2 chỗ.)")
