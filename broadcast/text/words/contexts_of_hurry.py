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
    "QLĐ": "quản lý điện",
    "KCHT": "kết cấu hạ tầng",
}
CHECKED = r"(?:dấu hiệu vi phạm|kiểm tra|giám sát)(?: chuyên đề)?(?:,? (?:tại|đối với|ở))?"
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
    "DTL": (sense("công trình thủy lợi", left=PLOTS),),
    "TSC": (sense("xây dựng trụ sở cơ quan", left=PLOTS),),
    "TĐT": (sense("tổng điều tra", right=r"(?-i:DS|NO)|dân số|kinh tế|nông thôn"),),
    "CS": (sense("cơ sở", left=r"cơ sở[^.\n]{0,60}(?:mỗi|từng|các|những|số|\d)"),),
    "DT": (
        sense(
            "doanh thu",
            left=rf"{TRADERS}[^.;\n]{{0,30}}",
            right=r"(?:(?:năm|quý|tháng|bình quân|trên|dưới|từ|đạt|khoảng)[^.;\n]{0,25}?)?"
            r"[\d.,]+\s?(?:tr|triệu|tỷ|tỉ)(?!\w)",
        ),
        sense(
            "diện tích", right="nhiễm|bị|thiệt hại|ngập|hại|phun|phòng trừ|mất trắng|hạn|canh tác|thu hoạch"
        ),
    ),
    "CĐ": (
        sense("chi đoàn", left=r"(?:đoàn thanh niên|(?-i:ĐTN)|đoàn xã|đoàn phường|đoàn viên)[^;\n]{0,75}"),
        sense(
            "chi đoàn", left=r"(?-i:CĐ) [^.;\d\n]{1,25}\d+ cây,", right="Công an|Quân sự|trường|Trường|thôn"
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
