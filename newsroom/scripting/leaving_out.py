"""What of a letter is never read aloud: letterhead, addressees, signature, recipients, annexes."""

import re
from collections.abc import Iterable

ANNEX = "Phụ lục kèm theo, mời bà con xem trên trang thông tin điện tử của xã."
_HEAD = re.compile(
    r"^(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc|đảng cộng sản việt nam"
    r"|số\s*:.{0,40}|kính gửi\s*:.*|[-–_=*\s]{3,})$",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(r"^\W*(?:nơi nhận\s*:?|lưu\s*:\s*\w)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(?:T/?M|K/?T|T/?L|TUQ|Q)\s?\.?\s?[\w&-]{2,}(?:\s[\w&-]+)*$|^\(?(?:đã ký|ký tên)", re.IGNORECASE
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục)\b(?!.*[.;,]\s*$)")

Line = tuple[str, str]


def spoken_part(lines: Iterable[Line]) -> tuple[list[Line], bool]:
    """Return the lines that are read aloud, and whether an annex was left out behind them."""
    kept: list[Line] = []
    closed = False
    for kind, line in lines:
        if _ANNEX.match(line) and kind in ("heading", "text", "table"):
            return kept, True
        if kind == "text" and (_RECIPIENTS.match(line) or _is_signature(line)):
            closed = True
        if not closed and not (kind in ("text", "heading") and _HEAD.match(line)):
            kept.append((kind, line))
    return kept, False


def _is_signature(line: str) -> bool:
    found = _SIGNATURE.match(line)
    return bool(found) and (line.isupper() or line.startswith(("(", "Đã ký", "đã ký")))
