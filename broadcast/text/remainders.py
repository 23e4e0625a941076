"""Rules for heights, tonnes and hectares with a remainder: 1m45, 3T5, 12ha5."""

from broadcast.text.amounts import NUMBER
from broadcast.text.numbers import amount, digits
from broadcast.text.rules import Answer, Found, rule


def read_height(found: Found) -> Answer:
    """1m45; but 5m3 is a volume unless a child is measured."""
    second = found["second"]
    rest = digits(second) if len(second) == 2 and second[0] == "0" else amount(second)  # 1m05 is not 1m5
    return f"{amount(found['first'])} mét {rest}"


def read_tonnes(found: Found) -> Answer:
    return f"{amount(found['first'])} tấn"


TONNES_DECIMAL = rule("tonnes", r"(?P<first>\d{1,3},\d{1,2})\s?T(?!\w)", read_tonnes)
TONNES = rule(
    "tonnes",
    rf"(?P<first>{NUMBER})[^\S\n]?T(?!\w)",
    read_tonnes,
    left=r"(?:tải trọng|biển cấm|trọng tải|xe|xe ben|xe cẩu|đầu kéo|trục|cẩu|nâng|dưới|tải|quá"
    r"|trên)[^\W\d_]*\s*[<>≤≥]?\s*|(?<!\w)(?:biển cấm|giới hạn|phương tiện|tàu|ghe|sà lan|xe tải|xe ben|xe cẩu|ô tô tải"
    r"|container|đầu kéo)[^.;\n\d]{0,30}\s",
)
HEIGHT = rule(
    "height",
    r"(?P<first>\d{1,2})m(?P<second>\d\d)(?!\w)",
    read_height,
)
TONNES_AND = rule(
    "tonnes",
    r"(?P<first>\d{1,2})T(?P<second>\d{1,2})(?!\w)",
    lambda found: f"{amount(found['first'])} tấn {amount(found['second'])}",
    left=r"(?<!\w)(?:xe|tải|xe tải|tải trọng|trọng tải|loại|cẩu|cấm|ben|trên|dưới|từ)\s",
)
INCHES = rule(
    "inches",
    r"(?P<first>\d{2})(?:\"|''|\s?in)(?!\w)",
    lambda found: f"{amount(found['first'])} inh",
    left=r"(?<!\w)(?:TV|ti vi|tivi|màn hình|laptop|máy tính)(?: [^\W\d_]+){0,2}\s",
)
HECTARES_AND = rule(
    "hectares",
    r"(?P<first>\d{1,3})ha(?P<second>\d)(?!\w)",
    lambda found: f"{amount(found['first'])} héc ta {amount(found['second'])}",
)
HEIGHT_SHORT = rule(
    "height",
    r"(?P<first>\d)\s?m(?P<second>\d\d|[14-9])(?!\w)",
    read_height,
    left=r"(?:cao|dài|rộng|sâu|ngập|khoảng|gần|hơn|đến|dày|từ|nước|\dm?\s?-)\s*",
)
CHILD_HEIGHT = rule(
    "height",
    r"(?P<first>\d)\s?m(?P<second>\d{1,2})(?!\w)",
    read_height,
    left=r"(?:trẻ em|trẻ|cao)(?: dưới| trên| từ)?\s*",
)
