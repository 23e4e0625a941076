"""Abbreviations that mean something else on sites, in fields, schools and weather; tried before all others."""

from broadcast.text.words.sense import Sense, sense

COUNT = r"[\d.]+"
PLOT = r"loại đất|đất|mục đích|sang|từ"
OTHER_SUBJECT = r"(?:Toán|Văn|Ngữ văn|Lý|Hóa|Sinh|Sử|Địa|(?-i:NV|TV|GDCD|KHTN))"
FIELD_CONTEXTS: dict[str, tuple[Sense, ...]] = {
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
    "TA": (
        sense("Tiếng Anh", left=rf"{OTHER_SUBJECT}[^.\n]{{0,25}}|thi|học", right=r":? ?\d|[,;:.]|và|$"),
        sense("Tiếng Anh", left="môn|giáo viên|GV|dạy"),
    ),
    "KC": (
        sense("khởi công", right=r":? ?(?:ngày |tháng |quý )?\d{1,2}/\d"),
        sense("khởi công", left="lễ|ngày|dự", right="(?-i:[A-ZĐ])|xây|công trình|dự án|nhà|cầu|đường|tuyến"),
        sense("khởi công", left=r"(?:sẽ|đã|được|chuẩn bị)"),
    ),
    "CT": (
        sense(
            "công trình",
            left=r"(?:giám sát|khởi công|nghiệm thu|đầu tư|xây dựng|bàn giao|hoàn thành|sửa chữa) \d+",
        ),
        sense("xê tê", left=r"chụp|X-quang,?|phim|máy|siêu âm,?"),
        sense("cao tốc", left="dự án|tuyến|đường|nút giao|trên|lên", right=r"Bắc|Mai Sơn|(?-i:QL)|phía Đông"),
    ),
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
        sense("trung bình", right=r":? ?\d+,\d"),
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
    "VX": (
        sense("vắc xin", left=r"tiêm|liều|mũi|loại|các loại|đợt|phòng|bằng"),
        sense(
            "vắc xin",
            right="dại|cúm|phòng|sởi|viêm|lao|HPV|6|5|cho|bại liệt|uốn ván|tả|LMLM|DTLCP|tụ huyết trùng"
            "|covid|Covid|COVID",
        ),
    ),
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
    "KH": (
        sense(
            "khách hàng",
            left=rf"(?:khách hàng|ảnh hưởng|mất điện|cấp điện|cấp nước|phục vụ)[^.\n]{{0,60}} {COUNT}",
        ),
        sense("Khuyến học", left="hội|quỹ|chi hội|ban", right=r"[,;.]|và|xã|thôn|$|KT|dòng họ"),
    ),
    "HP": (
        sense("Hiến pháp", right=r"(?:năm )?(?:1946|1959|1980|1992|2013)"),
        sense("hát pê", left=r"vi khuẩn|nhiễm|khuẩn|test|xét nghiệm|vi trùng"),
    ),
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
    "CP": (sense("cổ phần", right="hóa|hoá"),),
    "ĐT": (sense("đầu tư", left="(?-i:DA|BQLDA|QLDA)|dự án"),),
    "TS": (
        sense(
            "tuyển sinh", left="thi|kỳ thi|lịch|đề án|công tác", right=r"(?:vào )?(?:lớp )?(?:10|6)(?!\d)|vào"
        ),
        sense(
            "thí sinh",
            left=r"(?:phòng|thi|điểm thi|vắng|có|gồm)[^.;\n]{0,30}\d+",
            right=r"[,;.]|$|dự|vắng|đạt|đỗ|nữ",
        ),
        sense(
            "thí sinh", right="mang|dự thi|vắng|có mặt|đến|phải|nộp|đạt|đỗ|trúng tuyển|không được|xem|lưu ý"
        ),
        sense("tuyển sinh", right=r"(?:vào )?(?:khối|lớp|đầu cấp|ĐH|CĐ|năm học|trực tuyến)"),
        sense("thủy sản", left="nuôi|nuôi trồng|chế biến|khai thác|ngư dân|đánh bắt|con giống"),
    ),
    "DT": (
        sense("dự thảo", right=r"(?-i:NQ|QĐ|BC)(?!\w)|nghị quyết|luật|báo cáo|văn kiện|nghị định"),
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
    "XL": (sense("ích lờ", left=r"(?:size|cỡ|sai)(?:[^.;\n]{0,20}[ ,-])?"),),
}
