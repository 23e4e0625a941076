"""Chapters begin with paragraphs and are called by their first words."""

from broadcast import text
from broadcast.chapters import titles

SPOKEN = (
    "Kính thưa bà con. Sau đây là bản tin.\n"
    "Trạm y tế xã tiêm bổ sung vắc xin cho trẻ dưới năm tuổi vào sáng thứ tư hằng tuần. Mời bà con đưa trẻ đến.\n"
    "Xin hết."
)


def test_each_paragraph_is_a_chapter() -> None:
    sentences = text.sentences(SPOKEN)

    assert titles(SPOKEN, sentences) == [
        "Kính thưa bà con",
        "",
        "Trạm y tế xã tiêm bổ sung vắc xin cho trẻ dưới năm tuổi vào…",
        "",
        "Xin hết",
    ]


def test_one_paragraph_needs_no_chapters() -> None:
    assert titles("Một. Hai.", ["Một.", "Hai."]) == ["", ""]
    assert titles("", []) == []
