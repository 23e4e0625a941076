"""More company that decides ambiguous tokens of work and life; tried before the senses of the other tables."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"[{UPPER}][{LOWER}]"
COMPANY_AT_WORK: dict[str, tuple[Sense, ...]] = {
    "TC": (
        sense(
            "tổ chức",
            right="lễ|thi|giải|hội|cuộc|đảng|Đảng|cơ sở|chính|CT-XH|tín|họp|cho|các|đoàn|khám|bốc"
            "|đấu|ra quân|,? ?cá nhân|cá nhân|Đoàn|Hội",
        ),
        sense("tổ chức", left="cá nhân,?|các|ban|bộ máy|công tác,?|phòng|trưởng ban"),
        sense(
            "tiêu chuẩn",
            left="đạt|theo|bộ|đủ|đúng|các chế độ,?|chế độ,?",
            right="[^\\w ]|$|ISO|VietGAP|quốc gia",
        ),
        sense(
            "trung cấp",
            right="nghề|y|Y|sư phạm|LLCT|lý luận|chính trị|công an|chuyên nghiệp|,? ?CĐ|,? ?cao đẳng",
        ),
        sense(
            "tài chính", right=",? ?kế toán|-? ?KT|- ?NS|ngân sách|công|,? ?ngân hàng|số|xanh|vi mô|minh bạch"
        ),
    ),
    "NV": (
        sense("nguyện vọng", right=r"\d|[123](?!\d)|xét|đăng ký|của"),
        sense(
            "nhiệm vụ",
            left="giao|nhận|hoàn thành|thực hiện|triển khai|phân công|theo|chức năng|hoàn thành tốt|HT",
            right="[^\\w ]|$|cho|của|năm|được|đột xuất",
        ),
        sense(
            "nhiệm vụ",
            right="trọng tâm|chính trị|được giao|năm|quý|tháng|cụ thể|cấp bách|công tác|chuyên môn"
            "|thường xuyên",
        ),
        sense(
            "nhân viên",
            right="y tế|bán|phục vụ|kỹ thuật|thú y|bảo vệ|thu|văn phòng|kế toán|lái|giao|mới|nữ|nam"
            "|trực|BV|YT|bàn|bếp|kinh doanh|thư viện",
        ),
    ),
    "PH": (
        sense(
            "phối hợp", right="chặt|với|tổ chức|cùng|giữa|các|tuần|thực hiện|tốt|liên|tuyên truyền|CA|MTTQ|xử"
        ),
        sense("phối hợp", left="quy chế|công tác|chương trình|kế hoạch|cơ quan|đơn vị|chủ trì,?"),
        sense("phát hành", right="báo|sách|vé|hồ sơ|thẻ|công văn|tem|tiền"),
        sense("phòng học", left=r"\d+|các|số", right="[^\\w ]|$|kiên cố|mới|chức năng"),
    ),
    "CS": (
        sense(
            "công suất",
            right=r":? ?[\d.,]+ ?(?:m3|m³|kW|kVA|MW|kWp|tấn|lít|l(?!\w)|W(?!\w)|HP|CV)|thiết kế"
            r"|lắp đặt|tối đa",
        ),
        sense("công suất", left="tổng|đạt|trạm bơm|máy bơm|hết"),
        sense(
            "chính sách",
            left="hộ|gia đình|GĐ|chế độ,?|ngân hàng|đối tượng|tín dụng|người|diện|các chế độ|nhà"
            "|con em|cán bộ VH-XH,?",
        ),
        sense(
            "chính sách",
            right="xã hội|người|ưu đãi|hỗ trợ|dân số|đối với|mới|tôn giáo|dân tộc|BHXH|BHYT"
            "|tiền lương|hậu phương",
        ),
        sense("cảnh sát", right="PCTP|ma túy|kinh tế|113|điều tra|trật tự|QLHC|GT|KV"),
        sense(
            "chiến sĩ",
            left="cán bộ,?|CB,?|và|các|bộ đội,?|hạ sĩ quan,?|sĩ quan,?",
            right="[^\\w ]|$|công an|CA|biên phòng|thi đua|mới|bộ đội|đồn|dân quân",
        ),
        sense("chăm sóc", right="sức khỏe|SK|trẻ|người|cây|lúa|NCT"),
    ),
    "HV": (
        sense("học viên", right="lớp|cai|cao học|khóa|nghề|đã|tốt nghiệp"),
        sense(
            "học viện",
            right=r"[Bb]áo|[Hh]ành|[Nn]ông nghiệp|[Qq]uân|[Cc]hính|[Cc]ảnh|[Aa]n ninh|[Kk]ỹ|[Bb]ưu|[Nn]gân|[Tt]ài"
            r"|CT|CSND|ANND|[Pp]hụ",
        ),
        sense("hội viên", right="ND|PN|CCB|HND|NCT|nông|phụ|cựu|người cao|mới|nòng|chi hội|danh dự|nghèo"),
        sense("hội viên", left="kết nạp|phát triển|vận động|CB,?|cán bộ,?|toàn thể|CBHV,?|ĐV,?"),
    ),
    "BC": (sense("bóng chuyền", right="nam|nữ|hơi|da"), sense("bóng chuyền", left="giải|môn|đội")),
    "NT": (sense("nhà tạm", left="xóa|xoá"),),
    "TB": (sense("thương binh", left="con|con của|là|bố|vợ|con LS,?"),),
    "LS": (sense("lãi suất", right=r":? ?\d"), sense("lãi suất", left="với|vay|hưởng|ưu đãi|giảm")),
    "TQ": (sense("Tổ quốc", left="cờ|lá cờ|bảo vệ|yêu"),),
    "CT": (sense("chỉ tiêu", left=r"(?:chỉ tiêu|KH|kế hoạch|đạt|hoàn thành)[^.;\n]{0,20}\d+/\d+"),),
    "ĐV": (
        sense("đơn vị", left=r"máu[^.;\n]{0,60}\d+"),
        sense(
            "đoàn viên",
            left=r"chi đoàn có \d+|đoàn|CĐ|công đoàn|thanh niên,?|công nhân,?",
            right="ưu tú|thanh niên|TN|CĐ|công đoàn",
        ),
        sense(
            "đoàn viên", right="ưu tú|thanh niên|TN|CĐ|công đoàn|,? ?thanh niên|,? ?TN|,? ?hội viên|,? ?NLĐ"
        ),
        sense(
            "đơn vị",
            right="trường|công an|quân đội|chủ trì|phối hợp|nào|tài trợ|cung|quản lý|điện|văn hóa"
            "|xuất sắc|dẫn đầu|đăng cai",
        ),
        sense("động vật", right="hoang dã|rừng|thủy sản|trên cạn|nuôi"),
    ),
    "TĐ": (
        sense(
            "thi đua", left="phong trào|công tác|hồ sơ|hội đồng|chiến sĩ|cụm|khối|danh hiệu|xét|khen thưởng,?"
        ),
        sense("thi đua", right="yêu nước|khen|năm|,? ?KT|,? ?khen|giữa|đặc biệt|quyết thắng|nước rút|lập"),
        sense("thẩm định", right="giá|hồ sơ|dự án|HS|quy hoạch|đơn|thiết kế|dự toán|kết quả"),
    ),
    "SL": (
        sense(
            "sản lượng",
            right=r":? ?[\d.,\-]+ ?(?:tấn|tạ|kg)|thịt|cá|tôm|thủy sản|điện|thóc|hoa màu|LT"
            r"|lương thực|cả năm",
        ),
        sense(
            "số lượng",
            right=r":? ?[\d.,]+(?! ?(?:tấn|tạ|kg))|học sinh|người|đại biểu|ĐB|hồ sơ|hộ|có hạn|trâu"
            r"|bò|lợn|đàn",
        ),
    ),
    "BT": (
        sense(
            "bồi thường",
            left="phương án|tiền|chính sách|đơn giá|mức|kinh phí|chi trả|hội đồng|thiệt hại,?|được|công tác",
        ),
        sense(
            "bồi thường",
            right=",? ?HT|,? ?GPMB|hỗ trợ|GPMB|thiệt hại|đất|cây|hoa màu|về đất|tái định cư|tài sản",
        ),
        sense(
            "bê tông",
            left=r"đường|cầu|kênh|cống|\d+ ?m|mặt đường|trộn|gạch|đổ|cột|cấp phối,?|nhựa,?",
            right="",
        ),
        sense("bê tông", right="hóa|cốt thép|CT|M\\d|nhựa|xi măng|XM|tươi|đúc|ly tâm"),
        sense("bình thường", left="hoạt động|sức khỏe|trạng thái|sinh hoạt|mức|diễn ra|trở lại"),
        sense("bí thư", right="chi|đảng|Đảng|Đoàn|đoàn|xã|huyện|tỉnh|,? ?PBT|,? ?phó|thường trực|thôn"),
        sense("bảo trì", right="đường|lưới|hệ thống|thiết bị"),
    ),
    "QT": (
        sense("quyết toán", right="vốn|NS|ngân sách|thuế|công trình|năm|dự án|kinh phí|thu|chi|quý"),
        sense("quyết toán", left="báo cáo|hồ sơ|số liệu|phê duyệt|lập|công khai|dự toán,?", right=""),
        sense("quản trị", left="hội đồng|ban|nhà|công tác|quản lý,?", right=""),
        sense("quản trị", right="rủi ro|mạng|hệ thống|nội bộ|nhân sự|trang|website|công ty"),
        sense(
            "quy trình",
            left="theo|đúng|xây dựng|thực hiện|các",
            right="[^\\w ]|$|kỹ|vận|xử|nội|tiếp|sản|nuôi|ISO",
        ),
        sense("quy trình", right="xử lý|vận hành|nội bộ|kỹ thuật|sản xuất"),
        sense("quốc tế", right=r"1/6|8/3|1/5|phụ nữ|thiếu nhi|lao động|người|vì|về"),
    ),
    "KN": (
        sense("khiếu nại", left="tiếp nhận|đơn|giải quyết|luật|thụ lý|đơn thư,?|nội dung|người|thời hiệu"),
        sense("khiếu nại", right=",? ?TC|,? ?tố cáo|về|của|lần|tố cáo|quyết định"),
        sense(
            "kỹ năng", right="sống|PCCC|phòng|bơi|thoát|mềm|số|nghề|cứu|giao tiếp|tuyên truyền|lái|an toàn|sơ"
        ),
        sense("kỹ năng", left="rèn|thiếu|kiến thức,?|trang bị|bồi dưỡng|tập huấn|thực hành"),
        sense("kỷ niệm", right=r"\d+ năm|ngày|lần thứ|chương|\d+/\d+"),
        sense("kỷ niệm", left="lễ|nhân|chào mừng"),
        sense("kinh nghiệm", left="rút|học tập|bài học|sáng kiến,?|nhiều|trao đổi|có|chia sẻ"),
        sense("khuyến nông", left="cán bộ|mô hình|trung tâm|tổ|CLB|công tác|chương trình|cộng tác viên"),
    ),
    "HT": (
        sense("hỗ trợ", left="BT,?|bồi thường,?|chính sách|mức|kinh phí|tiền|được|đề nghị|nhà nước|nhận"),
        sense(
            "hỗ trợ",
            right="và TĐC|,? ?TĐC|kinh phí|giống|nhà|hộ|gạo|trực tiếp|lãi|sinh kế|học|tái định cư"
            "|tiền|người|pháp lý",
        ),
        sense("hè thu", right=r"20\d\d|,? ?vụ|sớm|chính vụ|- ?mùa|muộn"),
        sense(
            "hệ thống", right="truyền|thông tin|chính trị|điện|nước|loa|thủy lợi|camera|điều|lưới|giao thông"
        ),
        sense("hoàn thành", right=r"\d|100|kế hoạch|KH|NV|nhiệm|tốt|xuất|chỉ tiêu|trước|việc|công|XS"),
        sense("hoàn thành", left="đã|chưa|phấn đấu|mức độ"),
        sense("hiệu trưởng", right=CAPITAL + r"|nhà trường|trường"),
    ),
}
