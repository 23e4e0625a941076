"""The signs by which an official document shows its parts: motto, number, date, kind, signature."""

import re

_CAPS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"

BULLET = re.compile(r"^(?:[-–—•+*●▪◦·]\s+|[-–•+●▪◦·](?=[^\W\d_]))")
ROMAN = re.compile(r"^[IVX]{1,6}\s*[.)\-–/]\s*(?=\S)")
NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*[.)]\s+|\s*[.)](?=[^\W\d_])|(?<=\.\d)\s+(?=[^\W\d_]))"
)
LETTERED = re.compile(r"^[a-zđ]\s*[.)]\s+(?=\S)")
_ENDED = re.compile(r"[.;:!?…][”\"’)\]]{0,3}$")

MOTTO = re.compile(
    r"^(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|"
    r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc)\W*$",
    re.IGNORECASE,
)
ORNAMENT = re.compile(r"^[-–—_*=.~\s]+$")
STAMP = re.compile(r"^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT|DỰ THẢO)\b.{0,30}$")
DATE_LINE = re.compile(
    r"^(?P<place>[^\d,]{2,40}),\s*ngày\s*(?P<day>\d{0,2})[\s.…_/]*tháng\s*(?P<month>\d{0,2})[\s.…_/]*"
    r"năm\s*(?P<year>\d{0,4})[\s.…]*$",
    re.IGNORECASE,
)
NUMBER_LINE = re.compile(
    rf"^Số\s*[:.]?\s*(?P<number>[^{_CAPS}a-z]{{0,20}}[-/]\s*[{_CAPS}]{{2}}[\w/&.\s-]{{0,30}})$"
)
SYMBOL = re.compile(rf"[-/]\s*([{_CAPS}]{{2,}}[\w&]*(?:\s*[-/]\s*[{_CAPS}][\w&]*)*)")
SUBJECT = re.compile(r"^(?:V/v|v/v|Về việc|V/V)\s*:?\s*")
ADDRESS = re.compile(r"^Kính gửi\s*:?\s*", re.IGNORECASE)
RECIPIENTS = re.compile(r"^Nơi nhận\s*(?::|$)\s*", re.IGNORECASE)
ANNEX = re.compile(
    rf"^(?:phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?[\dIVX]+)?\s*[.:]?$|^PHỤ LỤC\b[{_CAPS}\d\s:.,–-]*$", re.IGNORECASE
)
ISSUER = re.compile(
    r"^(?:UỶ BAN|ỦY BAN|UBND|ĐẢNG|HỘI|HĐND|PHÒNG|CÔNG AN|BAN|TRUNG TÂM|VĂN PHÒNG|XÃ|PHƯỜNG|TỈNH|HUYỆN|"
    r"THÀNH PHỐ|ĐOÀN|SỞ|CHI BỘ|BỘ|MẶT TRẬN|UBMTTQ|MTTQ|TRƯỜNG|TRẠM|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|"
    r"HỢP TÁC XÃ|HTX|THÔN)\b"
)
ROLES = (
    "CHỦ TỊCH|BÍ THƯ|TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|CHỦ NHIỆM|PHÓ|ỦY BAN|UỶ BAN|ĐẢNG|"
    "BAN THƯỜNG VỤ|BAN CHẤP HÀNH|THƯỜNG TRỰC|ỦY VIÊN|UỶ VIÊN|ĐẠI DIỆN|HỘI ĐỒNG|NGƯỜI"
)
SIGNED_FOR = re.compile(r"^(?:T/M\.?|T/L\.?|K/T\.?|TM\.?|KT\.?|TL\.?|TUQ\.?|Q\.)\s*(?=[^\W\d_])")
ROLE_LINE = re.compile(rf"^(?:{ROLES})\b[^.;:,]{{0,60}}$")
PERSON = re.compile(rf"^(?:[A-ZĐ][\w.]{{0,7}}\.\s*)?[{_CAPS}]\w*(?:\s+[{_CAPS}]\w*){{1,5}}$")
SIGN_NOTE = re.compile(r"^\((?:đã ký|ký|ký tên|ký, ghi rõ|ký, đóng dấu).{0,40}\)$", re.IGNORECASE)

KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thoả thuận",
    "GUQ": "Giấy uỷ quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "KL": "Kết luận",
    "CV": "Công văn",
}
"""The symbols of document kinds (Nghị định 30/2020/NĐ-CP, and those of the Party and the Government)."""

_NAMED = {
    **{name.upper(): name for name in KINDS.values()},
    "THÔNG CÁO BÁO CHÍ": "Thông cáo báo chí",
    "LỊCH CÔNG TÁC": "Lịch công tác",
}
_LONGEST_FIRST = sorted(_NAMED, key=len, reverse=True)


def kind_line(text: str) -> tuple[str, str]:
    """Return the kind of document that a heading in capitals names, and what follows it on the line."""
    if text[:200].upper() != text[:200]:
        return "", ""
    for name in _LONGEST_FIRST:
        if text == name or text.startswith(f"{name} "):
            return _NAMED[name], text[len(name) :].strip(" :")
    return "", ""


def is_ended(text: str) -> bool:
    """Tell whether the text ends with a sign that closes a sentence or an item."""
    return bool(_ENDED.search(text[-6:]))


def is_item(text: str) -> bool:
    """Tell whether the line begins a heading or a list item of its own."""
    return any(sign.match(text) for sign in (BULLET, ROMAN, NUMBERED, LETTERED))


def opens_foot(text: str) -> bool:
    """Tell whether the line begins the foot of a document: "Nơi nhận" or the signature."""
    signs = SIGNED_FOR.match(text)
    return bool(RECIPIENTS.match(text)) or bool(signs and text[signs.end() :].upper() == text[signs.end() :])
