"""Rules for what an enterprise does, joined in its name: TM-DV, SX&TM, XD-TM-DV, CNTT."""

import re

from broadcast.text.rules import Answer, Found, rule

TRADES = {
    "TM": "thương mại", "DV": "dịch vụ", "XD": "xây dựng", "SX": "sản xuất", "VT": "vận tải", "XNK": "xuất nhập khẩu",
    "ĐT": "đầu tư", "PT": "phát triển", "TV": "tư vấn", "KD": "kinh doanh", "DL": "du lịch", "NN": "nông nghiệp",
    "MT": "môi trường", "KT": "kỹ thuật", "CK": "cơ khí", "TS": "thủy sản", "GT": "giao thông", "TL": "thủy lợi",
    "CB": "chế biến", "BĐS": "bất động sản", "VLXD": "vật liệu xây dựng", "CN": "công nghệ",
    "VTNN": "vật tư nông nghiệp", "MTV": "một thành viên", "CP": "cổ phần", "ĐTXD": "đầu tư xây dựng",
    "CNTT": "công nghệ thông tin", "QC": "quảng cáo", "NT": "nội thất", "TBĐ": "thiết bị điện", "TBYT": "thiết bị y tế",
    "TMDV": "thương mại dịch vụ", "NLN": "nông lâm nghiệp", "LN": "lâm nghiệp", "KS": "khoáng sản",
}  # fmt: skip
TRADE = "|".join(sorted(TRADES, key=len, reverse=True))
PIECES = re.compile(rf"({TRADE})|(&|\bvà\b)")
COMPANY = (
    r"(?<!\w)(?:công ty|cty|TNHH|MTV|CP|cổ phần|DNTN|HTX|doanh nghiệp tư nhân"
    r"|một thành viên|hợp tác xã|chi nhánh|tổng công ty|hộ kinh doanh|HKD)\s+"
)


def read_trades(found: Found) -> Answer:
    """Two trades or more: one alone is left to the other tables."""
    said = [TRADES[one[1]] if one[1] else "và" for one in PIECES.finditer(found.whole)]
    return " ".join(said) if sum(word != "và" for word in said) > 1 else None


JOINED_TRADES = rule(
    "trades",
    rf"(?:{TRADE})(?:\s?[&\-.,+]?\s?(?:và )?(?:{TRADE})){{1,6}}(?![^\W_]|&)",
    read_trades,
    starts="a",
    left=COMPANY,
)
