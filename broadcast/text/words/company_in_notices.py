"""More company of ambiguous tokens: water, games, schools, land and counters of the Party; tried first."""

from broadcast.text.words.sense import Sense, sense

WATER = r"mực nước|hồ|đập|cống|lưu lượng|đê|cầu|(?-i:TL)[^.;\n]{0,20}?[\d,]+\s?m,?"
COMPANY_IN_NOTICES: dict[str, tuple[Sense, ...]] = {
    "TL": (
        sense("thượng lưu", left=WATER, right=r"[:=]?\s?\d|đạt|là|ở mức|và (?:HL|hạ lưu)|/HL"),
        sense("tỷ lệ", right=r"[^.;\n\d]{0,30}\d[\d.,]*\s?%"),
        sense("trọng lượng", right=r"(?:\w+ ){0,2}[:=]?\s?[\d.,\-]+\s?(?:kg|g|tấn|tạ)\b"),
    ),
    "HL": (
        sense("hạ lưu", left=WATER + "|thượng lưu và|TL và|TL/", right=r"[:=]?\s?\d|đạt|là|ở mức"),
        sense("hạ lưu", left="TL và|TL/|thượng lưu,?|thượng lưu và"),
    ),
    "TC": (sense("tiêu chí", left=r"tiêu chí[^.\n]{0,40}|(?-i:NTM)[^.\n]{0,30}", right=r"số|\d"),),
    "CT": (
        sense(
            "chứng thực", left="chứng thực[^.\n]{0,60}|công chứng,?", right="chữ ký|bản sao|BS|hợp đồng|HĐ"
        ),
        sense("chứng thực", right="chữ ký|bản sao"),
        sense("công ty", right="(?:TNHH|CP|cổ phần|cấp nước|điện lực|môi trường|xổ số)"),
    ),
    "CK": (
        sense("chung kết", left="trận|vào|vòng|bán kết và|BK và|BK,?|lọt vào", right=r"$|[^IĐ\d]|\d"),
        sense(
            "chuyển khoản",
            left=r"nộp|đóng|thanh toán|bằng|qua|hình thức|(?-i:TM),?|(?-i:TM) hoặc|tiền mặt hoặc",
        ),
    ),
    "CS": (
        sense(
            "công suất",
            right=r"[:=]?\s?\d[\d.,]*(?:\s?-\s?[\d.,]+)?\s?(?:kg|kW|KW|W|HP|m3|m³|tấn|T|l|lít|CV|kVA|MW|MVA)(?:\b|/)",
        ),
    ),
    "TH": (
        sense("truyền hình", right="trực tuyến|trực tiếp"),
        sense("tiểu học", right=r"\d+ (?:em|HS|hs|học sinh|lớp)"),
    ),
    "ĐV": (
        sense("đoàn viên", left="đoàn|chi đoàn[^.;\n]{0,30}|ĐTN,?"),
        sense("đảng viên", left="đảng bộ[^.;\n]{0,40}", right=""),
    ),
    "DT": (
        sense(
            "doanh thu",
            left=r"(?-i:KD)|kinh doanh|hộ|tổng",
            right=r"[<>≤≥]?\s?\d[\d.,]*\s?(?:tr|triệu|tỷ|tỉ|đ)",
        ),
    ),
    "NS": (
        sense(
            "ngày sinh",
            left=r"\d+ năm|lần thứ \d+",
            right="Chủ tịch|Bác|Tổng Bí thư|đồng chí|đ/c|Đ/c|cố|Đại tướng",
        ),
    ),
    "PH": (sense("pháo hoa", left="bắn|trình diễn|màn"),),
    "KĐ": (
        sense("khởi điểm", left="giá"),
        sense("kiểm điểm", left="tự|họp|báo cáo"),
    ),
    "MĐ": (sense("mật độ", right=r"[\d<>]|gieo|trồng|dân|cao|phổ biến"),),
    "LV": (sense("làm việc", left=r"ngày|\d+ ngày|giờ|lịch|buổi"),),
    "HĐ": (sense("hoạt động", left="chủ đề|chuỗi|các", right="tháng|của|hè|chào mừng|kỷ niệm|$|,"),),
    "TT": (sense("tình thương", left="mái ấm|nhà|lớp học"),),
    "QĐ": (sense("quân đội", left=r"nhập ngũ[^.;\n]{0,40}(?:đi|vào)|\d+ (?:đi|vào)", right="[,.;]|và|$"),),
    "QC": (
        sense(
            "quần chúng",
            left=r"kết nạp(?: mới)?(?: \d+)?|cho \d+|\d+ (?:lượt|em)",
            right=r"$|ưu tú|[.,;]|vào",
        ),
    ),
    "BN": (
        sense("ban ngành", left="các|các sở,?|sở,?", right="đoàn thể|đoàn|tỉnh|xã"),
        sense("bệnh nhân", left=r"\d+"),
    ),
    "BP": (sense("bộ phận", right=r"(?:1|một) cửa|Một cửa|TN|tiếp nhận|tiếp dân|kế toán|văn phòng"),),
    "MH": (
        sense(
            "mô hình",
            right=r"[\"“'«]|trồng|nuôi|điểm|sản xuất|SX|kinh tế|KT|liên kết|\d|camera|tự quản|VAC|\"?[A-ZĐ]",
        ),
        sense("mô hình", left=r"các|xây dựng|nhân rộng|ra mắt|\d+|phát động|duy trì|triển khai|tham quan"),
    ),
    "SK": (
        sense("sức khỏe", left="loại|khám|tình trạng|tiêu chuẩn|giấy|phân loại"),
        sense("sức khỏe", right=r"(?:loại )?[1-6](?!\d)|tốt|yếu"),
    ),
    "TB": (sense("tế bào", left=r"\d", right="/"),),
    "CN": (
        sense("chủ nhật", left=r"nghỉ(?: \d)?|\d", right=r"/\s?(?:th|tháng)"),
        sense("chủ nhật", right=r"\d{1,2}[/.]\d{1,2}[/.]20"),
    ),
}
NOTICE_SENSES: dict[str, tuple[Sense, ...]] = {
    "HL": (
        sense("huấn luyện", left="quân sự,?|thao trường,?|DQTV,?"),
        sense("huấn luyện"),
        sense("hạ lưu"),
        sense("hành lang"),
    ),
    "QC": (
        sense("quảng cáo", right="ngoài trời|thương mại|sản phẩm"),
        sense("quy chế"),
        sense("quần chúng"),
        sense("quảng cáo"),
    ),
    "BN": (sense("bệnh nhân"), sense("ban ngành")),
    "BP": (sense("bộ phận"), sense("biện pháp")),
    "KĐ": (sense("khởi điểm"), sense("kiểm điểm"), sense("kiểm định")),
    "MĐ": (sense("mật độ"), sense("mặt đường"), sense("mức độ")),
    "LV": (sense("làm việc"), sense("lĩnh vực")),
    "MH": (sense("mô hình"), sense("môn học")),
}
TOWARDS = "phía|hướng|về|theo hướng"
PLOT = r"loại đất|đất|loại|mục đích|(?-i:MĐSD)"
# Known abbreviations that mean something else in this company; a word in no table is read only in it.
NOTICE_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "TP": (
        sense(
            "tội phạm",
            left="tố giác|phòng chống|phòng, chống|phòng ngừa|tin báo|truy nã|trấn áp|tấn công|các loại",
        ),
    ),
    "GĐ": (
        sense(
            "giai đoạn",
            left=r"dự án[^.;\n]{0,20}|chia(?: làm| thành)?(?: \d)?|thi công|thực hiện|gồm(?: \d)?",
        ),
    ),
    "SN": (sense("sinh năm", right=r":?\s?(?:19\d\d|20[01]\d)"),),
    "VN": (sense("văn nghệ", left="đêm|chương trình|hội diễn|giao lưu|tiết mục|buổi|hội thi|đội"),),
    "PV": (sense("phỏng vấn", right=r"T\d|lúc|ngày|trực tiếp|vào|từ|\d"),),
    "ĐH": (
        sense("đường huyết", left=r"(?-i:HA)[^.;\n]{0,20}|huyết áp[^.;\n]{0,20}|đo", right=r"\d|lúc đói|:"),
    ),
    "NC": (sense("nâng cao", left=r"(?-i:NTM)|nông thôn mới|đạt"),),
    "VNNB": (
        sense("viêm não Nhật Bản", left="tiêm|vắc xin|mũi|phòng|vx|bệnh"),
        sense("viêm não Nhật Bản", right="[,;]|B|mũi"),
    ),
    "DTSD": (sense("diện tích sử dụng", right=r"[:=]?\s?\d"),),
    "DTXD": (sense("diện tích xây dựng", right=r"[:=]?\s?\d"),),
    "HS": (
        sense("hồ sơ", right=r"(?:nộp )?(?:trực tuyến|online)|nộp qua|giấy|TTHC"),
        sense(
            "học sinh",
            left=r"đưa đón|đón|trông|trường[^.;\n]{0,30}|lớp[^.;\n]{0,20}|phụ huynh,?|em|xe",
            right="$|:|,",
        ),
    ),
    "BS": (sense("bản sao", left=r"chứng thực[^.;\n]{0,20}|trích lục[^.;\n]{0,20}|công chứng[^.;\n]{0,20}"),),
    "CD": (
        sense(
            "công dân", left="nam|nữ|cho|các|mỗi|nam và nữ", right="sinh năm|SN|nam|nữ|trong|từ|đủ|tuổi|trên"
        ),
    ),
    "ODT": (sense("ở tại đô thị", left=PLOT), sense("đất ở tại đô thị", right=r"[:=]?\s?\d")),
    "ONT": (sense("ở tại nông thôn", left=PLOT), sense("đất ở tại nông thôn", right=r"[:=]?\s?\d")),
    "CLN": (sense("trồng cây lâu năm", left=PLOT), sense("đất trồng cây lâu năm", right=r"[:=]?\s?\d")),
    "TBĐ": (sense("tờ bản đồ", left=r"thửa[^.;\n]{0,40}", right=r"số|\d"), sense("tờ bản đồ", right="số")),
    "KHTN": (
        sense("khoa học tự nhiên", left="môn|tổ|lớp|bài|thi|ban|trường|đề|GV|giáo viên|vật lý,?|Toán,?"),
    ),
    "ĐĐN": (sense("đông đông nam", left=TOWARDS),),
    "ĐĐB": (sense("đông đông bắc", left=TOWARDS),),
    "TTN": (sense("tây tây nam", left=TOWARDS),),
    "TTB": (sense("tây tây bắc", left=TOWARDS),),
    "BTB": (sense("bắc tây bắc", left=TOWARDS),),
    "BĐB": (sense("bắc đông bắc", left=TOWARDS),),
    "NTN": (sense("nam tây nam", left=TOWARDS),),
    "NĐN": (sense("nam đông nam", left=TOWARDS),),
}
