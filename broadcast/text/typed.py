"""Rules for figures with a blank or a sign too many: 25. 000 đồng, 10 ,5 ha, 30 m 3, 13h,30."""

from broadcast.text.amounts import PER, per_words, unit_words
from broadcast.text.numbers import amount, integer
from broadcast.text.rules import Answer, Doubt, Found, rule

COUNTED = r"(?:đồng|người|hộ|tấn|lượt|cử tri|con|cây|m2|m3|ha|kg|cử tri)(?!\w)"


def read_split_thousands(found: Found) -> Answer:
    """A group of three noughts stands for nothing else; another may be the next sentence."""
    spoken = amount("".join(found.whole.split()))
    return spoken if found.whole.endswith("000") else Doubt(spoken=spoken, reason="number_split")


def read_split_decimal(found: Found) -> Answer:
    spoken = f"{amount(found['first'] + ',' + found['second'])} {unit_words(found['unit'])}"
    return Doubt(spoken=spoken + per_words(found["per"], found["unit"]), reason="number_split")


def read_split_metres(found: Found) -> Answer:
    """1m 2 may be a child's height; ten metres and more are not."""
    if amount(found["first"]) in [integer(value) for value in range(3)]:
        return None
    return f"{amount(found['first'])} mét {'vuông' if found['power'] == '2' else 'khối'}"


SPLIT_THOUSANDS = rule(
    "typed_number",
    r"[1-9]\d{0,2}(?:\.\d{3}){0,3}\.\s\d{3}(?:\.\d{3}){0,3}(?!\w|[.,]\d)",
    read_split_thousands,
    right=rf"\s?(?:đ(?!\w)|VNĐ|VND|{COUNTED})",
)
SPLIT_DECIMAL = rule(
    "typed_number",
    rf"(?P<first>\d{{1,4}})(?:\s,|,\s|\s,\s)(?P<second>\d{{1,2}})"
    rf"\s?(?P<unit>ha|kg|km|%|tạ|tỷ|tỷ đồng)(?!\w)(?P<per>{PER}{{0,2}})",
    read_split_decimal,
    left=r"(?<!\w)(?:diện tích|khoảng|đạt|dài|rộng|nặng|trên|gần|hơn|tổng|năng suất|tăng|giảm|là|chiếm|còn)\s",
)
SPLIT_METRES = rule(
    "typed_unit",
    r"(?P<first>\d[\d.,]*)\s?m\s(?P<power>[23])(?!\w|[.,/:]\d)",
    read_split_metres,
    right=r"(?=\s*(?:[,;.)/]|$|đất|nước|cát|gỗ|đá|nhà|bê tông|sàn|mặt))",
)
CLOCK_COMMA = rule(
    "time",
    r"(?P<hours>[01]?\d|2[0-4])\s?[hH][,;]\s?(?P<minutes>[0-5]\d)(?!\w|[.,]\d)",
    lambda found: (
        f"{integer(int(found['hours']))} giờ"
        + (f" {integer(int(found['minutes']))} phút" if int(found["minutes"]) else "")
    ),
    right=r"(?=\s*(?:[,;.)']|$|(?:sáng|trưa|chiều|tối|đêm|phút|ngày|tại|thứ|cùng)(?!\w)))",
)
UP_TO_BELOW = rule(
    "range",
    r"\s?-\s?(?=dưới\s\d)",
    lambda found: " đến ",
    starts=".",
    left=r"\d\s?(?:%|m|kg|ha|km|tuổi|tháng|điểm|độ)?\s?",
)
FARM_BANK = rule(
    "abbreviation",
    r"(?P<bank>NH)?No\s?&\s?PTNT(?!\w)",
    lambda found: ("Ngân hàng " if found["bank"] else "") + "Nông nghiệp và Phát triển nông thôn",
    starts="a",
)
DONG_APART = rule(
    "typed_unit",
    r"đ(?!\w)",
    lambda found: "đồng",
    starts="a",
    left=r"\d\.\d{3}\s?[.,]\s?-?\s?",
)
WORDS = (FARM_BANK, DONG_APART)
ORDER = (SPLIT_THOUSANDS, SPLIT_DECIMAL, SPLIT_METRES)
