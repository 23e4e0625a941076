"""The head of a document: letterhead, number, date, subject, addressees."""

import datetime as dt
import re
from dataclasses import dataclass, field

from newsroom.documents import marks
from newsroom.documents.pieces import Gap, Grid, Line, Piece, is_upper

_LONGEST_TITLE = 220
_OPENERS = re.compile(r"^(?:Căn cứ|Thực hiện|Ngày|Để|Theo|Trong|Nhằm|Tiếp tục|Kính thưa|Trên cơ sở)\b")


@dataclass
class Head:
    """What was recognised so far while the head is read line by line."""

    letterhead: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    number: str = ""
    date: dt.date | None = None
    place: str = ""
    kind: str = ""
    subject: list[str] = field(default_factory=list)
    headline: str = ""
    addressees: list[str] = field(default_factory=list)
    official: bool = False

    @property
    def symbol(self) -> str:
        """Return the symbol of the number ("KH-UBND" of "12/KH-UBND")."""
        found = marks.SYMBOL.search(self.number)
        return re.sub(r"\s+", "", found.group(1)) if found else ""


def read_head(pieces: list[Piece]) -> tuple[Head, list[Piece]]:
    """Return the head and the pieces that follow it."""
    head, position = Head(), 0
    while position < len(pieces):
        piece = pieces[position]
        taken = 1 if isinstance(piece, Gap) else 0
        if isinstance(piece, Line) and not piece.marker:
            taken = _take(head, pieces, position)
        if not taken:
            break
        position += taken
    if not head.official:
        position = _headline(head, pieces, position)
    return head, pieces[position:]


def _take(head: Head, pieces: list[Piece], position: int) -> int:
    """Take the line (and the lines that belong to it) into the head; return how many pieces were taken."""
    line = pieces[position]
    assert isinstance(line, Line)
    if _single(head, line.text):
        head.letterhead.append(line.text)
        head.official = True
        return 1
    if marks.SUBJECT.match(line.text) and not head.subject:
        return _subject(head, pieces, position)
    if marks.ADDRESS.match(line.text):
        return _addressees(head, pieces, position)
    if marks.kind_line(line.text)[0] and not head.kind:
        return _kind(head, pieces, position)
    return 0


def _single(head: Head, text: str) -> bool:
    """Recognise the parts that are one line each."""
    if marks.MOTTO.match(text) or marks.ORNAMENT.match(text) or marks.STAMP.match(text):
        return True
    if (dated := marks.DATE_LINE.match(text)) and not head.place:
        head.place = dated["place"].strip()
        head.date = _day(dated["year"], dated["month"], dated["day"])
        return True
    if (numbered := marks.NUMBER_LINE.match(text)) and not head.number:
        head.number = numbered["number"].strip()
        return True
    if marks.ISSUER.match(text) and is_upper(text) and len(text) <= 80 and not head.kind:
        head.issuers.append(text)
        return True
    return False


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _run(pieces: list[Piece], start: int) -> list[str]:
    """Return the texts of the lines from ``start`` up to the next gap, table or recognised part."""
    texts: list[str] = []
    for piece in pieces[start:]:
        if not isinstance(piece, Line) or _is_part(piece.text) or piece.marker:
            break
        texts.append(piece.text)
    return texts


def _is_part(text: str) -> bool:
    signs = (
        marks.DATE_LINE,
        marks.NUMBER_LINE,
        marks.ADDRESS,
        marks.MOTTO,
        marks.ORNAMENT,
        marks.ROMAN,
        _OPENERS,
    )
    return any(sign.match(text) for sign in signs)


def _title_lines(texts: list[str]) -> list[str]:
    """Return the leading lines that can be a title: short, and not finished like a sentence."""
    taken: list[str] = []
    for text in texts:
        if len(" ".join([*taken, text])) > _LONGEST_TITLE or marks.BULLET.match(text):
            break
        taken.append(text)
        if marks.is_ended(text):
            break
    return taken


def _subject(head: Head, pieces: list[Piece], position: int) -> int:
    line = pieces[position]
    assert isinstance(line, Line)
    lines = [line.text, *_title_lines(_run(pieces, position + 1))]
    head.subject = [marks.SUBJECT.sub("", lines[0]), *lines[1:]]
    head.letterhead.extend(lines)
    head.kind = head.kind or "Công văn"
    head.official = True
    return len(lines)


def _kind(head: Head, pieces: list[Piece], position: int) -> int:
    line = pieces[position]
    assert isinstance(line, Line)
    head.kind, rest = marks.kind_line(line.text)
    start = position + 1
    while start < len(pieces) and isinstance(pieces[start], Gap) and not rest and start - position < 3:
        start += 1
    following = _title_lines(_run(pieces, start))
    if following and marks.is_ended(following[-1]):
        following = []
    head.subject = [text for text in (rest, *following) if text]
    head.letterhead.extend([line.text, *following])
    head.official = True
    return start - position + len(following) if following else 1


def _addressees(head: Head, pieces: list[Piece], position: int) -> int:
    line = pieces[position]
    assert isinstance(line, Line)
    head.official = True
    rest = marks.ADDRESS.sub("", line.text)
    head.addressees.extend(_addressee(rest))
    taken, open_list = 1, not rest or rest.endswith((",", ";", ":"))
    for piece in pieces[position + 1 :]:
        if isinstance(piece, Line):
            bulleted = bool(marks.BULLET.match(piece.text)) or piece.marker == "-"
            if not (bulleted or (open_list and len(piece.text) < 120 and not marks.is_item(piece.text))):
                break
            head.addressees.extend(_addressee(piece.text))
            open_list = piece.text.endswith((",", ";"))
        elif isinstance(piece, Grid) or not open_list:
            break
        taken += 1
    return taken


def _addressee(text: str) -> list[str]:
    cleaned = marks.BULLET.sub("", text).strip(" ,;.:")
    return [cleaned] if cleaned else []


def _headline(head: Head, pieces: list[Piece], position: int) -> int:
    """Take the first line of a text without letterhead as its title, when it looks like one."""
    line = pieces[position] if position < len(pieces) else None
    if not isinstance(line, Line) or len(line.text) > 160 or marks.is_item(line.text):
        return position
    more = any(isinstance(piece, Line) for piece in pieces[position + 1 :])
    if (
        not more
        or line.text.endswith((".", ";", ":", ","))
        or (not line.text[0].isupper() and line.text[0].isalpha())
    ):
        return position
    following = pieces[position + 1]
    if isinstance(following, Line) and not following.whole and following.text[0].islower():
        return position
    head.headline = line.text
    return position + 1
