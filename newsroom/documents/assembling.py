"""Pieces become a letter: head, body, foot and annex are told apart, then everything is looked over."""

import re
from collections.abc import Iterable

from newsroom.documents import marks
from newsroom.documents.body import annex_of, blocks_of
from newsroom.documents.defects import find_defects
from newsroom.documents.foot import Parts, split_foot
from newsroom.documents.head import Head, read_head
from newsroom.documents.joining import join_lines, join_tables
from newsroom.documents.letter import Letter, Paragraph, Warning, texts_of
from newsroom.documents.pieces import Gap, Grid, Line, Piece, clean
from newsroom.documents.refusal import DocumentRefused
from newsroom.documents.sentences import ADVICE

_ISSUES = re.compile(
    r"(?<!\w)((?:Đảng [uủ][yỷ]|Ban Thường vụ Đảng [uủ][yỷ]|[UỦ][ỷy] ban nhân dân|UBND|Công an|"
    r"Hội đồng nhân dân|Trung tâm \w[\w ]{2,30}?|Văn phòng [\w ]{2,20}?|Phòng \w[\w ]{2,30}?)"
    r"(?: UBND)?(?: xã)?)(?: [A-ZĐ]\w+ [A-ZĐ]\w+)?,? (?:kính )?"
    r"(?:đề nghị|yêu cầu|xây dựng|ban hành|thông báo|báo cáo|trân trọng)(?!\w)"
)
_STAMPED_SECRET = re.compile(r"^(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b")


def assemble(pieces: Iterable[Piece], *, warnings: Iterable[Warning] = ()) -> Letter:
    """Build the letter; refuse when there is no text at all."""
    tables = join_tables(list(_with_layout_flattened(pieces)))
    if not any(isinstance(piece, (Line, Grid)) for piece in tables.pieces):
        raise DocumentRefused("no_text")
    head, rest = read_head(tables.pieces)
    parts = split_foot(rest)
    body, annex = join_lines(parts.body), join_lines(parts.annex)
    front = blocks_of(body.pieces)
    issuer, guessed = _issuer(head, parts, [block.text for block in front if isinstance(block, Paragraph)])
    letter = Letter(
        number=head.number,
        symbol=head.symbol,
        date=head.date,
        place=head.place,
        issuer=issuer,
        kind=head.kind or marks.KINDS.get(re.split("[-/]", head.symbol)[0], ""),
        title=_title(head),
        abstract=" ".join(head.subject),
        addressees=tuple(head.addressees),
        blocks=(*front, *annex_of(annex.pieces)),
        annex_start=len(front),
        signer=", ".join(parts.signers),
        signature=tuple(parts.signature),
        recipients=tuple(parts.recipients),
        letterhead=tuple(head.letterhead),
    )
    told = [*warnings, *_stamps(head), *guessed, *body.warnings, *tables.warnings, *annex.warnings]
    return _with_warnings(letter, [*told, *find_defects(_texts(letter))])


def _with_warnings(letter: Letter, warnings: list[Warning]) -> Letter:
    fields = {name: getattr(letter, name) for name in letter.__dataclass_fields__ if name != "warnings"}
    return Letter(**fields, warnings=tuple(dict.fromkeys(warnings)))


def _texts(letter: Letter) -> list[str]:
    """Return what to look over: the title and abstract repeat the letterhead and would be counted twice."""
    repeated = {letter.title, letter.abstract}
    texts = [text for text in texts_of(letter) if text not in repeated or text in letter.letterhead]
    return texts if letter.letterhead else [letter.title, *texts]


def _with_layout_flattened(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Yield the pieces; tables that only lay out the letterhead or the signature become lines."""
    for piece in pieces:
        if isinstance(piece, Grid) and _is_layout(piece):
            for row in piece.rows:
                for cell in row:
                    yield Gap()
                    yield from _cell_lines(cell)
            yield Gap()
        else:
            yield piece


def _cell_lines(cell: str) -> Iterable[Piece]:
    for raw in cell.split("\n"):
        text = clean(raw)
        yield Line(text=text, whole=True) if text else Gap()


def _is_layout(grid: Grid) -> bool:
    if len(grid.rows) == 1 and len(grid.rows[0]) == 1:
        return True
    if len(grid.rows) > 4 or len(grid.rows[0]) > 3:
        return False
    lines = [clean(raw) for row in grid.rows for cell in row for raw in cell.split("\n")]
    signs = (marks.MOTTO, marks.DATE_LINE, marks.NUMBER_LINE, marks.RECIPIENTS)
    return any(sign.match(line) for line in lines for sign in signs) or any(map(marks.opens_foot, lines))


def _title(head: Head) -> str:
    if head.headline:
        return head.headline
    subject = " ".join(head.subject)
    if head.kind and head.kind != "Công văn":
        lowered = subject if subject.upper() == subject else subject[:1].lower() + subject[1:]
        return f"{head.kind} {lowered}".strip()
    return subject[:1].upper() + subject[1:]


def _issuer(head: Head, parts: Parts, paragraphs: list[str]) -> tuple[str, list[Warning]]:
    """Return the issuer: from the letterhead, else the text ("UBND xã đề nghị"), else the signature."""
    if head.issuers:
        return " ".join(head.issuers), []
    if not head.official or not (head.number or head.place):
        return "", []
    found = _ISSUES.search("\n".join(paragraphs))
    signed = marks.SIGNED_FOR.sub("", parts.signature[0]).capitalize() if parts.signature else ""
    name = found.group(1) if found else signed
    if name and head.place and head.place not in name:
        name = f"{name} {head.place}" if name.endswith("xã") else f"{name} xã {head.place}"
    return name, [
        Warning(code="issuer_guessed", where=name, message=ADVICE["issuer_guessed"])
    ] if name else []


def _stamps(head: Head) -> list[Warning]:
    warnings = []
    for line in head.letterhead:
        if _STAMPED_SECRET.match(line):
            warnings.append(Warning(code="secret", where=line, message=ADVICE["secret"]))
        elif line.startswith("DỰ THẢO"):
            warnings.append(Warning(code="draft_stamp", where=line, message=ADVICE["draft_stamp"]))
    return warnings
