"""Abbreviations that mean something else at counters, in discipline, weather and classes; tried before all others."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"(?-i:[{UPPER}])[{LOWER}]"
COUNT = r"[\d.]+"
DISCIPLINE = r"(?:kỷ luật|thi hành|hình thức|xử lý)[^.\n]{0,60}"
COUNTER_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "HS": (
        sense("học sinh", right=r":? ?[\d.]+ (?:em|HS|học sinh|nữ|cháu)"),
        sense(
            "hồ sơ",
            left=r"(?:tiếp nhận|giải quyết|đã trả|trả|thụ lý|xử lý|thẩm định|quá hạn|trễ hạn|trễ|tồn đọng|tồn)"
            rf"(?: (?!(?:cho|kỷ|học|thưởng|em)(?!\w))[^\W\d_]+){{0,3}} {COUNT}",
        ),
        sense(
            "hồ sơ",
            left=rf"{COUNT}",
            right=r"(?:đúng hạn|trước hạn|quá hạn|trễ hạn|tồn|đất đai|hộ tịch|TTHC|DVC)",
        ),
    ),
    "NV": (
        sense("nhân viên", left=r"(?-i:GV|CBQL|YS|BS|ĐD)[^.\n]{0,20}"),
        sense("nhân viên", left=r"(?-i:GV|CBQL|CB|CC|VC|BS|ĐD),?|giáo viên,?|giáo viên và|(?-i:GV) và"),
    ),
    "CC": (
        sense("căn cước", left="luật", right="2023|số 26"),
        sense("chiều cao", left=r"cân nặng[^.\n]{0,40}", right=r"(?:TB )?\d"),
        sense("chữa cháy", left=r"\d+ xe|xe|vòi"),
        sense(
            "căn cước",
            left=rf"hồ sơ|cấp đổi|cấp lại|thẻ|làm|thu nhận|cấp|đổi|xuất trình|{COUNT} thẻ",
            right=r"cho|gắn|mới|công dân|trước|tại|điện tử|$|[,;.(]|đúng|lưu động",
        ),
        sense("cảnh cáo", left=rf"{DISCIPLINE}{COUNT}"),
    ),
    "KT": (
        sense(
            "kiểm tra",
            left=r"cuộc|lượt|đoàn(?: liên ngành)?|bị|được",
            right=r"[,;.]|$|và|(?-i:GS)|giám sát|liên ngành|đột xuất",
        ),
        sense(
            "kiểm tra",
            right=r"(?:cuối|giữa|đầu) kỳ|học kỳ|(?-i:HK)|15 ?(?:'|phút|p)|1 tiết|45|định kỳ|miệng|bài cũ",
        ),
        sense("khiển trách", left=rf"{DISCIPLINE}{COUNT}"),
        sense("kinh tuyến", left=r"phía (?:Đông|Tây)|(?:Đông|Tây)", right=r"\d{2,3}[.,]?\d*"),
    ),
    "KTr": (sense("khiển trách", left=rf"{DISCIPLINE}{COUNT}"),),
    "VT": (sense("vĩ tuyến", left=r"phía (?:Bắc|Nam)|(?:Bắc|Nam)", right=r"\d{1,2}(?:[.,]\d)?"),),
    "ĐV": (
        sense("đảng viên", left=r"chi bộ[^.;\n]{0,30}\d+|đảng bộ[^.;\n]{0,30}\d+"),
        sense("đảng viên", left=r"(?:kỷ luật|khai trừ|khiển trách|cảnh cáo|xóa tên)[^.;\n]{0,20}"),
    ),
    "TĐ": (sense("tuổi Đảng", left=r"\d+ năm"),),
    "TT": (
        sense("thị trấn", right=r"\+ ?\d+ xã"),
        sense("thị trấn", left="gồm|sáp nhập", right=r"\+|và (?:các )?\d* ?xã"),
        sense(
            "thể thao",
            left=r"sân|nhà thi đấu|khu|khu VH|sân chơi|dụng cụ|(?-i:VH)",
            right=r"[,;.]|và|$|đa năng|thôn|cơ bản|phổ thông|xã",
        ),
        sense("trưởng", left=r"(?:(?-i:BT)|bí thư|bí thư chi bộ)(?:,| và)?|kiêm", right="thôn"),
        sense(
            "trưởng thôn", left=r"(?:(?-i:BT)|bí thư|bí thư chi bộ)(?:,| và)?", right="các thôn|tham|cùng|,"
        ),
        sense(
            "tập thể",
            left=COUNT,
            right=r"(?:(?:,|và|;) ?\d+ (?:CN|cá nhân)|(?:được|nhận)[^.;\n]{0,20}(?:khen|GK))",
        ),
        sense("thị trấn", left=r"(?:(?-i:TX|TP)|thị xã|thành phố|huyện)[^.\n]{0,50}[;,]", right=CAPITAL),
        sense("thị trấn", right=rf"(?:{CAPITAL}[^\W\d_]* ?){{2,3}}[,-] ?(?:(?-i:H|huyện|T|tỉnh)[. ])"),
    ),
    "CN": (
        sense("cận nghèo", left=r"nghèo(?:,| và|;)?", right=r":? ?\d|[,;.)]|$|được|và"),
        sense("công nghiệp", left="lớp may|may|nghề may|học may", right=r"\d|[,;.]|$|cho|khóa"),
        sense(
            "chi nhánh",
            left=r"(?-i:VCB|BIDV|MB|ACB|SHB|VIB|NHCSXH|NHNN|NH|NHTM|[A-Z][A-Za-z]*[Bb]ank)(?: \w+)?"
            r"|ngân hàng[^.;,\n]{0,20}",
            right=CAPITAL,
        ),
        sense(
            "cận nghèo",
            left=r"(?-i:HN)(?:,| và|;|-)?|hộ nghèo,?|hộ nghèo và|hộ(?: (?-i:GĐ))?",
            right=r"[,;.)]|$|và|được|theo|mới|năm|hưởng",
        ),
        sense(
            "cử nhân",
            right=r"(?:Nguyễn|Trần|Lê|Phạm|Mai|Hoàng|Vũ|Võ|Đỗ|Bùi|Đặng|Phan|Trịnh|Ngô|Dương|Hồ|Đinh|Lương|Cao) ",
        ),
        sense("cá nhân", left=rf"{COUNT} (?:TT|tập thể)(?:,|;| và)? ?\d+"),
        sense("cá nhân", left=r"(?:khen thưởng|biểu dương|tuyên dương)[^.;\n\d]{0,20}\d+"),
    ),
    "TC": (
        sense("tố cáo", left=r"(?-i:KN)(?:,| và|;)? ?\d*|khiếu nại(?:,| và)? ?\d*|đơn"),
        sense("tổng cộng", right=r":? ?\d{1,3}(?:\.\d{3})+ ?(?:đ|đồng|VNĐ)"),
    ),
    "DS": (
        sense("dân số", right=r":? ?\d{1,3}\.\d{3}(?![.\d])"),
        sense(
            "dược sĩ",
            left=rf"{COUNT} (?:BS|YS|ĐD|NHS|bác sĩ|y sĩ|điều dưỡng)[^.;\n]{{0,30}}{COUNT}"
            r"|(?:quầy thuốc|nhà thuốc|tuyển|cần)(?: [^\W\d_]+){0,2}(?: \d+)?",
        ),
    ),
    "ĐC": (
        sense("địa chính", left="công chức|cán bộ|CB|CC|CBCC|bản đồ|tờ"),
        sense("đồng chí", left="liên hệ|LH|gặp|gọi|do|giao|cho", right=CAPITAL),
    ),
    "TP": (
        sense("trưởng phòng", left=r"[^\W\d_]+", right=r"(?-i:KHNV|KHTH|KHTC|TCHC|KTTC|VHXH|VH-XH)"),
        sense(
            "trưởng phòng",
            left=rf"(?:đ/c|đồng chí|ông|bà|anh|chị) (?:{CAPITAL}[^\W\d_]* ?){{1,4}}[-–(,]?",
            right=r"(?-i:VH|KT|TC|GD|LĐ|NV|TN|NN|HC)",
        ),
    ),
    "ĐH": (
        sense("điều hòa", right=r"\d[\d.]*\s?(?:BTU|HP)|inverter|[12] chiều|âm trần"),
        sense("điều hòa", left=r"tủ lạnh,?|máy giặt,?|lắp|vệ sinh|quạt,?"),
        sense(
            "đại hội", left=r"chi (?:hội|đoàn|bộ)[^.;\n]{0,40}|xong|tiến hành|mừng|chào mừng|trước|sau|tiền"
        ),
        sense("đại hội", right="chi|điểm|nhiệm kỳ|thành công|Đảng|Đoàn|Hội|đại biểu|MTTQ|Công đoàn|toàn thể"),
    ),
    "BN": (sense("bệnh nhân", right=r"(?:số )?\d{1,6}(?!\w)"),),
    "STK": (
        sense(
            "sổ tiết kiệm", left=r"(?:tặng|trao|trao tặng)[^.;\n]{0,20}|mang|mở|rút|\d+", right=r"[^:\d]|$"
        ),
    ),
    "HV": (sense("hội viên", left=r"(?:CLB|câu lạc bộ|chi hội|hội)[^.;\n]{0,40}\d+"),),
    "BB": (
        sense("bắt buộc", left="BHXH|BHYT|bảo hiểm xã hội|bảo hiểm"),
        sense("bệnh binh", left=r"(?:(?-i:NCC|TB|LS)|thương binh|liệt sĩ)(?:,|;| và)?|gia đình"),
        sense("bệnh binh", right=r"(?:,|và|hạng) ?(?:(?-i:TB)|thương binh|\d/\d|hạng)"),
    ),
    "ĐP": (
        sense("đảng phí", left="nộp|đóng|thu|thu nộp|trích"),
        sense("địa phương", left="các|chính quyền|của"),
    ),
    "LL": (sense("liên lạc", left="mất|giữ|ban|thông tin"),),
    "PC": (
        sense("phụ cấp", right=r":? ?\d[\d.,]*\s?(?:tr|k|đ|triệu|đồng|nghìn|%)"),
        sense(
            "phụ cấp",
            right="trách nhiệm|chức vụ|khu vực|thâm niên|độc hại|ưu đãi|đặc biệt|hằng tháng|hàng tháng|kiêm",
        ),
        sense("phụ cấp", left="hưởng|lương,?|lương và|mức|truy lĩnh|chế độ"),
        sense(
            "phòng chống",
            right=r"(?:ma túy|lụt|bão|thiên tai|dịch|cháy|tội phạm|tham nhũng|rét|hạn|tác hại|bạo lực|mại dâm|lãng phí"
            r"|(?-i:HIV|COVID|TN|TP|TT))(?!\w)",
        ),
    ),
    "TG": (sense("thế giới", left=r"(?-i:BVMT|MT|YT)|môi trường|y tế|vô địch|cúp"),),
    "GS": (sense("giám sát", left=r"cuộc|lượt|đoàn|(?-i:KT),?|(?-i:KT) và|kiểm tra,?|kiểm tra và"),),
    "HN": (sense("hộ nghèo", left=r"(?-i:NCC|BTXH|NKT),?|đối tượng", right=r"[,;.)]|$|và"),),
    "GT": (sense("giới tính", right=r":? ?(?:[Nn]am|[Nn]ữ)(?!\w)"),),
}
