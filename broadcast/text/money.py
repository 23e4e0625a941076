"""Rules for money and what is written like it: thousands with K, 3tr5, signs before figures, karats, points."""

import re

from broadcast.text.amounts import NUMBER, PER, per_words, unit_words
from broadcast.text.numbers import amount, integer
from broadcast.text.rules import Answer, Doubt, Found, rule

K_PER = re.compile(r"\s?/")
K_MONEY = re.compile(
    r"(?<!\w)(?:giá|vé|phí|tiền|bán|mua|chi|thu|ship|còn|tăng|giảm|thêm|bớt|gửi|nộp|lãi|lỗ|mất|trả)(?!\w)"
    r"[^.;\n\d]{0,30}\Z",
    re.IGNORECASE,
)


BORN = re.compile(
    r"(?<!\w)(?:lứa|sinh năm|thế hệ|gen|đời|đội|nam|nữ|các bạn|tuổi|từ|và" r"|nhóm)(?: \dx?k?\d?,?)?[ \-]\Z",
    re.IGNORECASE,
)


def read_prefixed(found: Found) -> Answer:
    return f"{amount(found['first'])} {unit_words(found['unit'])}"


def read_millions_and(found: Found) -> Answer:
    """3tr5 is three million five hundred thousand, 2tỷ3 two billion three hundred million."""
    scale, lower = ("tỷ", "triệu") if found["scale"] in ("tỷ", "tỉ") else ("triệu", "nghìn")
    rest = integer(int(found["second"].ljust(3, "0")))
    return f"{integer(int(found['first']))} {scale} {rest} {lower}{per_words(found['per'], 'k')}"


def read_thousands_and(found: Found) -> Answer:
    """3k5/quả is three thousand five hundred for each; the young born in 2005 are 2k5."""
    if found.follows(BORN) and not found["per"]:
        return f"hai ca {integer(int(found['second']))}" if found["first"] == "2" else None
    rest = integer(int(found["second"].ljust(3, "0")))
    return f"{integer(int(found['first']))} nghìn {rest} đồng{per_words(found['per'], 'k')}"


def read_few_k(found: Found) -> Answer:
    """5K of the message against a disease, 4K of a screen; beside a price it is thousands."""
    figure = integer(int(found.whole[0]))
    letter, money = f"{figure} ca", f"{figure} nghìn đồng"
    if found.precedes(K_PER) or found.follows(K_MONEY):
        return money
    return (
        letter
        if found.whole in ("4K", "5K", "8K")
        else Doubt(spoken=money, choices=(money, letter), reason="ambiguous")
    )


def read_points(found: Found) -> Answer:
    """25đ: nothing costs so little any more, these are points."""
    return f"{amount(found['first'])} điểm"


CURRENCY_FIRST = rule(
    "currency_before", rf"(?P<unit>[$€₫£¥])\s?(?P<first>{NUMBER})", read_prefixed, starts="."
)
KARAT = rule(
    "karat",
    r"(?P<first>9|10|14|18|22|24)K(?!\w)",
    lambda found: f"{integer(int(found['first']))} ca",
    left=r"vàng[^.;\n]{0,20}",
)
PURE_GOLD = rule(
    "pure_gold",
    r"9999(?!\w|[.,]\d)",
    lambda found: "bốn số chín",
    left=r"(?:vàng|nhẫn|trơn|SJC)\s+",
)
FEW_K = rule("few_k", r"[1-9]K(?!\w)", read_few_k)
MILLIONS_AND = rule(
    "millions_and",
    rf"(?P<first>\d{{1,3}})\s?(?P<scale>tr|triệu|tỷ|tỉ)(?P<second>\d{{1,3}})(?!\w|[.,]\d)(?P<per>{PER}{{0,2}})",
    read_millions_and,
)
AFTER_SCALE = rule(
    "after_scale",
    r"0\d\d(?=\s(?:triệu|nghìn|ngàn|đồng|người|m2)(?!\w))",
    lambda found: integer(1000 + int(found.whole)).removeprefix("một nghìn "),
    left=r"\d\s?(?:tỷ|triệu|nghìn|ngàn)\s",
)
THOUSANDS_AND = rule(
    "thousands_and",
    rf"(?P<first>\d{{1,3}})[kK](?P<second>\d{{1,3}})(?!\w|[.,]\d)(?P<per>{PER}{{0,2}})",
    read_thousands_and,
)
ROUND_SUM = rule(
    "money_dash",
    rf"(?P<first>{NUMBER}),-+\s?(?:đồng|đ|VNĐ|VND)?(?!\w)",
    lambda found: f"{amount(found['first'])} đồng",
)
POINTS = rule("points", r"(?P<first>[1-9]\d?(?:,\d+)?)\s?đ(?![\w/])", read_points)
