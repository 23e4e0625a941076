"""Ambiguous tokens: each sense with the context that decides for it, first match wins; no match is a question."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sense:
    """``left`` ends at the token, ``right`` starts after it; a missing side is no condition."""

    spoken: str
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None


def _sense(spoken: str, *, left: str = "", right: str = "") -> Sense:
    return Sense(
        spoken=spoken,
        left=re.compile(rf"(?<!\w)(?:{left})\W*\Z", re.IGNORECASE) if left else None,
        right=re.compile(rf"\W*(?:{right})") if right else None,
    )


NUMBERED = r"số|\d"
CAPITAL = r"[A-ZĐÀ-Ỹ][a-zà-ỹ]"
SENSES: dict[str, tuple[Sense, ...]] = {
    "TT": (
        _sense("thứ tự", left=r"(?:^|\n)\s*\||số"),
        _sense("thông tư", right=NUMBERED),
        _sense("thông tư", left="nghị định|theo|hướng dẫn của", right=r"BTC|liên tịch|của Bộ"),
        _sense("thường trực", left="đồng chí|ủy viên|phó ban|tổ|ban", right="HĐND|Đảng|ĐU|UBND"),
        _sense("thường trực", right="HĐND|Đảng|ĐU|UBND|UBMT|MTTQ|Tỉnh ủy|Huyện ủy|Thành ủy|BCH|BCĐ|TU"),
        _sense("trung tâm", right="[Yy] tế|VH|[Vv]ăn hóa|[Dd]ịch vụ|DV|GD|[Pp]hục vụ|[Hh]ành chính|HCC|[Hh]ọc tập|[Kk]huyến nông"),
        _sense("thị trấn", left=r"địa bàn|tại|ở|về|xã|,|phường|khu vực|huyện|các", right=CAPITAL),
        _sense("tuyên truyền", left="công tác|đẩy mạnh|tăng cường"),
        _sense("trung tâm"),
        _sense("thị trấn"),
        _sense("thông tư"),
        _sense("thường trực"),
    ),
    "VT": (
        _sense("văn thư", left=r"lưu\s*:?"),
        _sense("viễn thông", left="CNTT|bưu chính|BC"),
        _sense("vận tải", left="GT|giao thông|xe|công ty|doanh nghiệp"),
        _sense("văn thư"),
        _sense("viễn thông"),
        _sense("vận tải"),
    ),
    "CP": (
        _sense("cổ phần", left=r"công ty|cty|ngân hàng|TM|TMCP|NHTM|vốn"),
        _sense("Chính phủ", left=r"của|nghị định|nghị quyết|thủ tướng|do|NĐ|NQ|VP|\d+"),
        _sense("Chính phủ"),
        _sense("cổ phần"),
    ),
    "QĐ": (
        _sense("quyết định", right=r"số|\d|của|phê duyệt|công nhận|ban hành|thành lập"),
        _sense("quân đội", left="sĩ quan|phục vụ|hậu phương|chính sách|bệnh viện"),
        _sense("quyết định", left="ban hành|theo|căn cứ|các|ra|ký|trao|công bố|thực hiện"),
        _sense("quyết định"),
        _sense("quân đội"),
    ),
    "HĐ": (
        _sense("hợp đồng", left="ký|ký kết|theo|lao động|thanh lý|bản", right=""),
        _sense("hợp đồng", right="số|lao động|mua|thuê|kinh tế|thầu|dịch vụ|thời vụ"),
        _sense("hội đồng", left="chủ tịch|thành viên|phiên họp|ủy viên", right=""),
        _sense("hội đồng", right="thi|NVQS|[Nn]ghĩa vụ|[Tt]hẩm định|bồi thường|GPMB|bầu cử|TĐKT|PBGDPL|đồng|trường|xét|khen|giáo dục|tư vấn"),
        _sense("hoạt động", left="báo cáo|chương trình|các"),
        _sense("hợp đồng"),
        _sense("hội đồng"),
        _sense("hoạt động"),
    ),
    "KT": (
        _sense("ký thay", right=r"\.?\s*(?:CHỦ|TRƯỞNG|GIÁM|BỘ|THỦ|CHÁNH|CỤC|TỔNG|VIỆN|HIỆU)"),
        _sense("kinh tế", left="phòng|ban|phát triển|ngành|cơ sở hạ tầng|đội", right=""),
        _sense("kỹ thuật", left="khoa học|KH|cán bộ|nhân viên|tổ|trung cấp"),
        _sense("kinh tế"),
        _sense("kỹ thuật"),
        _sense("ký thay"),
    ),
    "CT": (
        _sense("chỉ thị", right=r"số|\d+[/-]"),
        _sense("chủ tịch", right="HĐND|UBND|Hội|MTTQ|nước|xã|huyện|tỉnh|UBMT"),
        _sense("chương trình", left="thực hiện|các", right="MTQG|mục tiêu|OCOP|hành động"),
        _sense("công trình", left="xây dựng|thi công|các"),
        _sense("công ty", right="TNHH|CP|cổ phần|Điện|xăng"),
        _sense("chỉ thị"),
        _sense("chủ tịch"),
        _sense("chương trình"),
        _sense("công ty"),
        _sense("công trình"),
    ),
    "CĐ": (
        _sense("cao đẳng", left="trường|ĐH|đại học|học|trình độ|hệ|tốt nghiệp|bằng", right=""),
        _sense("công điện", right=r"số|\d|hỏa tốc|khẩn"),
        _sense("công đoàn", right="cơ sở|xã|ngành|viên|trường|cơ quan|các|tỉnh|CS|Việt Nam"),
        _sense("cộng đồng", left="tổ|tại|quản lý tại|sinh hoạt"),
        _sense("công đoàn", left="LĐLĐ|đoàn viên|tổ chức|BCH|chủ tịch|cán bộ"),
        _sense("công đoàn"),
        _sense("cao đẳng"),
        _sense("công điện"),
        _sense("cộng đồng"),
    ),
    "BTC": (
        _sense("Bộ Tài chính", left=r"TT|thông tư|của|QĐ|CV|\d+/", right=""),
        _sense("Ban Tổ chức", right="Tỉnh ủy|TU|TW|Trung ương|Đảng ủy|Huyện ủy"),
        _sense("Ban Tổ chức", right="giải|lễ|hội|cuộc|đại hội|chương trình|sẽ|đã|trao|xin|đề nghị|thông báo|yêu cầu|kính"),
        _sense("Ban Tổ chức", left="giải|lễ hội|cuộc thi|hội thi|thành viên|trưởng|phó|đại diện|liên hệ"),
        _sense("Ban Tổ chức"),
        _sense("Bộ Tài chính"),
    ),
    "TH": (
        _sense("tiểu học", left="trường|khối|cấp|bậc|giáo viên|học sinh|MN|THCS|các", right=""),
        _sense("tiểu học", right=r"&|và THCS|-?\s*THCS"),
        _sense("tổng hợp", left="tổ|bộ phận|ban|báo cáo|phòng|VP"),
        _sense("truyền hình", left="PT|phát thanh|đài"),
        _sense("trường hợp", left=r"\d+"),
        _sense("tiểu học"),
        _sense("tổng hợp"),
        _sense("truyền hình"),
        _sense("trường hợp"),
    ),
    "ĐT": (
        _sense("điện thoại", right=r":|\(?0\d|liên hệ|di động"),
        _sense("điện thoại", left="số|liên hệ|qua|gọi"),
        _sense("đào tạo", left="GD|giáo dục|trung tâm"),
        _sense("đội tuyển", left="cầu thủ"),
        _sense("đường tỉnh", left="tuyến|trên|đường"),
        _sense("điện thoại"),
        _sense("đào tạo"),
        _sense("đường tỉnh"),
    ),
    "DT": (
        _sense("diện tích", right=r":|đất|gieo|lúa|cấy|trồng|nuôi|\d|tự nhiên"),
        _sense("diện tích", left="tổng|có|với"),
        _sense("dân tộc", left="đồng bào|ban|công tác|người"),
        _sense("di tích", left="khu|các", right="lịch sử|cấp"),
        _sense("diện tích"),
        _sense("dân tộc"),
        _sense("di tích"),
    ),
    "KHC": (_sense("kế hoạch chung"),),
    "BC": (
        _sense("báo cáo", right=r"số|\d|kết quả|tổng|tình|UBND|nhanh"),
        _sense("bầu cử", left="tổ|ban|khu vực|UB|hội đồng|công tác"),
        _sense("báo cáo"),
        _sense("bầu cử"),
        _sense("bưu chính"),
    ),
    "HD": (_sense("hướng dẫn", right=r"số|\d"), _sense("hướng dẫn")),
    "TB": (
        _sense("thông báo", right=r"số|\d|của|về"),
        _sense("thương binh", left="LĐ|gia đình|hộ"),
        _sense("trung bình", left="đạt|mức|điểm|loại|TB"),
        _sense("thông báo"),
        _sense("trung bình"),
        _sense("thương binh"),
    ),
    "KL": (_sense("kết luận", right=r"số|\d|của|thanh tra"), _sense("khối lượng", right="thi|công|:"), _sense("kết luận"), _sense("khối lượng")),
    "TS": (
        _sense("tiến sĩ", right=rf"{CAPITAL}"),
        _sense("thủy sản", left="nuôi trồng|NTTS|ngành"),
        _sense("tài sản", left="giá trị|quyền"),
        _sense("tiến sĩ"),
        _sense("tổng số"),
        _sense("thủy sản"),
    ),
    "CN": (
        _sense("chủ nhật", left=r"thứ \d(?:, ?\d)*|thứ (?:hai|bảy)|ngày|T7|sáng|chiều|tối"),
        _sense("công nghệ", left="KH|khoa học|ứng dụng"),
        _sense("công nghiệp", left="khu|ngành|cụm"),
        _sense("công nhân", left="LĐ|giai cấp"),
        _sense("chủ nhật", right=r"\(?\d"),
        _sense("chi nhánh", right="Ngân hàng|điện|văn phòng|NH|Điện"),
        _sense("chủ nhật"),
        _sense("công nghiệp"),
        _sense("công nhân"),
        _sense("chi nhánh"),
    ),
    "PC": (
        _sense("phòng, chống", right="tham nhũng|ma túy|thiên tai|cháy|dịch|bão|tội phạm|lụt|bạo lực|TT|HIV"),
        _sense("Công ty Điện lực", right=CAPITAL),
        _sense("phòng, chống"),
        _sense("Công ty Điện lực"),
    ),
    "NH": (_sense("ngân hàng", right="[A-ZĐCcNn]"), _sense("năm học", right=r"\d{4}"), _sense("ngân hàng"), _sense("năm học")),
    "QL": (_sense("quốc lộ", left="trên|tuyến|đường|cắt"), _sense("quản lý", right="[a-zđ]|HC|NN"), _sense("quản lý"), _sense("quốc lộ")),
    "TL": (
        _sense("thừa lệnh", right=r"\.?\s*(?:CHỦ|TRƯỞNG|GIÁM|BỘ|UBND)"),
        _sense("tỉnh lộ", left="trên|tuyến|đường"),
        _sense("thủy lợi", left="công trình|cán bộ|HTX"),
        _sense("thủy lợi"),
        _sense("tỉnh lộ"),
        _sense("thừa lệnh"),
    ),
    "TM": (
        _sense("thay mặt", right=r"\.?\s*(?:ỦY|UỶ|HỘI|BAN|ĐẢNG|UBND|HĐND|BTV|BCH|CHI|THƯỜNG|[ỦUĐ]y|[Bb]an|[Hh]ội|ĐOÀN|BCĐ)"),
        _sense("thương mại", left="ngân hàng|trung tâm|công ty|CP|cổ phần|hội chợ|NHCP|TNHH", right=""),
        _sense("thay mặt"),
        _sense("thương mại"),
    ),
    "GT": (_sense("giao thông", left="an toàn|tai nạn|đường|hạ tầng|AT|luật"), _sense("giao thông"), _sense("giới thiệu")),
    "ĐP": (_sense("địa phương"),),
    "LS": (_sense("liệt sĩ", left="nghĩa trang|gia đình|TB|NTLS|thân nhân"), _sense("liệt sĩ"), _sense("luật sư")),
    "TN": (
        _sense("thanh niên", left="đoàn|công trình|tháng|hội LH|hội"),
        _sense("tài nguyên", right="và MT|MT|nước"),
        _sense("tốt nghiệp", left="thi|xét", right="THPT"),
        _sense("thanh niên"),
        _sense("tài nguyên"),
        _sense("tốt nghiệp"),
    ),
    "PN": (_sense("phụ nữ"),),
    "ND": (_sense("nông dân", left="hội|HVT"), _sense("nhân dân"), _sense("nông dân")),
    "NTTS": (_sense("nuôi trồng thủy sản"),),
    "TG": (_sense("thời gian", right=":"), _sense("tuyên giáo", left="ban"), _sense("thế giới", left="trên"), _sense("thời gian"), _sense("tuyên giáo")),
    "ĐĐ": (_sense("địa điểm", right=":"), _sense("đất đai", left="luật|quản lý"), _sense("địa điểm"), _sense("đất đai"), _sense("điều động")),
    "DA": (_sense("dự án"),),
    "ĐA": (_sense("đề án"),),
    "XN": (_sense("xí nghiệp", right=CAPITAL), _sense("xét nghiệm"), _sense("xí nghiệp")),
    "SK": (_sense("sức khỏe", left="chăm sóc|khám|CS|giấy khám"), _sense("sức khỏe"), _sense("sự kiện")),
    "MT": (_sense("môi trường", left="vệ sinh|bảo vệ|NN|TN|và|NN&|TN&"), _sense("Mặt trận", left="UB|ban công tác"), _sense("môi trường"), _sense("Mặt trận")),
}  # fmt: skip
