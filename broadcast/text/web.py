"""Rules for e-mail addresses, web addresses and hashtags."""

import re

from broadcast.text.letters import spelled
from broadcast.text.numbers import digits, integer
from broadcast.text.rules import Answer, Found, rule

ENDINGS = (
    r"(?:vn|com|net|org|edu|gov|info|io|asia|me|ly|gl|app|tv|biz|be|top|xyz|online"
    r"|site|shop|club|vip|live|store|link|click|win|fun|icu|cc|tk|co|cn)"
)
DOMAIN = rf"(?:[A-Za-z0-9][A-Za-z0-9\-]{{0,62}}\.){{1,6}}{ENDINGS}(?![\w\-])"
PATH = r"(?:[/?#][\w\-./?=&%#~+:]{0,300})?"
LABELS = {
    "vn": "vê nờ", "gov": "gov", "com": "com", "edu": "e đu", "org": "o rờ gờ", "net": "nét",
    "dichvucong": "dịch vụ công", "baohiemxahoi": "bảo hiểm xã hội", "thuedientu": "thuế điện tử",
    "chinhphu": "chính phủ",
    "gmail": "gờ meo", "zalo": "za lô", "facebook": "phây búc", "youtube": "diu túp", "vietnam": "Việt Nam",
    "ninhbinh": "ninh bình", "haiphong": "hải phòng", "hanoi": "hà nội", "xa": "xã",
    "ubnd": "u bê nờ đê", "gdt": "giê đê tê",
    "xuanhung": "xuân hưng", "lacphuong": "lạc phượng", "bocongan": "bộ công an", "moh": "mờ o hát",
    "evn": "e vê nờ",
}  # fmt: skip
SIGNS = {
    ".": "chấm",
    "@": "a còng",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "/": "xuyệt",
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "%": "phần trăm",
    "+": "cộng",
    ":": "hai chấm",
    "~": "ngã",
}


def address_words(text: str, own: dict[str, str] | None = None) -> str:
    """Labels as words where they can be said, dots as "chấm"."""
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", text)
    return " ".join(_part(part) for part in parts if part not in "()")


def _part(part: str) -> str:
    if part in SIGNS:
        return SIGNS[part]
    if part.isdecimal():
        return digits(part) if len(part) > 2 or part.startswith("0") else integer(int(part))
    known = LABELS.get(part.lower())
    if known:
        return known
    sayable = re.search(r"[aeiouy]", part.lower()) and len(part) > 2
    return part.lower() if sayable else spelled(part)


def read_address(found: Found) -> Answer:
    """The scheme, www and a closing stroke are not said."""
    text = re.sub(r"^https?://", "", found.whole)
    return address_words(re.sub(r"/+$", "", text.removeprefix("www.")))


def read_hashtag(found: Found) -> Answer:
    return ""


EMAIL = rule("email", rf"[A-Za-z0-9][\w.+\-]{{0,63}}@{DOMAIN}", read_address, starts="a9")
URL = rule(
    "web_address",
    rf"(?:https?://[\w\-.:@]{{1,200}}|www\.{DOMAIN}){PATH}(?<![.,:?])",
    read_address,
    starts="a",
)
SITE = rule("web_address", rf"{DOMAIN}{PATH}(?<![.,:?])", read_address, starts="a9")
ENDING = rule(
    "web_ending",
    rf"(?:\.{ENDINGS}){{1,3}}(?!\w)",
    lambda found: address_words(found.whole),
    starts=".",
    left=r"(?:^|[\s\"'(])",
)
FILE_TYPE = rule(
    "file_type",
    r"\.(?P<type>jpe?g|png|pdf|docx?|xlsx?|pptx?|zip|rar|apk|exe|mp3|mp4|txt)(?!\w)",
    lambda found: f" chấm {spelled(found['type'])}",
    starts=".",
)
HANDLE = rule("hashtag", r"#[\w]{1,60}", read_hashtag, starts=".")
