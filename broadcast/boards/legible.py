"""What a writer should change so that a board can be read by somebody who walks past: words, time, contrast."""

from collections.abc import Sequence
from pathlib import Path

from broadcast.boards.contrast import LEAST, contrast_of
from broadcast.boards.frames import check

PALE = (
    "Ảnh trên bảng tin quá nhạt hoặc quá tối (độ tương phản {found}:1, cần ít nhất {least}:1), "
    "chữ trong ảnh khó đọc từ xa. "
    "Chọn ảnh khác, hoặc viết ý chính vào dòng chữ."
)


def hints(lines: Sequence[str], picture: Path | None) -> tuple[str, ...]:
    """Return Vietnamese sentences; a picture that cannot be opened says nothing here."""
    found = check(lines)
    if picture is None:
        return found
    try:
        contrast = contrast_of(picture)
    except (OSError, ValueError):
        return found
    if contrast >= LEAST:
        return found
    return (*found, PALE.format(found=_written(contrast), least=_written(LEAST)))


def _written(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
