"""What hurried notes cut short: who is counted, money by its code, deputies, and what stands beside."""

PEOPLE = {
    "GV": "giáo viên",
    "HS": "học sinh",
    "SV": "sinh viên",
    "BN": "bệnh nhân",
    "TE": "trẻ em",
    "NV": "nhân viên",
    "HV": "hội viên",
    "CB": "cán bộ",
    "ĐB": "đại biểu",
    "LĐ": "lao động",
    "CN": "công nhân",
    "TNV": "tình nguyện viên",
}
CURRENCIES = {
    "USD": "đô la Mỹ",
    "EUR": "ơ rô",
    "JPY": "yên Nhật",
    "KRW": "uôn Hàn Quốc",
    "CNY": "nhân dân tệ",
    "NDT": "nhân dân tệ",
    "NT$": "đô la Đài Loan",
    "TWD": "đô la Đài Loan",
    "AUD": "đô la Úc",
    "SGD": "đô la Singapore",
}
DEPUTIES = {
    "CT": "phó chủ tịch",
    "GĐ": "phó giám đốc",
    "BT": "phó bí thư",
    "HT": "phó hiệu trưởng",
    "TP": "phó trưởng phòng",
}
LAB = (
    r"(?<!\w)(?:xét nghiệm|kiểm nghiệm|phân tích|test nhanh|test|lấy|kết quả|dương tính|âm tính|phát hiện|có)"
)
HOUR_CUE = "lịch|mở|đóng|từ|lúc|giờ|ca|sáng|chiều|tối|trực|hằng ngày|hàng ngày|họp|khung"
DAYS_OF_WEEK = {"2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy"}
EMERGENCY = (
    r"\s\(?(?:PCCC|CNCH|cấp cứu|phản ứng nhanh|cứu hỏa|cứu nạn|cứu thương|công an|cảnh sát|chữa cháy"
    r"|bảo vệ trẻ em|y tế|tìm kiếm)(?!\w)"
)
