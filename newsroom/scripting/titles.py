"""Long titles of documents, for the ear: whole but without the date at first, later only kind and number.

Nothing is invented: what is left out is a date, an issuer or a subject that was heard once already.
"""

import re

LONG = 15  # words; what is shorter is said as it stands
KINDS = (
    "Kế hoạch|Công văn|Quyết định|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Chỉ thị|Kết luận|Thông báo"
    "|Hướng dẫn|Chương trình|Quy định|Công điện|Tờ trình|Báo cáo|Đề án|Pháp lệnh|Luật(?: [^\\d,;.()\\n]{3,60}?)?"
)
_DATE = r",?\s+ngày\s+(?:\d{1,2}\s?/\s?\d{1,2}\s?/{1,2}\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
MENTION = re.compile(
    rf"(?P<kind>(?:{KINDS})) số\s+(?P<number>\d[\w/.\-–Đđ]*\w)"
    rf"(?P<date>{_DATE})?"
    r"(?P<issuer>,? của (?:(?! về )[^;,.()\n]){3,120}?)?"
    r"(?P<subject>,? (?:về việc|về|quy định|ban hành|phê duyệt) [^;,.()\n]{3,400})?(?=[;,.()\n:]|\Z)"
)
DATED = re.compile(rf"(?:(?:{KINDS}) số\s+\d[\w/.\-–Đđ]*\w)(?:{_DATE})?")


def shortened(lines: list[str]) -> list[str]:
    """Return the lines with each document named in full once, and in short from then on."""
    heard: set[str] = set()
    return [MENTION.sub(lambda found: _told(found, heard), line) for line in lines]


def _told(found: re.Match[str], heard: set[str]) -> str:
    name = f"{found['kind']} số {found['number']}"
    if name in heard:
        return name if len(found[0].split()) > len(name.split()) else found[0]
    heard.add(name)
    if len(found[0].split()) <= LONG:
        return found[0]
    return f"{name}{found['issuer'] or ''}{found['subject'] or ''}"


def without_documents(sentence: str) -> str:
    """Return the sentence without numbers and dates of documents, which are no time to remember."""
    return DATED.sub(" ", sentence)
