"""What an approver sees marked between two versions."""

from newsroom.changes import GONE, NEW, SAME, has_changes, marked, plain

OLD = "Họp lúc bảy giờ.\nMang theo giấy mời."


def kinds(old: str, new: str) -> list[list[tuple[str, str]]]:
    return [[(piece.kind, piece.text) for piece in paragraph] for paragraph in marked(old, new)]


def test_an_unchanged_text_has_no_marks() -> None:
    assert not has_changes(marked(OLD, OLD))


def test_a_changed_word_is_marked_and_its_neighbours_are_not() -> None:
    assert kinds(OLD, "Họp lúc tám giờ.\nMang theo giấy mời.") == [
        [(SAME, "Họp lúc"), (GONE, "bảy"), (NEW, "tám"), (SAME, "giờ.")],
        [(SAME, "Mang theo giấy mời.")],
    ]


def test_a_new_paragraph_is_wholly_new() -> None:
    assert kinds(OLD, OLD + "\nCó nước uống.")[-1] == [(NEW, "Có nước uống.")]


def test_a_dropped_paragraph_is_shown_as_gone() -> None:
    assert kinds(OLD, "Họp lúc bảy giờ.")[-1] == [(GONE, "Mang theo giấy mời.")]


def test_a_text_without_predecessor_has_no_marks() -> None:
    assert not has_changes(plain(OLD))
