"""The script of a story: its frame, what is left out, tables, and what is said once more."""

from newsroom.scripting import compose
from newsroom.scripting.composing import GREETING, REPEAT, SIGN_OFF

TEXT = [
    ("text", "Mời bà con đến họp."),
    ("text", "Cuộc họp bắt đầu lúc 7h00 ngày 28/11 tại nhà văn hoá thôn Đông, mỗi hộ một người"),
    ("text", "Nội dung là đường làng."),
]


def lines(*extra: tuple[str, str]) -> list[str]:
    return compose("Họp thôn", "Họp về đường làng", [*TEXT, *extra]).split("\n")


def test_greeting_headline_body_repeat_and_sign_off_come_in_this_order() -> None:
    said = lines()

    assert said[:3] == [GREETING, "Họp thôn.", "Họp về đường làng."]
    assert said[-2:] == [f"{REPEAT} {said[4]}", SIGN_OFF]
    assert said[4].endswith("mỗi hộ một người.")


def test_the_repeat_says_the_texts_own_sentences() -> None:
    repeat = next(line for line in lines() if line.startswith(REPEAT))

    assert repeat.removeprefix(f"{REPEAT} ") in lines()


def test_nothing_is_repeated_where_there_is_nothing_to_remember() -> None:
    said = compose("Làng đẹp", "", [("text", "Làng ta đẹp."), ("text", "Ai cũng vui."), ("text", "Hết.")])

    assert REPEAT not in said


def test_a_story_without_words_has_no_script() -> None:
    assert compose("", "", []) == ""


def test_signature_and_recipients_are_left_out() -> None:
    said = lines(
        ("text", "TM. ỦY BAN NHÂN DÂN"),
        ("text", "CHỦ TỊCH"),
        ("text", "Nguyễn Văn A"),
        ("text", "Nơi nhận:"),
        ("text", "- Như trên;"),
        ("text", "- Lưu: VT."),
    )

    assert said == lines()


def test_a_letterhead_is_left_out() -> None:
    head = [
        ("text", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("text", "Độc lập - Tự do - Hạnh phúc"),
        ("text", "Số: 12/TB-UBND"),
        ("text", "Kính gửi: Các thôn"),
    ]

    assert compose("Họp thôn", "", [*head, *TEXT]) == compose("Họp thôn", "", TEXT)


def test_an_annex_becomes_one_sentence() -> None:
    said = lines(("heading", "PHỤ LỤC"), ("table", ""), ("columns", "Việc\tHạn"), ("row", "Quét\t1/12"))

    assert said[-3:-1] == ["Phụ lục kèm theo, mời bà con xem trên trang thông tin điện tử của xã.", said[-2]]
    assert "Quét" not in "".join(said)


def test_a_sentence_that_only_names_a_representative_is_no_signature() -> None:
    assert "Thay mặt Ủy ban nhân dân, chủ tịch phát biểu." in lines(
        ("text", "Thay mặt Ủy ban nhân dân, chủ tịch phát biểu.")
    )


def test_a_small_table_is_told_row_by_row() -> None:
    said = lines(
        ("table", "Lịch cắt điện"),
        ("columns", "Thôn\tGiờ"),
        ("row", "Thôn Đông\t7 giờ đến 9 giờ"),
        ("row", "Thôn Đoài\t9 giờ đến 11 giờ"),
    )

    at = said.index("Lịch cắt điện:")
    assert said[at + 1 : at + 3] == ["Thôn Đông: 7 giờ đến 9 giờ.", "Thôn Đoài: 9 giờ đến 11 giờ."]


def test_columns_are_named_where_there_are_more_than_two() -> None:
    said = lines(
        ("table", ""), ("columns", "STT\tThôn\tNgày\tĐịa điểm"), ("row", "1\tThôn Đông\t28/11\tđình làng")
    )

    assert "Thôn Đông: ngày 28/11, địa điểm đình làng." in said


def test_a_big_table_is_told_as_big() -> None:
    rows = [("row", f"Hộ {number}\t{number} đồng") for number in range(25)]

    said = lines(("table", "Quỹ thôn"), ("columns", "Hộ\tSố tiền"), *rows)

    assert "Bảng Quỹ thôn có 25 dòng, mời bà con xem trên trang thông tin điện tử của xã." in said
    assert "Hộ 3" not in "".join(said)


LONG = (
    "Kế hoạch số 111-KH/ĐU ngày 22/5/2026 của Đảng ủy xã Lạc Phượng về phối hợp triển khai công tác"
    " thông tin đối ngoại năm 2026"
)


def test_a_long_title_loses_its_date_at_first_and_all_but_its_number_later() -> None:
    said = compose(
        "Tin", "", [("text", f"Thực hiện {LONG}; nay báo cáo."), ("text", f"Theo {LONG}, xã họp.")]
    )

    assert (
        "Thực hiện Kế hoạch số 111-KH/ĐU của Đảng ủy xã Lạc Phượng về phối hợp triển khai công tác thông tin"
        " đối ngoại năm 2026; nay báo cáo." in said
    )
    assert "Theo Kế hoạch số 111-KH/ĐU, xã họp." in said


def test_a_short_title_is_said_as_it_stands() -> None:
    assert "Theo Công văn số 5/UBND ngày 1/2/2026." in compose(
        "Tin", "", [("text", "Theo Công văn số 5/UBND ngày 1/2/2026.")]
    )
