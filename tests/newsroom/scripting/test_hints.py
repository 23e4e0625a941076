"""Hints for writing for the ear, each with the sentence mended where that is safe."""

import pytest

from newsroom.scripting import Hint, hints_for, taken
from newsroom.scripting.cutting import words_in


def only(script: str, code: str) -> Hint:
    (hint,) = [hint for hint in hints_for(script) if hint.code == code]
    return hint


LONG = (
    "Đề nghị các hộ dân trong thôn dọn dẹp vệ sinh trước cổng nhà mình vào sáng thứ bảy; đồng thời nhắc nhở con em"
    " không vứt rác xuống kênh mương của thôn ta."
)


def test_a_long_sentence_is_cut_between_two_thoughts() -> None:
    hint = only(LONG, "long")

    assert hint.suggestion.count(".") == 2
    assert "thứ bảy. Đồng thời nhắc nhở" in hint.suggestion
    assert all(words_in(part) <= 25 for part in hint.suggestion.split(". "))


def test_a_sentence_of_25_words_is_fine() -> None:
    assert hints_for("một " * 24 + "hết.") == []
    assert [hint.code for hint in hints_for("một " * 25 + "hết.")] == ["long"]


def test_a_list_of_laws_is_not_cut() -> None:
    hint = only(
        "Căn cứ Luật Đất đai đã được Quốc hội thông qua; Nghị định của Chính phủ về đất đai " + "a " * 20,
        "long",
    )

    assert hint.suggestion == ""


def test_three_figures_in_a_row_are_set_apart() -> None:
    hint = only("Thôn có 120 hộ, 450 khẩu, 35 hộ nghèo.", "numbers")

    assert hint.suggestion == "Thôn có 120 hộ; 450 khẩu; 35 hộ nghèo."


@pytest.mark.parametrize(
    "sentence",
    [
        "Họp từ 7h00 đến 9h00 ngày 28/11/2026.",
        "Họp ngày 28 tháng 11 năm 2026.",
        "Gọi số 0912 345 678.",
        "Có 12 hộ và 30 người.",
    ],
)
def test_times_phones_and_pairs_are_no_figures_in_a_row(sentence: str) -> None:
    assert "numbers" not in {hint.code for hint in hints_for(sentence)}


@pytest.mark.parametrize(
    ("sentence", "mended"),
    [
        ("Họp (tại đình) lúc 7 giờ.", "Họp, tại đình, lúc 7 giờ."),
        ("Họp lúc 7 giờ (buổi sáng).", "Họp lúc 7 giờ, buổi sáng."),
        ("Hội Nông dân (HND) xã họp.", "Hội Nông dân xã họp."),
        ("Theo mẫu (có danh sách kèm theo) đã phát.", "Theo mẫu đã phát."),
    ],
)
def test_brackets_are_said_or_dropped(sentence: str, mended: str) -> None:
    assert only(sentence, "brackets").suggestion == mended


def test_a_big_table_asks_for_a_sentence_of_ones_own() -> None:
    script = "Bảng Quỹ thôn có 25 dòng, mời bà con xem trên trang thông tin điện tử của xã."

    assert only(script, "table").suggestion == ""


def test_a_refused_hint_does_not_come_back_until_the_sentence_changes() -> None:
    hint = only("Họp (tại đình).", "brackets")
    refused = frozenset({hint.key})

    assert hints_for("Họp (tại đình).", refused=refused) == []
    assert len(hints_for("Họp (tại đền).", refused=refused)) == 1


def test_taking_a_hint_changes_that_sentence_only() -> None:
    script = "Họp (tại đình).\nChào bà con. Họp (tại đình). Hết."
    second = next(hint for hint in hints_for(script) if hint.line == 1)

    assert taken(script, second) == "Họp (tại đình).\nChào bà con. Họp, tại đình. Hết."


def test_hostile_text_takes_no_time() -> None:
    hints_for("(" * 5000 + "1, " * 5000 + "a;" * 5000)
