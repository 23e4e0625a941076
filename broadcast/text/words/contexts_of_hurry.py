"""Abbreviations of hurried notes: those with one meaning, and where known ones mean something else."""

from broadcast.text.words.sense import Sense, sense

HURRY = {
    "CHXD": "cửa hàng xăng dầu",
    "TNV": "tình nguyện viên",
    "NĐT": "nhà đầu tư",
    "CCTL": "cải cách tiền lương",
    "VĐQG": "vô địch quốc gia",
    "ANXH": "an sinh xã hội",
    "CMVN": "cách mạng Việt Nam",
    "CSSXKDTP": "cơ sở sản xuất, kinh doanh thực phẩm",
    "CSKDTP": "cơ sở kinh doanh thực phẩm",
    "CSSXTP": "cơ sở sản xuất thực phẩm",
    "EUDR": "e u đê rờ",
    "TBMT": "thông báo mời thầu",
    "E-TBMT": "e thông báo mời thầu",
    "HTND": "hỗ trợ nông dân",
    "NS&VSMTNT": "nước sạch và vệ sinh môi trường nông thôn",
    "NSVSMTNT": "nước sạch và vệ sinh môi trường nông thôn",
    "NS&VSMT": "nước sạch và vệ sinh môi trường",
    "TCCS": "tiêu chuẩn cơ sở",
    "TCQG": "tiêu chuẩn quốc gia",
    "TĐTDS&NO": "tổng điều tra dân số và nhà ở",
    "HSDT": "hồ sơ dự thầu",
    "E-HSDT": "e hồ sơ dự thầu",
    "LCNT": "lựa chọn nhà thầu",
    "KQLCNT": "kết quả lựa chọn nhà thầu",
    "KTĐK": "kiểm tra định kỳ",
    "TTB": "trang thiết bị",
    "NVTC": "nghĩa vụ tài chính",
    "QLĐ": "quản lý điện",
    "KCHT": "kết cấu hạ tầng",
}
CHECKED = r"(?:dấu hiệu vi phạm|kiểm tra|giám sát)(?: chuyên đề)?(?:,? (?:tại|đối với|ở))?"
NO_SOLDIER = r"(?!\s?(?:công an|CA|bộ đội|dân quân|biên phòng|và cán bộ))"
PLOTS = r"đất(?: [A-ZĐ]{3}\s?[,;+]){0,20}|(?-i:DGT|DYT|DVH|DGD),"
TRADERS = r"(?:kinh doanh|doanh nghiệp|cửa hàng|(?-i:HKD|DN|KD|CSKD))"
HURRY_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "NN": (
        sense(
            "nước ngoài",
            left="chuyên gia|khách|khách du lịch|du khách|nhà thầu|tổ chức, cá nhân|(?-i:LĐ|NĐT)",
        ),
    ),
    "KL": (sense("kiểm lâm", left="hạt|các hạt|chi cục|trạm|lực lượng|đội|cán bộ|phối hợp với"),),
    "CB": (
        sense(
            "chi bộ",
            left=CHECKED + r"(?: (?-i:CB) [^.;\n]{1,25},)?",
            right="trường|Trường|thôn|xóm|khu|cơ quan|quân sự|Quân sự|Công an|trạm|Trạm",
        ),
        sense("chi bộ", right=r"[^.;,\n]{0,25} (?:kết nạp|sinh hoạt|đại hội|ra nghị quyết)(?!\w)"),
    ),
    "LS": (sense("liệt sĩ", left="mộ|phần mộ|viếng|hài cốt|con|vợ|thân nhân"),),
    "NS": (sense("nước sạch", right=r"(?:và|&|,) ?(?-i:VSMT)"),),
    "MNC": (
        sense("mực nước chết", left="hồ|đập|dung tích|dưới|trên|mực nước chết"),
        sense("mực nước chết", right=r"[:=]?\s?\+?\d[\d,]*\s?m(?![\w²])"),
    ),
    "DTL": (sense("công trình thủy lợi", left=PLOTS),),
    "TSC": (sense("xây dựng trụ sở cơ quan", left=PLOTS),),
    "TĐT": (sense("tổng điều tra", right=r"(?-i:DS|NO)|dân số|kinh tế|nông thôn"),),
    "CS": (sense("cơ sở", left=r"cơ sở[^.\n]{0,60}(?:mỗi|từng|các|những|số|\d)", right=NO_SOLDIER),),
    "DT": (
        sense(
            "doanh thu",
            left=rf"{TRADERS}[^.;\n]{{0,30}}",
            right=r"(?:(?:năm|quý|tháng) [\d/IV]+,? )?(?:(?:bình quân|trên|dưới|từ|đạt|khoảng)[^.;\n\d]{0,15}?)?"
            r"[<>≤≥]?\s?[\d.,]+\s?(?:tr|triệu|tỷ|tỉ)(?!\w)",
        ),
        sense(
            "diện tích", right="nhiễm|bị|thiệt hại|ngập|hại|phun|phòng trừ|mất trắng|hạn|canh tác|thu hoạch"
        ),
    ),
    "CĐ": (
        sense(
            "chi đoàn",
            left=r"(?:đoàn thanh niên|(?-i:ĐTN)|đoàn xã|đoàn phường)[^;\n]{0,70}(?:chỉ tiêu|giao|cho|mỗi|các)",
        ),
        sense(
            "chi đoàn", left=r"(?-i:CĐ) [^.;\d\n]{1,25}\d+ cây,", right="Công an|Quân sự|trường|Trường|thôn"
        ),
        sense(
            "chi đoàn", left=r"(?:đoàn xã|đoàn phường|chi đoàn)[^;\n]{0,60}", right="Công an|Quân sự|CA xã"
        ),
        sense("cộng đồng", left="(?-i:CĐS)|công nghệ số|nhà|nhà sinh hoạt|nhà văn hóa"),
    ),
    "TC": (sense("tiêu chí", left="(?-i:Bộ)", right="QG"),),
    "TCQG": (sense("tiêu chí quốc gia", left=r"(?:bộ|các|đạt|\d+)"),),
    "NO": (sense("nhà ở", left=r"(?:(?-i:DS)|dân số)(?:,| và| &|-)?"),),
    "DS": (sense("dân số", right=r"(?:và|&|,|-) ?(?-i:NO|nhà ở)"),),
    "HV": (
        sense(
            "hội viên",
            left=r"(?:(?-i:HND|HPN|HLHPN|HCCB|HNCT|HCTĐ)|hội (?:nông dân|phụ nữ|cựu chiến binh))[^.;\n]{0,50}\d+",
        ),
    ),
    "ONT": (sense("đất ở tại nông thôn", left="sang|chuyển|thành|lên|mục đích"),),
    "ODT": (sense("đất ở tại đô thị", left="sang|chuyển|thành|lên|mục đích"),),
}
