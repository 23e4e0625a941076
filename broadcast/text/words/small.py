"""Abbreviations in small letters, as people type them in a hurry; the first sense is the best reading."""

SURE = {
    "cty": "công ty", "gv": "giáo viên", "gđ": "gia đình", "vh": "văn hóa", "ko": "không", "kô": "không", "khg": "không",
    "đchí": "đồng chí", "đ/chí": "đồng chí", "ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân", "nvh": "nhà văn hóa",
    "bv": "bệnh viện", "cccd": "căn cước công dân", "cmnd": "chứng minh nhân dân", "dt": "diện tích", "đt": "điện thoại",
    "sđt": "số điện thoại", "stk": "số tài khoản", "kp": "kinh phí", "tdp": "tổ dân phố", "kdc": "khu dân cư", "sp": "sản phẩm",
    "sl": "số lượng", "tg": "thời gian", "tgian": "thời gian", "đk": "đăng ký", "nv": "nhân viên", "cb": "cán bộ",
    "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "thcs": "trung học cơ sở", "thpt": "trung học phổ thông",
    "mn": "mầm non", "đg": "đường", "ntn": "như thế nào", "trg": "trường", "thg": "tháng", "vđ": "vấn đề", "pt": "phát triển",
    "xd": "xây dựng", "sx": "sản xuất", "kd": "kinh doanh", "đv": "đơn vị", "cv": "công văn", "ql": "quản lý",
    "nk": "nhiệm kỳ", "đb": "đại biểu", "tv": "thành viên", "cđ": "chi đoàn", "ptgd": "phó tổng giám đốc",
}  # fmt: skip
OPEN = {
    "hs": ("học sinh", "hồ sơ"),
    "đc": ("được", "địa chỉ", "đồng chí"),
    "dc": ("được", "địa chỉ"),
    "cs": ("công suất", "cơ sở"),
    "tt": ("thị trấn", "trung tâm", "thông tin"),
    "tc": ("tổ chức", "tài chính"),
    "đh": ("đại hội", "đại học"),
    "ct": ("chủ tịch", "chương trình"),
    "qđ": ("quyết định", "quy định"),
    "tb": ("thông báo", "trung bình"),
    "ng": ("người", "Nguyễn"),
    "th": ("tháng", "trường hợp"),
    "nd": ("nội dung", "nông dân"),
    "kt": ("kinh tế", "kiểm tra"),
    "bs": ("bác sĩ", "biển số"),
    "pn": ("phụ nữ",),
    "cn": ("chi nhánh", "chủ nhật"),
    "cc": ("cung cấp",),
    "vs": ("với", "vệ sinh"),
    "tl": ("tài liệu",),
}
COUNTERS = {
    "v": ("viên",), "th": ("tháng",), "ng": ("người",), "hs": ("học sinh",), "t": ("tuổi", "tấn", "tháng"), "đc": ("đồng chí",),
    "sp": ("sản phẩm",), "lđ": ("lao động",), "tv": ("thành viên",), "gđ": ("gia đình",),
    "b": ("buổi",), "tp": ("thành phố",), "c": ("con", "cái"), "ct": ("chỉ tiêu",),
}  # fmt: skip
