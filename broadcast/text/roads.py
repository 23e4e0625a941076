"""Rules for roads, kilometre posts, number plates, coordinates and the short words before place names."""

import re

from broadcast.text.letters import LOWER, UPPER, spelled
from broadcast.text.numbers import amount, code_number, digits, integer
from broadcast.text.rules import Answer, Found, rule

ROADS = {
    "QL": "quốc lộ",
    "ĐT": "đường tỉnh",
    "TL": "tỉnh lộ",
    "ĐH": "đường huyện",
    "HL": "hương lộ",
    "ĐX": "đường xã",
    "CT": "cao tốc",
    "ĐCT": "đường cao tốc",
    "ĐTX": "đường trục xã",
}
PLACES = {
    "TP": "thành phố",
    "Tp": "thành phố",
    "tp": "thành phố",
    "TX": "thị xã",
    "Tx": "thị xã",
    "tx": "thị xã",
    "TT": "thị trấn",
    "Tt": "thị trấn",
    "P": "phường",
    "Q": "quận",
    "H": "huyện",
    "X": "xã",
    "T": "tỉnh",
}
QUARTERS = {"KP": "khu phố", "TDP": "tổ dân phố", "KDC": "khu dân cư", "KV": "khu vực"}
PLACED = re.compile(
    r"(?<!\w)(?:tọa độ|vị trí|vĩ độ|kinh độ|khoảng|tại|ở|tâm bão|điểm"
    r"|gần)[^.;\n\d]{0,20}\Z|[NBSĐE]\s?[\-,;–]\s?\Z",
    re.IGNORECASE,
)
OTHER_AXIS = re.compile(r"\s?[\-,;]\s?\d{1,3}[.,]\d+\s?°?\s?[NBSEĐW](?!\w)")
CAPITAL_NAME = rf"(?=[{UPPER}][{LOWER}]|HCM)"


BUILDING = re.compile(r"(?<!\w)(?:chung cư|tòa|toà|block|căn hộ|nhà)(?: [A-Z]+\d+,)* \Z", re.IGNORECASE)


def read_road(found: Found) -> Answer:
    """QL1A, ĐT.481B, CT.01; HL93 is the load of a bridge."""
    if found["kind"] == "HL" and found["number"] == "93":
        return "hát lờ chín mươi ba"
    if found["kind"] == "CT" and found.follows(BUILDING):
        return f"xê tê {integer(int(found['number']))}"
    number = found["number"].lstrip("0") or "0"
    letters = f" {spelled(found['letter'])}" if found["letter"] else ""
    kind = ROADS[found["kind"]]
    if found.before.lower().endswith(f"{kind} "):
        kind = ""
    elif found.before.lower().endswith("đường ") and kind.startswith("đường "):
        kind = kind.removeprefix("đường ")
    said = code_number(found["number"]) if found["kind"] in ("CT", "ĐCT") else integer(int(number))
    return f"{kind} {said}{letters}".strip()


def read_post(found: Found) -> Answer:
    return f"ki lô mét {amount(found['km'])} cộng {integer(int(found['m']))}"


def read_km(found: Found) -> Answer:
    return f"ki lô mét {amount(found['km'])}"


def read_plate(found: Found) -> Answer:
    """18B1-234.56: the province as a number, the rest one by one."""
    tail = ", ".join(digits(part) for part in found["tail"].split("."))
    province = found["province"]
    spoken = digits(province) if province.startswith("0") else integer(int(province))
    return f"{spoken} {spelled(found['series'])}, {tail}"


def read_place(found: Found) -> Answer:
    return PLACES[found["kind"]] + " "


def read_degrees(found: Found) -> Answer:
    """17,5°N, 110.2 độ Đông, 20°15'30"B; 8,5B of a pole is no place."""
    if found["degrees"][-1].isdecimal() and not found.follows(PLACED) and not found.precedes(OTHER_AXIS):
        return None
    spoken = f"{amount(found['degrees'].rstrip('°o '))} độ"
    if found["minutes"]:
        spoken += f" {integer(int(found['minutes']))} phút"
    if found["seconds"]:
        spoken += f" {amount(found['seconds'])} giây"
    if not found["side"]:
        return spoken
    side = {"N": "vĩ bắc", "B": "vĩ bắc", "S": "vĩ nam", "E": "kinh đông", "Đ": "kinh đông", "W": "kinh tây"}
    return f"{spoken} {side[found['side']]}"


ROAD = rule(
    "road",
    r"(?P<kind>QL|ĐTX|ĐT|TL|ĐH|HL|ĐX|CT|ĐCT)[."
    rf" \-]?(?P<number>\d{{1,3}})(?P<letter>[A-ZĐ]\d?)?(?!\w|[./\-:,]\d|-[A-ZĐ](?![{LOWER}]))(?<!CT \d\d\d)(?<!CT 30A)",
    read_road,
    starts="a",
)
POST = rule(
    "kilometre_post", r"[Kk][Mm]\s?(?P<km>\d{1,4})\s?\+\s?(?P<m>\d{1,4})(?!\w)", read_post, starts="a"
)
KM = rule("kilometre", r"[Kk][Mm]\s?(?:số\s)?(?P<km>\d{1,4}(?:,\d+)?)(?!\w)", read_km, starts="a")
ARC = rule(
    "coordinate",
    r"(?P<degrees>\d{1,3}\s?[°o])\s?(?P<minutes>\d{1,2})\s?'(?:\s?(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s?(?:\"|''))?(?P<side>)",
    read_degrees,
)
PLATE_WORD = rule("plate_word", r"BS(?=\s?:?\s?\d\d[A-ZĐ])", lambda found: "biển số", starts="a")
SIGNPOST = rule(
    "road_sign",
    r"(?P<letters>[PWRISD]{1,2})\.(?P<number>\d{3})(?P<tail>[a-z]?)(?!\w)",
    lambda found: " ".join(
        part
        for part in (spelled(found["letters"]), integer(int(found["number"])), spelled(found["tail"]))
        if part
    ),
    starts="a",
    left=r"(?<!\w)(?:biển|vạch)[^.;\n]{0,40}\s",
)
ROOM = rule(
    "room",
    r"P\.?\s?(?P<number>\d{3,4})(?![\w/]|[.,]\d)",
    lambda found: (
        ("" if found.before.lower().endswith("phòng ") else "phòng ") + integer(int(found["number"]))
    ),
    starts="a",
)
PLATE = rule(
    "plate",
    r"(?P<province>\d\d)\s?-?\s?(?P<series>[A-ZĐ]{1,2}\d?)\s?[\- ]\s?(?P<tail>\d{3}\.\d{2}|\d{4,5})(?!\w)",
    read_plate,
)
PLATE_DASHED = rule(
    "plate",
    r"(?P<province>\d\d)\s?-?(?P<series>[A-ZĐ]{1,2}\d?)\s?-\s?(?P<tail>\d{3}\.\d{2}|\d{5})(?!\w)",
    read_plate,
)
PLACE = rule(
    "place_word",
    rf"(?P<kind>TP|Tp|tp|TX|Tx|tx|TT(?=\.)|Tt(?=\.))(?:\.\s?|(?=\s))(?=\s?{CAPITAL_NAME})",
    read_place,
    starts="a",
    right=rf"\s?(?-i:{CAPITAL_NAME})",
)
QUARTER_OF_TOWN = rule(
    "place_word",
    rf"(?P<kind>KP|Kp|kp|TDP|Tdp|tdp|KDC"
    rf"|KV)(?:\.\s?|(?=\d))(?=\d{{1,2}}(?![\d.,]\d|\w*/)|[IVX]+(?!\w)|[{UPPER}][{LOWER}])",
    lambda found: QUARTERS[found["kind"].upper()] + " ",
    starts="a",
)
PLACE_CHAIN = rule(
    "place_letter",
    rf"(?P<kind>[PX])\.\s?(?=[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}(?:,| -)\s?"
    r"(?:(?:Q|H|TP|TX|T|Tx|Tp)[.\s]|(?:huyện|quận|thành phố|tỉnh|thị xã)\s))",
    read_place,
    starts="a",
)
PLACE_LETTER = rule(
    "place_letter",
    rf"(?P<kind>[PQHXT])\.(?!Anh)\s?(?=[{UPPER}][{LOWER}]|\d)",
    read_place,
    starts="a",
    left=r"(?:[,;(\-:]\s*|\b(?:tại|ở|thuộc|về|các|địa bàn)\s)",
)
COORDINATE = rule(
    "coordinate",
    r"(?P<degrees>\d{1,3}(?:(?:[.,]\d+)?\s?[°o]|[.,]\d+(?=\s?[NBEĐ])))\s?(?:(?P<minutes>\d{1,2})'\s?)?(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)(?:\"|'')\s?)?(?P<side>[NBSEĐW])(?!\w)",
    read_degrees,
)
