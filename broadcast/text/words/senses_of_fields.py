"""Ambiguous tokens of farming, animals, health, money, places and games."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

COMPASS = "phía|hướng|gió|gió mùa"
CAPITAL = rf"[{UPPER}][{LOWER}]"
BEASTS = "trâu|bò|lợn|heo|gia súc|gia cầm|đàn|LMLM|vịt|gà"
JABS = "tiêm|tiêm phòng|phòng|bệnh|vắc xin|vắc-xin|vacxin|vaccine|LMLM,?|dịch"
FIELD_SENSES: dict[str, tuple[Sense, ...]] = {
    "TQ": (
        sense("Tổ quốc", left="bảo vệ|mặt trận|XD và BV|BV|tiếng gọi|ANBV|MT"),
        sense(
            "Trung Quốc",
            left="từ|sang|hàng|nhập|của|biên giới|thương lái|khách|tiếng|nước|xuất khẩu sang"
            "|sang thị trường|thị trường|bên",
        ),
        sense("thủ quỹ", left="kế toán,?|KT,?|làm|kiêm"),
        sense("Trung Quốc"),
        sense("thủ quỹ"),
        sense("Tổ quốc"),
    ),
    "HQ": (
        sense("hải quan", left="chi cục|cục|tờ khai|thủ tục|cán bộ"),
        sense("Hàn Quốc", left="từ|sang|hàng|nhập|của|thị trường|tiếng|nước|đi|XKLĐ"),
        sense("Hàn Quốc"),
        sense("hải quan"),
    ),
    "PL": (
        sense(
            "pháp luật",
            left="phổ biến|giáo dục|quy định của|VP|vi phạm|tuyên truyền|kiến thức|văn bản|tư vấn"
            "|GD|hiểu biết|tiếp cận|ngày",
        ),
        sense("phụ lục", right=r"\d|[IVX]+(?!\w)|kèm|đính"),
        sense("phụ lục", left="kèm|xem|biểu,?|theo|các"),
        sense("phân loại", right="rác|gia đình|đảng viên|hộ|chất thải|học"),
        sense("pháp luật"),
        sense("phụ lục"),
        sense("phân loại"),
    ),
    "THT": (
        sense("tụ huyết trùng", left=rf"{JABS}|DTL,?|DT,?|LMLM và|phó thương hàn,?"),
        sense("tụ huyết trùng", right=rf"{BEASTS}|,? ?DTL|,? ?DT|,? ?PTH"),
        sense("tổ hợp tác"),
        sense("tụ huyết trùng"),
    ),
    "DTL": (
        sense("dịch tả lợn", left=rf"{JABS}|THT,?|LMLM,?"),
        sense("dịch tả lợn", right="châu Phi|cổ điển|,? ?THT|,? ?LMLM"),
        sense("thủy lợi", left="đất|loại đất"),
        sense("dịch tả lợn"),
        sense("thủy lợi"),
    ),
    "PTH": (
        sense("phó thương hàn", left=rf"{JABS}|THT,?|DTL,?"),
        sense("phát thanh, truyền hình", left="đài|báo"),
        sense("phó thương hàn"),
        sense("phát thanh, truyền hình"),
    ),
    "KP": (
        sense("khu phố", left="các|trưởng|phó|ban quản lý|BQL|ban điều hành|BĐH|thôn,?|ấp,?|tổ dân phố,?"),
        sense(
            "kinh phí",
            left="nguồn|tổng|dự toán|hỗ trợ|cấp|xin|chi|thu|quyết toán|giao|không|phân bổ|vốn|đóng",
        ),
        sense(
            "khu phố", right=r"\.? ?\d{1,2}(?![\d.,]| ?(?:tỷ|tr|đồng|nghìn|k(?!\w)))|[IVX]+(?!\w)|" + CAPITAL
        ),
        sense("kinh phí", right=":|thực hiện|hoạt động|từ|cho|do|hỗ trợ|tổ chức|\\d"),
        sense("kinh phí"),
        sense("khu phố"),
    ),
    "DT": (
        sense("dự toán", left=r"[\d,.]*\d ?%|phần trăm|so(?: với)?|vượt|bằng|điều chỉnh|giao|lập"),
        sense("dịch tả", right="lợn|heo|vịt|trâu|bò"),
        sense("dịch tả", left="THT,?|tụ huyết trùng,?|tiêm phòng|vắc xin|bệnh"),
        sense("diện tích", right=r":|đất|gieo|lúa|cấy|trồng|nuôi|\d|tự nhiên"),
        sense("diện tích", left="tổng|có|với"),
        sense("dân tộc", left="đồng bào|ban|công tác|người"),
        sense("di tích", left="khu|các", right="lịch sử|cấp"),
        sense("diện tích"),
        sense("dân tộc"),
        sense("di tích"),
    ),
    "NS": (
        sense("ngân sách", left="dự phòng|cân đối|quyết toán|nộp|bổ sung|hỗ trợ từ|thu,? chi"),
        sense("ngân sách", left="thu|chi|từ|nguồn|thu,? chi|tiền|vốn|bội chi|dự toán"),
        sense("năng suất", left="lúa|cho|đạt|ước"),
        sense("ngân sách", right="xã|huyện|tỉnh|trung ương|TW|địa phương|nhà nước|cấp"),
        sense(
            "năng suất",
            right=r":? ?\d[\d.,\-]* ?(?:tạ|tấn|kg|giạ)|lúa|BQ|bình quân|ước|đạt|:|cây|vụ|lao động|LĐ",
        ),
        sense("nước sạch", left="nhà máy|công trình|dùng"),
        sense("nghệ sĩ", right=CAPITAL),
        sense("ngân sách"),
        sense("năng suất"),
    ),
    "ĐB": (
        sense("đặc biệt", left="giải|cơ cấu|vé trúng"),
        sense("đặc biệt", right=r":? ?\d{5,6}(?!\d)"),
        sense("đông bắc", left=COMPASS),
        sense("Đảng bộ", left="BCH|ban chấp hành|toàn|đại hội|văn kiện"),
        sense("đồng bằng", right="sông|Bắc|Nam"),
        sense("đại biểu", left="các|quý|số|triệu tập|danh sách|đoàn"),
        sense("đại biểu", right=r"QH|HĐND|Quốc hội|dự|tham|là|chính thức"),
        sense("đại biểu"),
        sense("đông bắc"),
        sense("đặc biệt"),
        sense("Đảng bộ"),
    ),
    "LT": (
        sense("ly tâm", left="cột|cống|ống|BT|bê tông|trụ|cột BT"),
        sense(
            "lương thực",
            left="sản lượng|cây|SL|tổng|kho|công ty",
            right="có hạt|thực phẩm|bình quân|BQ|,? ?thực",
        ),
        sense("lý thuyết", left="thi|học|phần", right=""),
        sense("lương thực"),
        sense("lý thuyết"),
        sense("ly tâm"),
        sense("liên tịch"),
    ),
    "SS": (
        sense("so sánh", left="giá|tiêu chí"),
        sense("so sánh", right="2010|với|cùng"),
        sense("sơ sinh", left="trẻ|sàng lọc|tầm soát|khoa|viêm gan B"),
        sense("so sánh"),
        sense("sơ sinh"),
    ),
    "CH": (
        sense("xê hát", right="Play|play"),
        sense("cửa hàng", left="các|tại|chuỗi"),
        sense("chỉ huy", left="ban|bộ"),
        sense("cửa hàng"),
        sense("câu hỏi"),
    ),
    "KM": (
        sense("kiểu mẫu", left="NTM|nông thôn mới|vườn|khu dân cư|KDC|xã|thôn"),
        sense("khuyến mại", left="chương trình|CT|giá|đợt"),
        sense("ki lô mét", right=r"\d|số"),
        sense("kiểu mẫu"),
        sense("ki lô mét"),
        sense("khuyến mại"),
    ),
    "AL": (
        sense("âm lịch", left=r"\d+|tháng [^\W\d_]+|ngày|lịch|tức"),
        sense("a lờ"),
        sense("âm lịch"),
    ),
    "CQĐT": (
        sense(
            "chính quyền điện tử",
            left="xây dựng|phát triển|hướng tới|mô hình|về|kiến trúc|ứng dụng|CNTT,?",
        ),
        sense("chính quyền điện tử", right="cấp xã|,? ?chính quyền số|,? ?CQS|tỉnh"),
        sense("cơ quan điều tra", right="khởi tố|ra|tạm|bắt|triệu|kết luận|công an|CA|xác|mở|đề nghị|VKS"),
        sense("cơ quan điều tra", left="lãnh đạo|đến|theo|tại|giao nộp cho|đầu thú tại"),
        sense("cơ quan điều tra"),
        sense("chính quyền điện tử"),
    ),
    "NT": (
        sense(
            "nghĩa trang", left="an táng|mai táng|viếng|dâng hương|an táng tại|về|quy tập|hương tại|táng tại"
        ),
        sense("nghĩa trang", right="LS|liệt sĩ|nhân dân|làng|thôn|xã|Gò"),
        sense("nông thôn", left="phát triển|khu vực|đường|giao thông|nước sạch|VSMT|lao động"),
        sense("nhà thầu", left="các|đại diện|đơn vị"),
        sense("nghĩa trang"),
        sense("nhà thầu"),
        sense("nông thôn"),
        sense("nhà trẻ"),
    ),
    "VĐ": (
        sense("vận động", left="sân|cuộc|nhà|phong trào|tuyên truyền,?|quyên góp,?|công tác"),
        sense("vấn đề", left="các|một số|về", right=""),
        sense("vận động"),
        sense("vấn đề"),
    ),
    "NL": (
        sense("người lớn", left="vé|giá vé|giá|vé cho"),
        sense("người lớn", right=r":? ?\d|,? ?TE"),
        sense("năng lượng", left="tiết kiệm|sở công thương|nguồn|điện"),
        sense("năng lực", left="hồ sơ|đánh giá|nâng cao|kiểm tra"),
        sense("nông lâm", left="ĐH|đại học|trường"),
        sense("năng lượng"),
        sense("năng lực"),
        sense("người lớn"),
        sense("nguyên liệu"),
    ),
    "KC": (
        sense("kháng chiến", left="huân chương|HC|huy chương|ngành|người|hoạt động|chống Mỹ|kỷ niệm chương"),
        sense("khoảng cách", right=r":|\d|từ|tối thiểu"),
        sense("kháng chiến"),
        sense("khoảng cách"),
    ),
    "HH": (
        sense("huy hiệu", left="tặng|trao|nhận|đề nghị|xét"),
        sense("huy hiệu", right=r"\d+ năm|\d+, ?\d+|Đảng"),
        sense("hàng hóa", left="vận tải|vận chuyển|kiểm soát|giá trị|lưu thông|bán lẻ|nông sản"),
        sense("hiệp hội", right="doanh nghiệp|DN"),
        sense("hàng hóa"),
        sense("huy hiệu"),
        sense("hiệp hội"),
    ),
    "BB": (
        sense("Bắc Bộ", left="sào|đồng bằng|vịnh|trung du|trung du và"),
        sense("biên bản", right="số|bàn giao|họp|nghiệm thu|vi phạm|bầu|kiểm|làm việc|xử|hội nghị|ghi"),
        sense("biên bản", left="lập|ký|theo|làm|có"),
        sense("bệnh binh", left="TB,?|thương binh,?|TB và"),
        sense("biên bản"),
        sense("bệnh binh"),
        sense("Bắc Bộ"),
    ),
    "BM": (
        sense("bướm", right="rộ|ra|nở"),
        sense("biểu mẫu", right=r"số|:|\d"),
        sense("bộ môn", left="tổ|trưởng"),
        sense("biểu mẫu"),
        sense("bướm"),
    ),
    "SM": (
        sense("số máy", right=r":? ?[A-Z0-9]{5,}"),
        sense("số máy"),
        sense("ét mờ"),
    ),
    "HA": (
        sense("huyết áp", right=r":? ?\d{2,3}/\d{2,3}|cao|thấp|tăng|,? ?ĐH|,? ?đường huyết|tâm"),
        sense("huyết áp", left="đo|chỉ số|tăng|hạ|kiểm tra|cao"),
        sense("hình ảnh", left="chẩn đoán|các"),
        sense("huyết áp"),
        sense("hình ảnh"),
    ),
}
