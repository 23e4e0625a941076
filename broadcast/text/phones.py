"""Rules for numbers that are dialled or copied: phones, hotlines, accounts, identity and tax codes."""

import re

from broadcast.text.numbers import digits
from broadcast.text.rules import Answer, Found, rule

GAP = r"(?:[ .\-]|\s-\s)?"
CALLED = (
    r"(?:điện thoại|ĐT|SĐT|hotline|đường dây nóng|số máy|liên hệ|liên lạc|gọi|zalo|tổng"
    r" đài|fax|di động|tel|phone|alo|máy bàn"
    r"|nhắn tin|bấm số|số trực|trực ban|trực chốt|cấp cứu|cứu hỏa|CNCH|PCCC|cứu nạn|cứu hộ|cảnh sát|chữa cháy|công"
    r" an|đầu số|số khẩn cấp)"
    r"(?:\s+(?:ngay|số|đến|tới|về|di động|trực|cho|theo|nóng|máy|tổng đài|điện thoại|khẩn"
    r" cấp|113|114|115))*\s*(?:\([^)\d]{0,20}\))?\s*[:.]?\s*(?:số\s*)?\(?"
)
COPIED = (
    r"(?:tài khoản|STK|TK|mã số thuế|MST|CCCD|CMND|căn cước(?: công dân)?|mã số|mã hồ sơ"
    r"|định danh(?: cá nhân)?|mã khách hàng|mã bưu chính|mã vùng"
    r"|số thẻ|mã hộ|seri|số hiệu|mã định danh|mã QR|mã xác nhận|mật khẩu|pass(?:word"
    r"|code)?|mã phòng|SK|SM|số khung|số máy|KCB BĐ|KCBBĐ|mã KCB|mã cơ sở KCB|mã giảm giá|mã PIN|mã tra cứu"
    r"|mã vạch|mã số thẻ|mã lịch hẹn|mã đặt chỗ|OTP|ID(?: phòng| cuộc họp| zoom| Zoom| họp| meet)?)(?:\s+số)?\s*:?\s*"
)


def read_phone(found: Found) -> Answer:
    """Digit by digit, a short pause at each written gap; ten digits in a row are grouped 4-3-3."""
    text = found.whole
    plus = "cộng " if text.startswith("+") else ""
    groups = re.findall(r"\d+", text)
    if len(groups) == 1:
        groups = _grouped(groups[0])
    return plus + ", ".join(digits(group) for group in groups)


def _grouped(number: str) -> list[str]:
    if len(number) == 10:
        return [number[:4], number[4:7], number[7:]]
    if len(number) == 11:
        return [number[:4], number[4:7], number[7:]]
    if len(number) == 8 and number[:4] in ("1800", "1900"):
        return [number[:4], number[4:]]
    if len(number) == 12:
        return [number[:3], number[3:6], number[6:9], number[9:]]
    return [number]


def read_code(found: Found) -> Answer:
    return read_phone(found)


def read_masked(found: Found) -> Answer:
    """0912.xxx.xxx: some figures are hidden."""
    hidden = {"x": "ích", "X": "ích", "*": "sao"}
    return ", ".join(
        digits(part) if part.isdecimal() else " ".join(hidden[char] for char in part)
        for part in re.findall(r"\d+|[xX*]+", found.whole)
    )


INTERNATIONAL = rule("phone", rf"\+84(?:{GAP}\d){{8,10}}(?!\d)", read_phone, starts=".")
PREFIXES = rule(
    "phone_prefix",
    r"\+\d{1,4}(?: \d{2,3})?(?!\d|[.,]\d)",
    read_phone,
    starts=".",
    left=r"(?:(?:gọi|tin nhắn|số)(?: [^\W\d_]+){0,3} từ|đầu số|đầu|mã vùng|mã nước|số lạ"
    r"|quốc tế|số)\s*:?\s*\(?(?:\+\d{1,4}\s?(?:,|và"
    r"|hoặc|;|/)\s?){0,8}",
)
ABROAD = rule("phone", rf"\+(?!84)\d{{1,3}}(?:{GAP}\d){{8,12}}(?!\d)", read_phone, starts=".")
SHORT_CODE = rule(
    "phone_short",
    r"\d{3,4}(?=\s*(?:[.,;()\n\"]|$|để|hoặc|\())",
    read_phone,
    left=r"(?<!\w)gửi\s(?:(?:đến|tới|về) )?(?:đầu số |tổng đài |số )?",
)
USSD = rule(
    "phone_short",
    r"\*\d{2,6}(?:\*\d{1,14}){0,3}#",
    lambda found: " ".join(
        {"*": "sao", "#": "thăng"}.get(part) or digits(part) for part in re.findall(r"\d+|[*#]", found.whole)
    ),
    starts=".",
)
BRACKETED = rule("phone", rf"\(0\d{{1,3}}\){GAP}\d(?:{GAP}\d){{5,7}}(?!\d)", read_phone, starts=".")
LANDLINE = rule("phone", rf"02(?:{GAP}\d){{9}}(?!\d|[.,]\d)", read_phone)
MOBILE = rule("phone", rf"0[1-9](?:{GAP}\d){{8}}(?!\d|[.,]\d)", read_phone)
SERVICE = rule(
    "phone",
    r"1[89]00(?:[ .\-]?\d{4}|[ .\-]?\d{3}[ .\-]?\d{3}|[ .\-]?\d{2}[ .\-]?\d{2}|\d{2}["
    r" .\-]?\d{4})(?!\d|[.,]\d|\s?(?:đồng|đ\b))",
    read_phone,
)
SHORT_NUMBER = rule(
    "phone_short",
    r"(?:11[1-9]|10[0-9]{1,2}|18\d{2}|19\d{2}|\d{3,4}(?=\s*(?:[.,;:()\n\-]|$"
    r"|(?:để|khi|nếu|hoặc|và|hay|ngay|trong|máy|nhánh|từ|gặp|miễn|là|được|trực|của|báo|thông|phục)(?!\w))))"
    r"(?![\w/]|[.,]\d|\s?(?:đồng|người|hộ|cuộc|lượt|trường|đại|cán|chiến|vụ|công dân|thanh niên|em|con|ca))",
    read_phone,
    left=CALLED,
)
SHORT_LIST = rule(
    "phone_short",
    r"11[1-5](?:\s?[/,\-]\s?11[1-5]){1,4}(?!\w|[.,/]\d|\s?%)",
    read_phone,
    left=rf"{CALLED}|(?:các số|gọi số|(?:^|[.;\n]\s?)số)\s",
)
SHORT_BESIDE = rule(
    "phone_short",
    r"(?:11[1-5]|1022|1080)(?![\w/]|[.,]\d|\s?(?:đồng|người|hộ))",
    lambda found: read_phone(found) if found.last_rule.startswith("phone") else None,
    left=r"(?<!\d)11[1-5](?:\s?\([^)\n]{1,25}\))?\s?(?:,|;|và|hoặc|-)\s?",
)
PREFIX_NEXT = rule(
    "phone_prefix",
    r"(?:1[89]00|0\d{1,2})(?![\w/]|[.,]\d)",
    lambda found: (
        read_phone(found)
        if found.last_rule == "phone_prefix" and found.match.start() - found.last_end < 12
        else None
    ),
)
SHORT_NEXT = rule(
    "phone_short",
    r"(?:11[1-5]|1022|1080)(?![\w/]|[.,]\d|\s?(?:đồng|người|hộ|ca(?!\w)|trường hợp|vụ|lượt|cuộc))",
    lambda found: (
        read_phone(found)
        if (found.last_rule == "phone_short" and found.match.start() - found.last_end < 60)
        or (
            found.last_rule.startswith(("phone", "code_digits"))
            and re.fullmatch(
                r"\s?[,;]\s?|,?\s(?:và|hoặc)\s|[,;.]?\s(?:[^\W\d_]+\s){0,4}?[^\W\d_]+:\s",
                found.text[found.last_end : found.match.start()],
            )
        )
        else None
    ),
)
CALLED_NUMBER = rule("phone", rf"\d(?:{GAP}\d){{6,10}}(?!\d|[.,]\d|/)", read_phone, left=CALLED)
MASKED = rule(
    "phone_masked",
    r"\d[\d .\-]{0,14}(?:[xX]{2,8}|\*{2,8}|(?<=0\d)x|(?<=0\d\d)x)(?:[ .\-](?:[xX]{2,8}|\*{2,8}|\d{2,4})){0,3}(?!\w)",
    read_masked,
)
NO_MONEY = r"(?!\d|/|,\d|\s?(?:đồng|đ|vnđ|VNĐ|triệu|nghìn|ngàn|tr|k|USD|tỷ|người|hộ)(?!\w))"
BANK_ACCOUNT = rule(
    "code_digits",
    rf"\d(?: ?\d){{7,18}}{NO_MONEY}",
    read_code,
    left=r"(?:[A-Z][a-z]+bank|(?-i:MB|BIDV|ACB|VIB|MSB|SHB|VCB|VPB|TPB|OCB|SCB"
    r"|HDB)|ngân hàng(?: [^\W\d_]+){0,4})\s?:?\s*",
)
ONLY_YEARS = re.compile(r"(?:1[89]|20)\d\d(?: (?:1[89]|20)\d\d)+")
# No thousands stand in fours, and no list of numbers goes on so evenly.
IN_FOURS = rule(
    "code_digits",
    rf"\d{{4}}(?: \d{{4}}){{1,4}}(?: \d{{1,4}})?{NO_MONEY}(?!\s[\-–]\s?\d|[\w.\-])",
    lambda found: None if ONLY_YEARS.fullmatch(found.whole) or len(found.whole) < 12 else read_code(found),
)
ACCOUNTS = (BANK_ACCOUNT, IN_FOURS)
LAST_FIGURES = rule(
    "last_figures",
    r"\d{3,6}(?![\w/]|[.,]\d|\s?(?:đồng|đ|người|hộ)(?!\w))",
    read_code,
    left=r"(?<!\w)(?:số đuôi|đuôi|(?:\d|ba|bốn|năm|sáu) (?:chữ )?số (?:cuối|đuôi)|số máy lẻ"
    r"|máy lẻ|số nội bộ)(?: (?:là|của thẻ))?\s?:?\s",
)
MASKED_GROUPS = rule(
    "phone_masked",
    r"0\d{1,3}(?:[ .\-][\dxX*]{2,4}){2,3}(?![\w*])",
    lambda found: read_masked(found) if re.search(r"[xX*]", found.whole) else None,
)
CODE = rule("code_digits", rf"\d(?:{GAP}\d){{4,20}}{NO_MONEY}", read_code, left=COPIED)
CODE_AFTER_COLON = rule(
    "code_digits",
    rf"\d(?:{GAP}\d){{6,20}}{NO_MONEY}",
    read_code,
    left=r"(?<!\w)(?:tài khoản|STK|TK|mã số|số thẻ|CCCD|số định danh)(?:\s\(?[^\W\d_]+\)?){1,12}(?:\s?:|\slà)\s*",
)
