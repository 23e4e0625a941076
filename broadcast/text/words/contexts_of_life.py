"""Abbreviations of health, land, work and daily life with one usual meaning, and where they have another."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"[{UPPER}][{LOWER}]"
LIFE_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "BĐ": (
        sense("ban đầu", left="KCB|khám,? chữa bệnh|đăng ký KCB|chăm sóc sức khỏe|CSSK|YT"),
        sense("bản đồ", left="tờ|tờ số \\d+|trích lục"),
        sense("báo động", right=r"[I1-3]+(?!\w)|số|cấp|\.? ?[I1-3]"),
        sense("báo động", left="trên|dưới|mức|vượt|xấp xỉ|mực nước|tin"),
        sense("bưu điện", left="ngành|tại|nhà|cán bộ|nhân viên|qua|gửi|điểm", right=""),
        sense("bưu điện", right="VH|văn hóa|xã|huyện|tỉnh|trung tâm|Việt Nam|" + CAPITAL),
        sense("bóng đá", left="giải|sân|đội|môn|CLB"),
        sense("bản đồ", left="tờ|số|theo|trích lục"),
        sense("biến động", left="đăng ký|ĐK|chỉnh lý"),
        sense("báo động"),
        sense("bưu điện"),
        sense("bản đồ"),
    ),
    "ĐL": (
        sense(
            "đại lý",
            right="cấp|vé|vật tư|VTNN|thuế|thu|bán|xăng|phân|thức ăn|phân phối|bảo hiểm|BHXH|sơn"
            "|gas|,? ?cửa hàng",
        ),
        sense("đại lý", left="các|nhà phân phối,?|cửa hàng,?|tổng|\\d+|mở"),
    ),
    "MN": (
        sense("miền núi", left="DTTS,?|DTTS và|dân tộc thiểu số và|vùng|huyện|trung du,?|xã"),
        sense("miền Nam", left="thống nhất|giải phóng|vào"),
    ),
    "PM": (
        sense("pê mờ", right=r"\d|10|2"),
        sense(
            "phần mềm", left="cài|cài đặt|sử dụng|trên|hệ thống|dùng|vào|qua|tải|cập nhật|nâng cấp|các|bằng"
        ),
        sense(
            "phần mềm", right="quản lý|QL|kế toán|họp|diệt|kê khai|một cửa|dịch vụ|hỗ trợ|VN|hộ tịch|văn bản"
        ),
        sense("phần mềm"),
        sense("pê mờ"),
    ),
    "SH": (
        sense(
            "sinh hoạt",
            left="nước|điện|rác|rác thải|chất thải|chi phí|CTR|buổi|tham gia|nền nếp|chế độ"
            "|địa điểm|nước thải|giá điện|tiền",
        ),
        sense(
            "sinh hoạt",
            right="chi bộ|CB|hè|chi|hội|CLB|định kỳ|tập thể|chuyên đề|đoàn|thường|chính trị"
            "|cộng đồng|văn hóa|tháng|hàng",
        ),
        sense("sở hữu", left="quyền|chủ|đồng|chứng nhận", right=""),
        sense("ét hát", left="xe|xe máy|XM|Honda|chiếc|xe tay ga"),
        sense("sinh hoạt"),
        sense("ét hát"),
    ),
    "SN": (
        sense("số nhà", right=r":? ?\d{1,3}(?:[A-Z](?![a-z])|/\d)"),
        sense(
            "sự nghiệp",
            left="đơn vị|vốn|kinh phí|KP|chi|nguồn|ngân sách|viên chức|hành chính,?|đầu tư,?|cơ quan,?",
        ),
        sense("sự nghiệp", right="giáo dục|y tế|kinh tế|môi trường|VH|văn hóa|GD|công|khoa học|có thu"),
        sense(
            "số nhà", right=r":? ?\d{1,3}[A-Z]?(?:/\d{1,3})*,? (?:đường|ngõ|phố|tổ|ngách|hẻm|thôn|khu|đ\.)"
        ),
        sense("số nhà", left="tại|địa chỉ|ở|đ/c"),
        sense("sinh nhật", left="mừng|tiệc|ngày|tổ chức|quà|chúc mừng"),
    ),
    "VH": (
        sense("vận hành", left="quản lý|quản lý,?|quy trình|QL|chế độ|đưa vào"),
        sense("vận hành", right="lưới|trạm|hồ|máy|hệ thống|cống|nhà máy|thử|liên hồ|đập|an toàn|bơm|tuyến"),
    ),
    "VX": (
        sense(
            "vắc xin", left="tiêm|tiêm phòng|liều|mũi|tủ|bảo quản|loại|tiêm chủng|các|mua|đủ|thiếu|nhận|lượng"
        ),
        sense(
            "vắc xin",
            right="sởi|phòng|dại|lở|cúm|bại liệt|viêm|dịch|5|6|uốn|LMLM|DPT|COVID|Covid|HPV|ho gà|THT|tụ",
        ),
        sense("văn xã", left="khối|ban|phó chủ tịch|PCT|phụ trách|khoa giáo"),
        sense("văn xã"),
        sense("vắc xin"),
    ),
    "XH": (
        sense("xuất huyết", left="sốt|bệnh sốt|bị|tiêu hóa"),
        sense("xuất huyết", right="não|tiêu hóa|giảm tiểu cầu"),
    ),
    "XL": (
        sense(
            "xử lý",
            right="vi phạm|VP|nghiêm|rác|nước|môi trường|sự cố|chất thải|kỷ luật|theo|hình sự"
            "|hành chính|VPHC|các|dứt điểm|kịp|hồ sơ|tin|đơn|tài sản|nợ",
        ),
        sense(
            "xử lý",
            left="bị|đề nghị|công tác|để|tiếp nhận,?|phát hiện,?|nhà máy|khu|kết quả|đã|sẽ|thu gom,?|trạm",
        ),
        sense("xếp loại", right=":|hạnh kiểm|học lực|giỏi|khá|tốt|A|B|đảng viên|chi bộ|thi đua|cuối"),
        sense("xây lắp", left="giá trị|khối lượng|KL|chi phí|gói thầu|công ty|nhà thầu|xí nghiệp|công trình"),
        sense("xây lắp"),
        sense("xử lý"),
        sense("xếp loại"),
    ),
    "XM": (
        sense(
            "xe máy",
            left="đi|bằng|đăng ký|ĐK|bãi|giữ|trông giữ|gửi|biển số|lái|điều khiển|xe|mất|bán|mua"
            "|ô tô,?|cấm|chiếc|\\d+|ô tô và|nhặt được|trộm|sửa|rửa",
        ),
        sense(
            "xe máy",
            right=r"Wave|Honda|Dream|SH|Vision|Sirius|Yamaha|BKS|biển|mang|và ô|,? ?ô tô|điện|,? ?xe|"
            + r"\d\d[A-Z]",
        ),
        sense("xi măng", left="bê tông|BT|nhà máy|công ty|bao|tấn|gạch|mua|hỗ trợ|kg|ngói|ngành|giá|đường"),
        sense("xi măng", right="cát|để|làm|Hoàng|,? ?cát|PC|,? ?sắt|,? ?thép"),
        sense("xi măng"),
        sense("xe máy"),
    ),
    "XT": (
        sense("xuất tuyến", right=r"\d"),
        sense("xúc tiến", right="thương mại|TM|đầu tư|ĐT|du lịch|tiêu thụ|việc"),
        sense("xúc tiến", left="trung tâm|hội nghị"),
        sense("xét tuyển", left="hồ sơ|điểm|phương thức|đăng ký|ĐK", right=""),
        sense("xuất tuyến"),
        sense("xúc tiến"),
        sense("xét tuyển"),
    ),
    "BV": (
        sense(
            "bảo vệ",
            right="rừng|môi trường|MT|thực vật|TV|ANTT|an ninh|trẻ em|quyền|tổ quốc|TQ|Tổ quốc|nền"
            "|dân phố|bí mật|sức khỏe|nguồn|công trình|và PT|& ?PTR|đê|cơ quan|trường"
            "|biên giới|người tiêu|mùa|lúa|hiện trường|di",
        ),
        sense(
            "bảo vệ",
            left="lực lượng|tổ|ban|nhân viên|đội|dân quân,?|phòng|chốt|công tác|DQ,?|thuốc"
            "|hành lang|tuyển|quản lý,?|chăm sóc,?|quản lý và",
        ),
    ),
    "BS": (
        sense(
            "bổ sung",
            left="sửa đổi,?|SĐ,?|điều chỉnh,?|cần|được|điều chỉnh và|đề nghị|thu|quy hoạch|cấp|tuyển|bầu",
            right="[a-zđ]|HS|KP|một",
        ),
        sense(
            "bổ sung",
            right="hồ sơ|kinh phí|vào|dinh dưỡng|vi chất|nguồn|KP|NS|ngân sách|quy hoạch|thức ăn"
            "|dự toán|thêm|một số|nhân sự|vitamin|chức",
        ),
        sense("biển số", left="xe|mang|đeo"),
    ),
    "DV": (
        sense("dân vận", left="khối|ban|công tác|tổ|TG-?|tuyên giáo,?"),
        sense("dân vận", right="khéo|chính quyền|của"),
    ),
    "BCT": (
        sense(
            "Bộ Chính trị",
            left=r"ủy viên|UV|nguyên|(?:TW|TƯ|trung ương)[^.;\n]{0,40}(?:của)?|nghị quyết(?: của)?|"
            r"kết luận(?: của)?|chỉ thị(?: của)?|NQ(?: của)?",
        ),
        sense("Bộ Chính trị", right=",? ?(?:và )?(?:Ban Bí thư|BBT|BCH)|khóa|ban hành|về"),
        sense("Bộ Công Thương", left="thông tư|TT|quyết định|sở|bộ trưởng|ngành|của"),
    ),
    "BBT": (
        sense(
            "Ban Bí thư",
            left=r"BCT,?|Bộ Chính trị,?|chỉ thị[^.;\n]{0,40}của|(?:TW|TƯ)[^.;\n]{0,30}của"
            r"|thường trực|bí thư|Bộ Chính trị và|BCT và",
        ),
        sense("Ban Bí thư", right="TW|Trung ương|khóa"),
    ),
    "BTV": (
        sense("biên tập viên", left="phóng viên,?|PV,?|đội ngũ|phát thanh viên,?", right=""),
        sense("biên tập viên", right="đài|Đài|báo|truyền hình"),
    ),
    "BCS": (
        sense("ban cán sự", right="[Đđ]ảng|lớp"),
        sense("bao cao su", left="phát|sử dụng|dùng"),
        sense("ban chăm sóc", right="người|trẻ|sức"),
    ),
    "CNC": (sense("xê en xê", left="máy|tiện|phay|cắt|gia công|thợ|vận hành máy"),),
    "KTS": (
        sense("kiến trúc sư", right=rf"\.? ?{CAPITAL}"),
        sense("kiến trúc sư", left="kỹ sư,?|KS,?|hội|các"),
        sense("kỹ thuật số", left="truyền hình|thiết bị|đầu thu|đầu|công nghệ|máy ảnh|trợ lý"),
    ),
    "NTD": (
        sense(
            "người tiêu dùng",
            left="bảo vệ|quyền lợi|hội BV|hội bảo vệ|quyền lợi của|các|đến|phục vụ|khuyến cáo",
        ),
        sense("người tiêu dùng", right="cần|nên|khi|mua|sử dụng"),
        sense("nhà tuyển dụng", left="các|\\d+", right="tham gia|tuyển|trực"),
    ),
    "TBC": (
        sense("trung bình chung", left="điểm|kết quả|học lực"),
        sense("trung bình chung", right=r"[\d.:,]|các môn|học tập|cả năm"),
    ),
    "TCM": (sense("tổ chuyên môn", left="họp|sinh hoạt|tổ trưởng|các|kế hoạch|SH"),),
    "ĐTN": (
        sense(
            "đào tạo nghề",
            left="công tác|lớp|kinh phí|chính sách|mở|hỗ trợ|trung tâm",
            right="cho|LĐNT|lao động|ngắn",
        ),
    ),
    "KTNN": (
        sense(
            "Kiểm toán Nhà nước",
            left="kết luận của|kiến nghị của|kiến nghị|của|tổng|thanh tra,?|theo|báo cáo",
            right="",
        ),
        sense("Kiểm toán Nhà nước", right="khu vực|KV|chuyên ngành"),
    ),
    "TTND": (
        sense("thầy thuốc nhân dân", left="danh hiệu|GS|GS.TS|PGS.TS|tặng"),
        sense("thầy thuốc nhân dân", right=rf"\.? ?(?:BS|TS|{CAPITAL})"),
    ),
    "TSC": (sense("tê ét xê", left="độ|mủ|hàm lượng|độ mủ|giá|mủ nước"),),
    "TE": (sense("tê e", left=r"\d ?\+|NPK[^;.\n]{0,15}"),),
    "QS": (
        sense("quân số", right=r":? ?\d+/\d+|:? ?\d+ ?%|tham gia|huấn luyện|đạt|dự"),
        sense("quân số", left="tổng|đảm bảo|đủ|biên chế|100%"),
    ),
    "SP": (sense("sư phạm", left="ĐH|CĐ|đại học|cao đẳng|trung cấp|trường|TC|nghiệp vụ"),),
    "KV": (sense("ki lô vôn", left="điện áp|cấp điện áp|lưới điện|đường dây"),),
    "CDC": (sense("cụm dân cư", left="cầu|kênh|KV|KV từ|khu vực|cụm|từ|vào|trong|các|ấp|nền|tuyến,?|và"),),
    "BCH": (
        sense(
            "Ban Chỉ huy",
            right="QS|quân sự|Quân sự|PCTT|PTDS|phòng|Phòng|PCLB|công trường|công trình|thống nhất"
            "|chiến dịch|BĐBP|CAX",
        ),
    ),
    "VP": (
        sense(
            "vi phạm",
            right="hành chính|HC|giao thông|GT|ATGT|pháp luật|PL|nồng|quy|tốc độ|lần|hành lang"
            "|trật tự|bản quyền|về|đất|luật|bị|sẽ|an toàn",
        ),
        sense(
            "vi phạm",
            left="xử lý|XL|hành vi|trường hợp|TH|người|phương tiện|xe|lỗi|các|\\d+|xử phạt|nếu|hộ"
            "|phòng ngừa|không|biên bản|tái|phạt|chống|nghiêm cấm",
        ),
    ),
    "MC": (sense("máy cắt", right=r"\d{3}|tổng|lộ"),),
    "CNQSDĐ": (sense("chứng nhận quyền sử dụng đất", left="giấy|sổ|cấp|cấp giấy|cấp đổi|GCN"),),
    "CGC": (sense("Cựu giáo chức", left="hội|chi hội|CLB|hội viên"),),
    "ĐĐB": (sense("đông đông bắc", left="gió|hướng|phía"),),
}
