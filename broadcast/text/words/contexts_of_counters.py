"""Abbreviations that mean something else at counters, in discipline, weather and classes; tried before all others."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"(?-i:[{UPPER}])[{LOWER}]"
COUNT = r"[\d.]+"
PLOT = r"loại đất|đất|mục đích|sang|từ"
DISCIPLINE = r"(?:kỷ luật|thi hành|hình thức|xử lý)[^.\n]{0,60}"
OTHER_SUBJECT = r"(?:Toán|Văn|Ngữ văn|Lý|Hóa|Sinh|Sử|Địa|(?-i:NV|TV|GDCD|KHTN))"
COUNTER_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "HS": (
        sense(
            "hồ sơ",
            left=r"(?:tiếp nhận|giải quyết|đã trả|trả|thụ lý|xử lý|thẩm định|quá hạn|trễ hạn|trễ|tồn đọng|tồn)"
            rf"(?: [^\W\d_]+){{0,4}} {COUNT}",
        ),
        sense(
            "hồ sơ",
            left=rf"{COUNT}",
            right=r"(?:đúng hạn|trước hạn|quá hạn|trễ hạn|tồn|đất đai|hộ tịch|TTHC|DVC)",
        ),
    ),
    "NV": (sense("nhân viên", left=r"(?-i:GV|CBQL|CB|CC|VC|BS|ĐD),?|giáo viên,?|giáo viên và|(?-i:GV) và"),),
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
    "TC": (sense("tổng cộng", right=r":? ?\d{1,3}(?:\.\d{3})+ ?(?:đ|đồng|VNĐ)"),),
    "KL": (
        sense(
            "khối lượng",
            right=r"(?:(?:công việc|thực hiện|thi công|hoàn thành|đào|đắp|nạo vét|đã|mới|ước)[^.;\n\d]{0,20})?"
            r"(?:đạt )?\d[\d,]*\s?(?:%|m3|m³|tấn)",
        ),
        sense("khối lượng", right="hoàn thành|nghiệm thu|đào đắp|thi công|nạo vét|phát sinh|còn lại"),
    ),
    "HB": (sense("học bạ", left=r"xét(?: tuyển)?(?: bằng)?(?: điểm)?|điểm|phô tô|bản sao|rút|nộp"),),
    "XM": (sense("xuân muộn", left="trà|vụ|lúa"),),
    "DS": (
        sense("dân số", right=r":? ?\d{1,3}\.\d{3}(?![.\d])"),
        sense(
            "dược sĩ",
            left=rf"{COUNT} (?:BS|YS|ĐD|NHS|bác sĩ|y sĩ|điều dưỡng)[^.;\n]{{0,30}}{COUNT}"
            r"|(?:quầy thuốc|nhà thuốc|tuyển|cần)(?: [^\W\d_]+){0,2}(?: \d+)?",
        ),
    ),
    "TA": (
        sense("Tiếng Anh", left=rf"{OTHER_SUBJECT}[^.\n]{{0,25}}|thi|học", right=r":? ?\d|[,;:.]|và|$"),
        sense("Tiếng Anh", left="môn|giáo viên|GV|dạy"),
    ),
    "ĐC": (
        sense("địa chính", left="công chức|cán bộ|CB|CC|CBCC|bản đồ|tờ"),
        sense("đồng chí", left="liên hệ|LH|gặp|gọi|do|giao|cho", right=CAPITAL),
    ),
    "TP": (
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
    "KC": (
        sense("khởi công", right=r":? ?(?:ngày |tháng |quý )?\d{1,2}/\d"),
        sense("khởi công", left="lễ|ngày|dự", right="(?-i:[A-ZĐ])|xây|công trình|dự án|nhà|cầu|đường|tuyến"),
        sense("khởi công", left=r"(?:sẽ|đã|được|chuẩn bị)"),
    ),
    "CT": (
        sense("xê tê", left=r"chụp|X-quang,?|phim|máy|siêu âm,?"),
        sense("cao tốc", left="dự án|tuyến|đường|nút giao|trên|lên", right=r"Bắc|Mai Sơn|(?-i:QL)|phía Đông"),
    ),
    "BN": (sense("bệnh nhân", right=r"(?:số )?\d{1,6}(?!\w)"),),
    "PT": (
        sense(
            "phát triển",
            right="kinh tế|KT|nông nghiệp|NN|du lịch|DL|bền vững|nông thôn|SX|sản xuất|chăn nuôi|rừng|thủy sản"
            "|làng nghề|đô thị",
        ),
        sense("phổ thông", left="trường|giáo dục|giá cước|bậc"),
        sense("bán thời gian", left="làm|NV|nhân viên|part-time", right="[/,;]|$"),
    ),
    "TN": (
        sense(
            "tốt nghiệp",
            left=r"tuyển[^.;\n]{0,50}",
            right=r"(?-i:ĐH|CĐ|THPT|THCS|TC)|đại học|cao đẳng|trung cấp|lớp",
        ),
        sense("tốt nghiệp", right=r"(?-i:ĐH|CĐ|THPT|THCS|TC)(?!\w)|đại học|cao đẳng|trung cấp"),
        sense("tây nam", left=r"gió|hướng|gió mùa|gió nhẹ|phía|gió [^\W\d_]+"),
        sense("tây nam", right=r"(?:cấp \d|đổi hướng|mạnh cấp)"),
    ),
    "TB": (
        sense("thiết bị", left=r"(?-i:XD|XL) ?[+&]|xây lắp,?|xây dựng và|mua sắm|vật tư,?"),
        sense("trung bình", right=r":? ?\d[\d.,]*\s?(?:kg|g|cm|m|mm|°|độ|điểm|trđ|tạ|triệu)"),
        sense(
            "tây bắc",
            left=r"gió|hướng|phía|di chuyển(?: theo)?(?: hướng)?",
            right=r"cấp|,|với|mỗi|\d|$|đến|rồi|[;.]",
        ),
    ),
    "BTB": (
        sense("Bắc Trung Bộ", left="khu vực|vùng|các tỉnh|tại|ở", right=r"[,;.]|và|trời|có|mưa|$|-|nắng|rét"),
        sense("Bắc Trung Bộ", right=r"(?:trời|có mưa|có nơi|rét|nắng|mưa|trở)"),
    ),
    "STK": (
        sense(
            "sổ tiết kiệm", left=r"(?:tặng|trao|trao tặng)[^.;\n]{0,20}|mang|mở|rút|\d+", right=r"[^:\d]|$"
        ),
    ),
    "VX": (
        sense("vắc xin", left=r"tiêm|liều|mũi|loại|các loại|đợt|phòng|bằng"),
        sense(
            "vắc xin",
            right="dại|cúm|phòng|sởi|viêm|lao|HPV|6|5|cho|bại liệt|uốn ván|tả|LMLM|DTLCP|tụ huyết trùng"
            "|covid|Covid|COVID",
        ),
    ),
    "HV": (sense("hội viên", left=r"(?:CLB|câu lạc bộ|chi hội|hội)[^.;\n]{0,40}\d+"),),
    "DV": (sense("diễn viên", left=r"(?:văn nghệ|nghệ thuật|đoàn chèo|ca múa)[^.;\n]{0,20}\d+"),),
    "SD": (
        sense("sử dụng", left="chủ|người|mục đích|hộ|quyền|được|đang|thời hạn|cùng|hướng dẫn|đưa vào"),
        sense("sử dụng", right="đất|điện|nước|vốn|đúng|trái|chung|riêng"),
    ),
    "CK": (
        sense(
            "chung kết",
            left=r"(?:trận|bán kết|tứ kết|(?-i:BK))[^\n]{0,90}",
            right=r"(?:ngày|lúc|vào|:|\d|diễn|sẽ|tranh)",
        ),
    ),
    "BK": (
        sense("bán kết", left=r"(?:tứ kết|(?-i:TK))[^.\n]{0,60}|vòng|trận|lọt vào|vào|lượt"),
        sense("bán kết", right=r"(?:,|và|;|-) ?(?:(?-i:CK)|chung kết)|\d ?[:(]"),
    ),
    "BB": (
        sense("bệnh binh", left=r"(?:(?-i:NCC|TB|LS)|thương binh|liệt sĩ)(?:,|;| và)?|gia đình"),
        sense("bệnh binh", right=r"(?:,|và|hạng) ?(?:(?-i:TB)|thương binh|\d/\d|hạng)"),
    ),
    "KH": (
        sense(
            "khách hàng",
            left=rf"(?:khách hàng|ảnh hưởng|mất điện|cấp điện|cấp nước|phục vụ)[^.\n]{{0,60}} {COUNT}",
        ),
        sense("Khuyến học", left="hội|quỹ|chi hội|ban", right=r"[,;.]|và|xã|thôn|$|KT|dòng họ"),
    ),
    "HP": (sense("hát pê", left=r"vi khuẩn|nhiễm|khuẩn|test|xét nghiệm|vi trùng"),),
    "LT": (
        sense("liên tục", left=r"\d+ (?:năm|tháng|ngày|kỳ|lần)"),
        sense("lý thuyết", left=r"\d+ ?(?:h|giờ|tiết|buổi)|thi|học|sát hạch|phần"),
    ),
    "TH": (
        sense(
            "thực hiện",
            right=r"(?-i:NQ|KH|CT|QĐ|NĐ|NTM|CTr)(?!\w)|dự án|đề án|nhiệm vụ|chỉ tiêu|tốt|nghiêm|xong|chính sách|quy",
        ),
        sense("thực hành", left=r"(?:(?-i:LT)|lý thuyết)[^.\n]{0,30}"),
    ),
    "LNK": (sense("trồng cây lâu năm khác", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "RSX": (sense("rừng sản xuất", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "NNP": (sense("nông nghiệp", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "RDD": (sense("rừng đặc dụng", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "LNC": (sense("trồng cây lâu năm", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "LNP": (sense("lâm nghiệp", left=rf"(?:{PLOT})(?: [A-Z]{{3}}\s?[,+;])*"),),
    "ĐP": (
        sense("đảng phí", left="nộp|đóng|thu|thu nộp|trích"),
        sense("địa phương", left="các|chính quyền|của"),
    ),
    "LL": (sense("liên lạc", left="mất|giữ|ban|thông tin"),),
    "CP": (sense("cổ phần", right="hóa|hoá"),),
    "ĐT": (sense("đầu tư", left="(?-i:DA|BQLDA|QLDA)|dự án"),),
    "TS": (
        sense("tuyển sinh", right=r"(?:vào )?(?:khối|lớp|đầu cấp|ĐH|CĐ|năm học|trực tuyến)"),
        sense("thủy sản", left="nuôi|nuôi trồng|chế biến|khai thác|ngư dân|đánh bắt|con giống"),
    ),
    "PC": (
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
    "DT": (
        sense(
            "dự toán",
            right=r"(?-i:NSNN|NS)|ngân sách|thu|chi|được giao|đầu năm|giao",
            left=r"%|giao|vượt|đạt|bằng|điều chỉnh|lập|phê duyệt",
        ),
        sense("dự toán", right=r"(?-i:NSNN)|ngân sách|thu NS|chi NS"),
    ),
    "TM": (
        sense(
            "tiền mặt",
            left=r"(?-i:NH|CK) hoặc|chuyển khoản hoặc|bằng|trả|thu|nộp",
            right=r"tại|[,;.]|hoặc|$|khi|và",
        ),
        sense("tiểu mục", left=r"chương:? ?\d+,?|mã chương[^.;\n]{0,10}", right=r":? ?\d"),
    ),
    "XT": (sense("xét tuyển", left="tổng|điểm|khối|tổ hợp|hồ sơ|phương thức"),),
    "ĐKT": (sense("địa kỹ thuật", left="vải|lưới"),),
    "BD": (
        sense("bồi dưỡng", left="lớp|tập huấn,?|đào tạo,?|ĐT,?|tiền|chi|chế độ"),
        sense("bồi dưỡng", right="QP|kiến thức|chính trị|nghiệp vụ|kết nạp|đảng|học sinh|HSG"),
    ),
    "TG": (sense("thế giới", left=r"(?-i:BVMT|MT|YT)|môi trường|y tế|vô địch|cúp"),),
    "XL": (sense("ích lờ", left=r"(?:size|cỡ|sai)(?:[^.;\n]{0,20}[ ,-])?"),),
}
