"""What an approver sees marked between two versions."""

import pytest

from newsroom.changes import GONE, NEW, SAME, compared, count, has_changes

OLD = "Họp lúc bảy giờ.\nMang theo giấy mời."


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in compared(old, new)]


def test_an_unchanged_text_has_no_marks() -> None:
    assert not has_changes(compared(OLD, OLD))


def test_a_changed_word_is_marked_and_its_neighbours_are_not() -> None:
    assert kinds(OLD, "Họp lúc tám giờ.\nMang theo giấy mời.") == [
        (SAME, "Họp lúc "),
        (GONE, "bảy"),
        (NEW, "tám "),
        (SAME, "giờ.\n"),
        (SAME, "Mang theo giấy mời."),
    ]


def test_a_new_paragraph_is_wholly_new() -> None:
    assert kinds(OLD, OLD + "\nCó nước uống.")[-1] == (NEW, "Có nước uống.")


def test_a_dropped_paragraph_is_shown_as_gone() -> None:
    assert kinds(OLD, "Họp lúc bảy giờ.")[-1] == (GONE, "Mang theo giấy mời.")


def test_words_are_counted_by_what_became_of_them() -> None:
    pieces = compared(OLD, "Họp lúc mười tám giờ.\nMang theo giấy mời.")

    assert (count(pieces, NEW), count(pieces, GONE)) == (2, 1)


@pytest.mark.parametrize(
    "new", [OLD, "", "x", OLD.replace("\n", " "), OLD * 40, "\n\n" + OLD + "\n", OLD.upper()]
)
def test_what_is_not_gone_is_the_new_text(new: str) -> None:
    assert "".join(piece.text for piece in compared(OLD, new) if not piece.is_gone) == new
