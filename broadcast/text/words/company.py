"""More company that decides ambiguous tokens of offices; tried before the senses of the other tables."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"[{UPPER}][{LOWER}]"
COMPANY: dict[str, tuple[Sense, ...]] = {
    "TT": (
        sense("thứ tự", right=r",? ?(?:[Hh]ọ|Tên|Nội dung|Đơn vị)"),
        sense(
            "truyền thanh",
            left="loa|cụm loa|hệ thống|buổi|phòng|cán bộ đài",
            right="[^A-ZĐ]|$|IP|xã|cơ sở|thông minh",
        ),
        sense(
            "trật tự",
            left="giữ gìn|bảo đảm|đảm bảo|giữ|gây rối|AN,?|an ninh,?|dân phòng,?|ATGT,?",
            right="công cộng|đô thị|XD|xây dựng|[^A-Z]|$",
        ),
        sense("trật tự", right="công cộng|ATXH|an toàn|ATGT|đô thị|xây dựng|XD|xã hội"),
        sense("thông tin", right="tuyên truyền|liên lạc|cơ sở|,? ?truyền thông"),
        sense(
            "trung tâm",
            right="thương mại|TM|đăng kiểm|ngoại ngữ|dạy nghề|việc làm|GDTX|GDNN|phát triển"
            "|giới thiệu|kiểm soát|bồi dưỡng|tin học|nước sạch",
        ),
    ),
    "VT": (
        sense("văn thư", right=r":"),
        sense(
            "vật tư",
            left="mua|cung ứng|chuẩn bị|kho|nhập|xuất|thiết bị,?|công ty CP|đại lý|dự trữ|trang thiết bị,?",
        ),
        sense(
            "vật tư", right="nông nghiệp|y tế|NN|YT|,? ?phương tiện|,? ?thiết bị|tiêu hao|dự phòng|xây dựng"
        ),
        sense("vận tải", left="HTX|hợp tác xã|dịch vụ|kinh doanh|phương tiện|GP|xe tải,?|thủy|TNHH|bộ"),
        sense("vận tải", right="hành khách|hàng|biển|đường|thủy|khách|Hoàng|" + CAPITAL),
    ),
    "CP": (
        sense("chi phí", right="sản xuất|SX|đầu vào|vận chuyển|điện|thuê|nhân công|đi lại"),
        sense("cổ phần", right="xây dựng|thương mại|đầu tư|XD|TM|môi trường|cấp nước|may|dược|thủy sản|nông"),
        sense("Chính phủ", right="ban hành|quy định|về|phê duyệt|giao|điện tử|đã|họp|chỉ đạo"),
    ),
    "QĐ": (
        sense("quân đội", right="nhân dân|ND|ta"),
        sense("quân đội", left="vào|phục vụ trong|trong|xuất ngũ|hạ sĩ quan|chính sách hậu phương"),
        sense(
            "quy định",
            left="đúng|trái|theo đúng|vượt|sai|chấp hành|ngoài|các|một số|quá",
            right="hiện hành|của pháp luật|của PL|của nhà nước|chung|[^\\w ]|$|về|tại",
        ),
        sense("quy định", right="hiện hành|của pháp luật|của PL|của nhà nước|chung"),
    ),
    "HĐ": (
        sense(
            "hoạt động",
            left="các|chương trình|quy chế|kinh phí|tổ chức|buổi|nội dung|đi vào|tham gia|phong trào,?",
        ),
        sense(
            "hoạt động",
            right="hè|trải nghiệm|ngoại khóa|ngoài giờ|của|văn hóa|văn nghệ|tình nguyện|kinh doanh"
            "|KD|sản xuất|từ thiện|CLB",
        ),
        sense(
            "hóa đơn",
            left="tiền|mất|xuất|giá trị|viết|lấy|thanh toán|theo",
            right="điện tử|ĐT|GTGT|VAT|đỏ|tiền|bán|mua|[^\\w ]|$",
        ),
        sense("hóa đơn", right="điện tử|ĐT|GTGT|VAT|đỏ|tiền điện|tiền nước|bán hàng"),
    ),
    "KT": (
        sense(
            "kiểm tra",
            right="chốt|hiện trường|thực tế|hồ sơ|tiến độ|nồng độ|vệ sinh|ATTP|các hộ|đê|định kỳ|đột xuất",
        ),
        sense(
            "kỹ thuật", right="trồng|chăm sóc|nuôi|chăn nuôi|canh tác|bón|ghép|ủ|gieo|phun|mới|số|thâm canh"
        ),
        sense(
            "kỹ thuật",
            left="tập huấn|chuyển giao|tiến bộ|hướng dẫn|nhân viên|trung đội|phòng KH|trung cấp"
            "|quy trình|công nhân|thiết kế",
        ),
        sense(
            "kinh tế",
            left="phát triển|làm",
            right="hộ|vườn|gia đình|trang trại|rừng|biển|tập thể|số|xanh|tư nhân|tuần hoàn",
        ),
        sense(
            "kinh tế",
            right="hộ|vườn|gia đình|trang trại|rừng|biển|tập thể|số|xanh|tư nhân|tuần hoàn|địa phương|xã",
        ),
        sense(
            "kiểm tra",
            left="UB|ủy ban|UV|bài|đề|lịch",
            right=r"Đảng|TU|\.|,|;|$|học kỳ|HK|giữa|cuối|1 tiết|15|ĐU|các|của|về",
        ),
    ),
    "CT": (
        sense(
            "chương trình",
            right=r"nước sạch|135|30a|giảm nghèo|khuyến nông|OCOP|văn nghệ|truyền thanh|phát thanh"
            r"|hè|tình nguyện|công tác|xây dựng NTM|NTM",
        ),
        sense(
            "công trình",
            right="thủy lợi|giao thông|đường|kênh|nhà|cầu|thanh niên|chào mừng|phúc lợi|công cộng"
            "|xây dựng|điện|trọng điểm",
        ),
        sense(
            "công trình",
            left="thi công|nghiệm thu|bàn giao|khởi công|khánh thành|đầu tư|danh mục|tu sửa|duy tu",
        ),
    ),
    "CĐ": (
        sense("chỉ đạo", left="ban|ban,|công tác lãnh đạo,?|lãnh đạo,?|văn bản|tập trung"),
        sense(
            "cao đẳng",
            right=rf"(?:Y|Sư phạm|Kinh tế|nghề|SP|Công|Cơ)(?!\w)|,? ?(?:và )?(?:ĐH|trung cấp"
            rf"|TC)(?!\w)|chính quy|{CAPITAL}[^\W\d_]* {CAPITAL}",
        ),
        sense(
            "cộng đồng",
            left="vì|phát triển|gắn kết|giám sát|nhà|văn hóa|sức khỏe|lây nhiễm|trong|du lịch"
            "|đại đoàn kết|y tế|an toàn",
            right="dân cư|[^\\w ]|$|và|tại|thôn",
        ),
        sense("cộng đồng", right="dân cư|người|doanh nghiệp"),
    ),
    "TH": (
        sense(
            "trường hợp",
            left="các|một số|những|nhiều|mọi|01|02|03",
            right="vi phạm|VP|ngoại lệ|đặc biệt|mắc|dương|nghi|khó|trên|này|bị|được|không|có|chậm",
        ),
        sense("trường hợp", right="vi phạm|VP|ngoại lệ|đặc biệt|mắc|dương tính|nghi|khó khăn|trên|này"),
        sense("tổng hợp", right="số liệu|báo cáo|BC|kết quả|danh sách|DS|ý kiến|gửi|chung|,? ?thống kê"),
        sense(
            "thực hiện",
            left=r"ước|KQ|kết quả|tình hình|đã|số|tiến độ",
            right=r"\d|năm|tháng|quý|:|[^\\w ]|$|nhiệm vụ|NV|các",
        ),
    ),
    "ĐT": (
        sense("đoàn thể", right="CT-XH|CTXH|chính trị|nhân dân|quần chúng|xã hội"),
        sense("đoàn thể", left="MTTQ và các|mặt trận và các|MTTQ,? các|ban,? ngành,?|MTTQ và|ngành,?|MTTQ,?"),
        sense(
            "đối tượng",
            right="ưu tiên|chính sách|CS|tham gia|BTXH|bảo trợ|thụ hưởng|hưởng|yếu thế|nghiện"
            "|ma túy|trộm|bị|được|người có công|tiêm|khám|trên|nộp|áp dụng",
        ),
        sense(
            "đầu tư",
            right="công|xây dựng|XD|phát triển|PT|nâng cấp|cơ sở|hạ tầng|nước ngoài|trung hạn|vào|cho",
        ),
        sense("đầu tư", left="vốn|nhà|chủ|kêu gọi|thu hút|tổng mức|dự án|quyết định|suất"),
        sense(
            "đào tạo", right="nghề|lái xe|tại chức|từ xa|sau đại học|nguồn|cán bộ|,? ?bồi dưỡng|,? ?tập huấn"
        ),
        sense("đội tuyển", right="bóng|U\\d|VN|Việt Nam|quốc gia|nữ|nam|xã|trường|HSG|học sinh"),
        sense("điện thoại", right="bàn|thông minh|nóng|CĐ|cố định|DĐ|cầm tay"),
    ),
}
