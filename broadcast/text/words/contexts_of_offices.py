"""Abbreviations of people, papers and offices with one usual meaning, and where they have another."""

from broadcast.text.letters import LOWER, UPPER
from broadcast.text.words.sense import Sense, sense

CAPITAL = rf"[{UPPER}][{LOWER}]"
OFFICE_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "GĐ": (
        sense(
            "Giám đốc",
            right="Sở|sở|Công ty|công ty|TTYT|TT|BV|HTX|Cty|CTCP|Trung tâm|trung tâm|bệnh viện"
            "|Bệnh viện|Điện lực|QTDND|"
            "ngân hàng|NH|BQL|Ban|Đài|nhà máy|chi nhánh|CN|điều hành|" + CAPITAL + r"[^\W\d_]* " + CAPITAL,
        ),
        sense(
            "gia đình",
            right="văn hóa|chính sách|có công|liệt sĩ|thương binh|ông|bà|hộ|em|cháu|trẻ|nghèo"
            "|khó khăn|hạnh phúc|hiếu học|thể thao"
            "|VH|NCC|CCB|TB|LS|anh|chị|hội viên|đoàn viên|nạn nhân|đông con|thuộc|có|tự"
            "|neo đơn|các|mình|học tập|5 không|trẻ|đảng viên",
        ),
        sense(
            "gia đình",
            left="hộ|các|mỗi|từng|hoàn cảnh|phía|cùng|đại diện|bạo lực|hôn nhân|kế hoạch hóa"
            "|phòng chống bạo lực|ngày|và|trong"
            r"|cho|kinh tế|người trong|\d+|DS|dân số|ruộng của",
        ),
        sense("giai đoạn", right=r"[12I]+(?!\w)|20\d\d"),
        sense("Giám đốc"),
        sense("gia đình"),
        sense("giai đoạn"),
    ),
    "CB": (
        sense("cảnh báo", left="biển|loa|hệ thống"),
        sense("chi bộ", left="bí thư|BT|sinh hoạt|họp|đại hội|phó bí thư|ĐH|trực thuộc|chi ủy"),
        sense("chi bộ", right=r"\d|trực thuộc|cơ quan|và chi hội"),
        sense("chế biến", right="thủy sản|nông sản|gỗ|lương thực|thực phẩm|,? ?bảo quản"),
        sense("chế biến", left="công nghiệp|bảo quản,?|sơ chế,?"),
    ),
    "CQ": (
        sense(
            "chính quyền",
            left="đảng,?|cấp ủy,?|cấp ủy đảng,?|cấp uỷ,?|ĐU,?|Đảng ủy,?",
            right=",|và|các cấp|xã|địa phương",
        ),
        sense("chính quyền", right="địa phương|ĐP|điện tử|số|các cấp|cơ sở"),
        sense("chính quyền", left="với|cấp ủy,|cấp ủy và"),
    ),
    "CV": (
        sense("công văn", right=r"số|\d|của|đến|đi|hỏa tốc|chỉ đạo|hướng dẫn|triển khai|gửi"),
        sense("công văn", left="theo|căn cứ|ban hành|có|gửi|nhận|các|trả lời|bằng|ra|tại"),
        sense(
            "chuyên viên",
            left="là|đ/c|đồng chí|ngạch|cán bộ,?",
            right=rf"phòng|VP|[Vv]ăn phòng|sở|{CAPITAL}|chính|cao cấp",
        ),
        sense("công văn"),
        sense("chuyên viên"),
        sense("công việc"),
    ),
    "DS": (
        sense(
            "danh sách",
            right="kèm|cử tri|hộ|các|đính|học sinh|HS|thí sinh|hội viên|người|gồm|:|niêm|trúng"
            "|đề nghị|công khai|thu|ủng",
        ),
        sense("danh sách", left="lập|theo|niêm yết|kèm|có|gửi|rà soát|công khai|trong"),
        sense("dược sĩ", right=rf"\.?\s?{CAPITAL}"),
        sense(
            "dân sự",
            left="án|vụ|tranh chấp|luật|thi hành án|THA|tố tụng|phòng thủ|trách nhiệm|quan hệ|bộ luật",
        ),
    ),
    "ĐK": (
        sense("đăng ký", right="online|trực tuyến|mới|lại|gấp|dài hạn|ngắn hạn"),
        sense("đăng ký", right="a|anh|chị|cô|ông|bà|gặp|lh|LH|sđt|SĐT|theo"),
        sense("đăng ký", left=r"\d+ (?:người|em|hộ|học sinh|HS|đoàn viên|hội viên|trường hợp)|đã|được"),
        sense("đa khoa", left="bệnh viện|BV|bác sĩ|BS|phòng khám|PK|trung tâm YT|khu vực"),
        sense(
            "đăng ký",
            right="kết hôn|khai|tạm|thường|xe|kinh doanh|KD|khám|tại|tham gia|học|thi|đất|trước|mua"
            "|dự|biến động|qua|với|ngay|hộ|nhận|giữ|vay|lắp|tiêm|:? ?\\d",
        ),
        sense(
            "đăng ký",
            left="giấy|phiếu|đơn|bà con|hạn|số|lệ phí|văn phòng|liên hệ|để|đến|link|thời gian|cần"
            "|ai|được|đã|chưa",
        ),
        sense("điều kiện", left="đủ|các|có|tạo|theo|đúng|đảm bảo|đáp ứng|trong|hoàn cảnh|nếu"),
        sense(
            "điều kiện",
            right=":|dự thi|kinh tế|sức khỏe|xét|tuyển|sản xuất|thời tiết|tự nhiên|chăn nuôi|an toàn",
        ),
        sense("đường kính", right=r"\d+ ?(?:mm|cm|m)"),
        sense("đa khoa"),
        sense("đăng ký"),
        sense("điều kiện"),
    ),
    "ĐH": (
        sense("đường huyết", right=r":? ?\d[\d.,]* ?(?:mmol|mg)|lúc đói|sau ăn|cao|máu"),
        sense("đường huyết", left="chỉ số|đo|HA,?|huyết áp,?"),
        sense(
            "đại hội",
            right="[Đđ]ảng|[Đđ]ại biểu|ĐB|chi bộ|[Cc]hi|Đoàn|Hội|HND|CCB|LHPN|PN|TDTT|nhiệm kỳ"
            "|NK|[IVX]+(?!\\w)|lần thứ|thể dục|điểm"
            "|thường niên|thành viên|cổ đông|MTTQ|[Mm]ặt trận|công đoàn|các cấp|toàn quốc"
            "|diễn ra|thành công|bầu|thông qua",
        ),
        sense(
            "đại hội",
            left="chào mừng|tổ chức|văn kiện|nghị quyết|dự|tiến tới|công tác|trước|sau|phiên"
            "|triệu tập|thành công",
        ),
        sense("đường huyện", left="đường|tuyến|trên"),
        sense("điều hành", left="ban|chỉ đạo,?|quản lý,?|công tác"),
    ),
    "GD": (
        sense(
            "giao dịch",
            left="điểm|phiên|phí|mã|sàn|khách hàng|tổ|số tiền|lịch|ngày|thực hiện|hạn mức|quầy|nội dung",
        ),
        sense("giao dịch", right="xã|lưu động|ngân hàng|NH|trực tuyến|tiền|bảo đảm|không dùng|qua|tại"),
        sense("giáo dục", left="ngành|phòng|sở|bộ|công tác|cơ sở|trung tâm|sự nghiệp|hội đồng"),
    ),
    "GS": (
        sense(
            "giám sát",
            left="kiểm tra,?|KT,?|công tác|tổ|đoàn|ban|phản biện,?|cán bộ|chương trình|tư vấn"
            "|tăng cường|kế hoạch|camera|thanh tra,?",
        ),
        sense(
            "giám sát",
            right="cộng đồng|đầu tư|thi công|dịch|chuyên đề|của|và phản|việc|thường xuyên"
            "|bầu cử|,? ?phản biện|công trình",
        ),
        sense("gia súc", right=r",? ?(?:và )?(?:GC|gia cầm)|-GC"),
        sense("gia súc", left="đàn|chăn nuôi|giết mổ|tiêm phòng"),
    ),
    "HN": (
        sense("hộ nghèo", left="hộ,?|diện|các|rà soát|thoát|tỷ lệ|xét|đối tượng|sổ|cho|giấy chứng nhận"),
        sense("hộ nghèo", right=",? ?(?:HCN|hộ cận|CN|cận nghèo|và cận)|đa chiều|năm 20"),
        sense(
            "hội nghị",
            left="tổ chức|tại|dự|phát biểu|khai mạc|bế mạc|chủ trì|mời họp|sau|giấy mời|nội dung"
            "|kết luận|toàn thể",
        ),
        sense(
            "hội nghị",
            right="tổng kết|sơ kết|triển khai|tập huấn|trực tuyến|BCH|ban chấp hành|lần thứ"
            "|đối thoại|tiếp xúc|quán triệt|cán bộ|người lao động|xúc tiến|giao ban|đại biểu"
            "|toàn",
        ),
        sense("hôn nhân", right="và gia đình|& ?GĐ|- ?GĐ"),
        sense("Hà Nội", left="TP|thành phố|thủ đô|ra|từ|đi|ở|về|bến|trường|TP\\."),
        sense("Hà Nội"),
        sense("hội nghị"),
        sense("hộ nghèo"),
    ),
    "HS": (
        sense(
            "hồ sơ",
            left="nộp|tiếp nhận|bộ|nhận|thành phần|lập|hoàn thiện|thẩm định|trả|giải quyết|mua"
            "|phát hành|xét|theo|bổ sung|thu|mã|phí|rút|lưu|thụ lý|kiểm tra",
        ),
        sense(
            "hồ sơ",
            right="gồm|xin|dự thầu|mời thầu|địa chính|vay|đề nghị|nhập học|tuyển|đất|cấp|gốc"
            "|bệnh án|sức khỏe|hợp lệ|quá hạn|công việc|pháp lý|trước hạn|đúng hạn|:",
        ),
        sense(
            "hình sự",
            left="vụ án|án|bộ luật|trách nhiệm|tố tụng|cảnh sát|luật|tội phạm|khởi tố|truy cứu TN|điều tra",
        ),
    ),
    "KH": (
        sense(
            "khách hàng",
            left="quý|mã|mã số|chăm sóc|toàn thể|thông báo đến|tri ân|phục vụ|hội nghị|nhu cầu|tư vấn",
        ),
        sense(
            "khách hàng",
            right="sử dụng|dùng|mua|mất|thanh toán|có nhu cầu|bị|vay|gửi|thân|sinh hoạt|đăng ký|nộp"
            "|của|lưu ý|vui lòng",
        ),
        sense(
            "khoa học",
            left="nghiên cứu|hội thảo|nhà|hội đồng|phổ biến|tiến bộ|luận cứ",
            right="kỹ thuật|KT|,? ?công nghệ|và công nghệ|về|cấp",
        ),
        sense("khoa học", left="nghiên cứu|nhà"),
    ),
    "KK": (
        sense("khuyến khích", left="giải|và|01|\\d+"),
        sense("kê khai", right="tài sản|thuế|nhân khẩu|đất|thu nhập|đăng ký|giá|hộ"),
        sense("khó khăn", left="hoàn cảnh|đặc biệt|HCĐB|hộ|vùng|HS|điều kiện"),
    ),
    "LĐ": (
        sense("lao động", left="liên đoàn|tổng liên đoàn|sở|bộ|phòng"),
        sense(
            "lãnh đạo",
            right="UBND|ĐU|Đảng|xã|huyện|tỉnh|phòng|sở|HĐND|các phòng|các ban|công an|MTTQ|cơ quan"
            "|đơn vị|,? ?chỉ đạo|công ty|các cấp|Hội|nhà trường|phường|thành phố",
        ),
        sense(
            "lãnh đạo",
            left="đ/c|đồng chí|đại diện|các|tập thể|cán bộ|công tác|sự|vai trò|báo cáo|mời|ý kiến|tham mưu",
        ),
        sense("liên đội", right="[Tt]rường|TNTP|mạnh|xuất sắc|TH|THCS"),
        sense(
            "lao động",
            left=r"\d+|người|LĐLĐ|tuyển|xuất khẩu|XK|thị trường|hợp đồng|hội|nguồn|độ tuổi|tuổi"
            r"|trong|an toàn|nghỉ",
        ),
    ),
    "NN": (
        sense("người nghèo", left="vì|quỹ vì|ngày vì|tháng cao điểm vì"),
        sense("nạn nhân", right="CĐDC|chất độc|da cam|bom mìn|TNGT|tai nạn"),
        sense(
            "nhà nước",
            left="cơ quan|QL|quản lý|chính sách|Đảng,?|Đảng và|ngân sách|kho bạc|ngân hàng|cấp"
            "|cán bộ|thanh tra|pháp luật của|doanh nghiệp|vốn|hỗ trợ của|bí mật|quyền"
            "|kiểm toán|đại diện|hành chính|tài sản",
        ),
        sense("nhà nước", right="hỗ trợ|ta|cấp|thu hồi|đầu tư|bảo hộ|quy định|và nhân dân"),
        sense("nước ngoài", left="vốn|yếu tố|người|lao động|đầu tư"),
    ),
    "NĐ": (sense("Nam Định", left="tỉnh|TP|thành phố|đi|về|Hà Nam,|đến"),),
    "PB": (
        sense("phổ biến", right="giáo dục|GD|pháp luật|PL|kiến thức|nghị quyết|,? ?quán triệt|chính sách"),
        sense("phó ban", left="trưởng ban,?|đ/c|các đồng chí|trưởng,|là"),
        sense("phòng ban", left="các|lãnh đạo"),
        sense("phòng ban"),
        sense("phổ biến"),
        sense("phó ban"),
    ),
    "PV": (
        sense(
            "phục vụ",
            right="nhân dân|sản xuất|SX|bầu cử|hành chính|HCC|công tác|người|cho|lễ|Tết|tết|nhu cầu"
            "|tưới|du lịch|khách|đại hội|bà con|nước|tốt",
        ),
        sense("phục vụ", left="công tác|tinh thần|thái độ|để|nhân viên|trung tâm"),
        sense("phỏng vấn", left="lịch|trả lời|thi|vòng|dự|tham gia", right=""),
    ),
    "TK": (
        sense(
            "thống kê",
            left="cán bộ|VP-?|văn phòng,?|luật|số liệu|chi cục|cục|báo cáo|công chức|theo|tổng cục|niên giám",
        ),
        sense("thế kỷ", right=r"[IVX]+(?!\w)|\d{1,2}(?!\d)"),
        sense("thiết kế", left="bản vẽ|hồ sơ|tư vấn", right="kỹ thuật|KT|thi công|,? ?dự toán|bản vẽ"),
    ),
    "TP": (
        sense(
            "tư pháp",
            left="công chức|sở|bộ|cán bộ|phòng|ngành|hội đồng|bổ trợ|cải cách",
            right="-? ?hộ tịch|HT|[^A-ZĐ]|$",
        ),
        sense(
            "trưởng phòng",
            left="đ/c|đồng chí|PTP,?|các",
            right="GD|Kinh tế|Văn hóa|VH|KT|,? ?PTP|,? ?phó|Y tế|Tài chính|TC",
        ),
        sense(
            "thực phẩm",
            left="an toàn|ATVS|vệ sinh|VSAT|AT|kinh doanh|ngộ độc|chế biến|cửa hàng|nhóm|tươi sống"
            "|công ty|bảo quản|giá",
        ),
    ),
    "TV": (
        sense("ti vi", right=r"\d{2}(?:\"|''| ?inch| ?in)|LED|LCD|Samsung|Sony|LG|màu|cũ"),
        sense("tiếng Việt", left="môn|toán,?|toán và|sách"),
        sense("thành viên", left="các|HĐ|hội đồng|\\d+|toàn thể|một|mỗi|UV,?|BCĐ,?"),
        sense("thành viên", right="BCĐ|tổ|HTX|ban|đoàn|CLB|gia đình|mới|góp"),
        sense(
            "tư vấn",
            right="pháp luật|PL|giám sát|GS|thiết kế|TK|sức khỏe|SK|tuyển|hướng nghiệp|xây dựng|XD"
            "|miễn phí|trực tiếp|dinh|việc làm",
        ),
        sense("tư vấn", left="đơn vị|ban|nhà thầu|công ty|hội đồng"),
        sense("thư viện", left="nhà|phòng|cán bộ"),
    ),
    "TX": (
        sense("thường xuyên", left="chi|kiểm tra|GD"),
        sense("tiếp xúc", right="cử tri|CT|với"),
        sense(
            "thường xuyên",
            left="giáo dục|GD|chi|hoạt động|nhiệm vụ|nguồn|kiểm tra|công tác|không",
            right=",|\\.|$|;|và|năm",
        ),
    ),
    "VC": (
        sense("vận chuyển", right="hàng|lúa|rác|vật liệu|khách|vật tư|người bệnh|BN|gia súc|lợn|từ|phế|đất"),
        sense("vận chuyển", left="phí|xe|cước|thu gom,?|công|tiền|bốc xếp,?|giết mổ,?|mua bán,?|buôn bán,?"),
        sense("vợ chồng", left="hai|cặp|tình cảm"),
    ),
}
