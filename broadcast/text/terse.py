"""Rules for hurried notes: 8GV, T6 of a bill, JPY 185.000, spaced figures, CO2e, P.CT, scale 1/2000."""

import re

from broadcast.text.amounts import NUMBER, PER, per_words
from broadcast.text.dates import DAY, MONTH, date_words, day_words, is_real, month_words
from broadcast.text.numbers import amount, digits, integer
from broadcast.text.rules import rule
from broadcast.text.words.terse import CURRENCIES, DAYS_OF_WEEK, DEPUTIES, EMERGENCY, HOUR_CUE, LAB, PEOPLE

COUNTED_PEOPLE = rule(
    "counted_people",
    rf"(?P<number>[1-9]\d{{0,3}})(?P<who>{'|'.join(PEOPLE)})(?P<per>{PER}{{0,2}})(?![\w/\-]|\.\w)",
    lambda found: f"{integer(int(found['number']))} {PEOPLE[found['who']]}{per_words(found['per'], '')}",
    left=r"(?<!\w)(?:thiếu|thừa|có|còn|cần|tuyển|thêm|bổ sung|gồm|với|tổng|là|cho|được|tặng|và|cử|điều|giảm"
    r"|khen|mời|các|nhập|mỗi|đạt|số)(?: [^\W\d_]+)?\s|[,;:(+]\s?|\d\s",
)
CURRENCY_CODE = rule(
    "currency_before",
    rf"(?P<unit>{'|'.join(CURRENCIES).replace('$', '[$]')})\s?(?P<first>{NUMBER})"
    r"(?!\w|[.,\-]\d|\s?(?:đ|đồng|VND|VNĐ)(?!\w))"
    rf"(?P<per>{PER}{{0,2}})",
    lambda found: f"{amount(found['first'])} {CURRENCIES[found['unit']]}{per_words(found['per'], 'đ')}",
    starts="a",
)
BILL_MONTH = rule(
    "month_code",
    rf"T(?P<month>{MONTH})(?![\w/]|[.,\-]\d)",
    lambda found: f"tháng {month_words(found['month'])}",
    starts="a",
    left=r"(?<!\w)(?:tiền điện|tiền nước|hóa đơn|tiền mạng|cước|học phí|tiền nhà|trợ cấp|lương|lương hưu|(?-i:CPI))\s"
    r"(?:T\d{1,2}\s?(?:,|và)\s){0,3}",
)
SPACED_YEAR = rule(
    "year_spaced",
    r"(?:1 9|2 0) \d \d(?!\w| \d|[.,]\d)",
    lambda found: integer(int(found.whole.replace(" ", ""))),
    left=r"(?<!\w)năm\s+",
)
GREENHOUSE = rule(
    "chemical",
    r"CO2\s?(?:e|eq|tđ)(?!\w)",
    lambda found: "xê ô hai tương đương",
    starts="a",
)
DEPUTY = rule(
    "deputy",
    rf"P\.\s?(?P<head>{'|'.join(DEPUTIES)})"
    r"(?=\s?(?:UBND|HĐND|MTTQ|UBMT|Hội|HTX|xã|phường|TT|thường trực|Sở|trường"
    r"|Đảng ủy|chi bộ|Đoàn|Tư pháp|Kinh tế|Văn hóa|Nội vụ|[,;(]))",
    lambda found: DEPUTIES[found["head"]],
    starts="a",
)
AMENDED = rule(
    "short_word",
    r"(?:sđ|SĐ)\s?,?\s?(?:bs|BS)(?!\w)",
    lambda found: "sửa đổi, bổ sung",
    starts="a",
)
CASES = rule(
    "short_word",
    r"t/h(?!\w)",
    lambda found: "trường hợp",
    starts="a",
    left=r"(?<!\w)(?:có|xử lý|phát hiện|lập biên bản|gồm|là|thêm|với|phạt|ghi nhận|nhắc nhở)\s\d[\d.]*\s|\d\s",
    right=r"\s(?!chạy|liên tục)[^\W\d_]",
)
TONNES_AN_HOUR = rule(
    "typed_unit",
    r"t/h(?!\w)",
    lambda found: "tấn một giờ",
    starts="a",
    left=r"(?<!\w)(?:công suất|năng suất|lò|máy|dây chuyền|trạm)(?!\w)[^.;\n]{0,40}\d\s?",
)
CARRIED_OUT = rule(
    "short_word", r"t/h(?!\w)", lambda found: "thực hiện", starts="a", left=r"[^\W\d_]\s", right=r"\s[^\W\d_]"
)
CELLS = rule("typed_unit", r"G/L(?!\w)", lambda found: "giê một lít", starts="a", left=r"\d\s?")
OPENING = rule(
    "opening",
    r"KG(?!\w)",
    lambda found: "khai giảng",
    starts="a",
    left=r"(?<!\w)(?:trước|lễ|ngày|dịp|chuẩn bị|sau|dự|hôm)\s",
    right=r"\s?(?:[,.;:)]|$|\n|\d{1,2}/\d|ngày|năm học|sáng|vào|và|tại|của)",
)
EMERGENCY_NEXT = rule(
    "phone_short",
    r"11[1-5]",
    lambda found: digits(found.whole),
    left=r"(?<!\d)11[1-5](?!\d)[^.\n]{1,40}(?:[,;]|và|hoặc)\s?(?:và\s)?",
    right=EMERGENCY,
)
EMERGENCY_SERVICE = rule(
    "phone_short",
    r"11[1-5](?![\w/]|[.,]\d)",
    lambda found: digits(found.whole),
    left=r"(?<!\w)(?:(?:hotline|đường dây nóng|tổng đài)[^.;\n\d]{1,50}"
    r"|(?:gọi|báo|quay|bấm|liên hệ)[^.;\n\d]{0,45}?số )",
    right=r"\s?(?:[.,;()]|$|\n|(?:hoặc|hay|để|khi|nếu|ngay|hoạt động|miễn phí|trực|phục vụ)(?!\w))",
)
EMERGENCY_LAST = rule(
    "phone_short",
    r"11[1-5](?![\w/]|[.,]\d)",
    lambda found: digits(found.whole),
    left=r"(?<!\w)(?:gọi|số|tổng đài|điện thoại|báo|hotline|liên hệ)[^.\n\d]{0,30}(?:11[1-5][^.\n\d]{1,25}){1,3}"
    r"(?:[,;]|và|hoặc|hay)\s",
    right=r"\s?(?:[.,;()]|$|\n|(?:và|hoặc|hay|để|khi|nếu|ngay)(?!\w))",
)
PLAN_SCALE = rule(
    "ratio",
    r"1\s?/\s?(?P<scale>200|500|[125]000|[15]0\.?000|25\.?000|[125]\.000)(?![\w/])",
    lambda found: f"một trên {amount(found['scale'])}",
    left=r"(?<!\w)(?:quy hoạch|bản vẽ|bản đồ|quy hoạch chi tiết|phân khu|sơ đồ|đo vẽ|(?-i:QH|QHCT|QHPK|BĐ))"
    r"(?: [^\W\d_]+){0,3}\s\(?",
)
SAMPLES = rule(
    "count_over",
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})(?=\s*(?:mẫu|ca|lam)(?!\w))",
    lambda found: f"{amount(found['first'])} trên {amount(found['second'])}",
    left=rf"{LAB}(?: [^\W\d_]+)?\s",
    right=r"\s*(?:mẫu|ca|lam)(?! (?:ruộng|vườn|lúa))",
)
SAMPLES_OF = rule(
    "count_over",
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})(?![\w/]|[.,]\d)",
    lambda found: f"{amount(found['first'])} trên {amount(found['second'])}",
    right=r"\s*mẫu (?:nước|rau|thịt|cá|thực phẩm|máu|phân|giò|chả|bún|dương|âm|không|đạt|xét"
    r"|bệnh|test|kiểm)(?!\w)|\s(?:dương|âm) tính",
)
HOUR_SPAN = rule(
    "time_whole",
    r"(?P<from>[01]?\d|2[0-4])g\s?-\s?(?P<to>[01]?\d|2[0-4])g(?!\w)",
    lambda found: f"{integer(int(found['from']))} giờ đến {integer(int(found['to']))} giờ",
    left=rf"(?<!\w)(?:{HOUR_CUE})(?: [^\W\d_]+){{0,3}}:?\s"
    r"|\dg\s?(?:,|và|;)\s",
)
DOSE = rule(
    "quantity",
    r"(?P<first>\d{1,3})\s?g(?:\s?-\s?(?P<second>\d{1,3})\s?g)?(?!\w)",
    lambda found: (
        f"{integer(int(found['first']))} gam"
        + (f" đến {integer(int(found['second']))} gam" if found["second"] else "")
    ),
    left=r"(?<!\w)(?:uống|pha|bón|trộn|rắc|nặng|liều|hòa|hoà|cân|thêm)(?: (?:từ|khoảng|với|đều|mỗi lần))?\s",
    right=r"(?!\s?(?:sáng|trưa|chiều|tối|đêm|ngày \d))",
)
HOURS_LISTED = rule(
    "time_whole",
    r"(?:[01]?\d|2[0-4])g(?:\s?,\s?(?:[01]?\d|2[0-4])g){1,5}(?:\s?(?:,|và)\s?(?:[01]?\d|2[0-4])g)?(?!\w)",
    lambda found: re.sub(r"(\d+)g", lambda hour: f"{integer(int(hour[1]))} giờ", found.whole),
    left=rf"(?<!\w)(?:{HOUR_CUE})(?: [^\W\d_]+){{0,3}}:?\s",
)
HOUR_AFTER_CLOCK = rule(
    "time_whole",
    r"(?P<hours>[01]?\d|2[0-4])g(?!\w)",
    lambda found: f"{integer(int(found['hours']))} giờ",
    left=r"(?<!\d)\d{1,2}g[0-5]\d\s?(?:-|đến|tới)\s?",
)
BY_WEIGHT = rule(
    "tonnes",
    rf"(?P<first>{NUMBER})\s?T(?!\w)(?P<per>{PER}{{0,2}})",
    lambda found: f"{amount(found['first'])} tấn{per_words(found['per'], 'kg')}",
    left=r"(?<!\w)(?:ghe|tàu|sà lan|cát|đá|xi măng|thóc|lúa|gạo|phân|hàng|than|sắt|thép|rác)"
    r"(?: (?:dưới|trên|từ|đến|khoảng|hơn|gần|được))?\s[<>≤≥]?\s?",
)
WEEK_DAY = rule(
    "weekday",
    r"T(?P<day>[2-7])(?=\s(?:và T[2-7]\s)?(?:hằng tuần|hàng tuần|tuần (?:này|sau|tới|trước))(?!\w))",
    lambda found: f"thứ {DAYS_OF_WEEK[found['day']]}",
    starts="a",
)
METER_MONTH = rule(
    "month_code",
    rf"T(?P<month>{MONTH})(?=\s?:?\s\d[\d.]*\s?(?:kWh|m3|số|khối)(?!\w))",
    lambda found: f"tháng {month_words(found['month'])}",
    starts="a",
    left=r"(?<!\w)(?:điện|nước)\s",
)
DAY_BEFORE_DATE = rule(
    "day_alone",
    r"(?P<day>0?[1-9]|10)(?=\s?(?:và|,|&)\s(?:sáng|trưa|chiều|tối|đêm)\s(?:ngày\s)?(?P<next>\d{1,2})/\d{1,2}(?!\d))",
    lambda found: day_words(found["day"]) if int(found["day"]) < int(found["next"]) else None,
    left=r"(?<!\w)(?:ngày|rưỡi|là|từ)\s?[:(]?\s|:\s",
)
DAY_AND_DAY = rule(
    "day_alone",
    rf"(?P<first>{DAY})\s?&\s?(?P<second>{DAY})(?![\w/]|[.,]\d)",
    lambda found: f"{day_words(found['first'])} và {day_words(found['second'])}",
    left=r"(?<!\w)(?<!\d )(?<!mỗi )ngày\s",
)
DAY_OF_WEATHER = rule(
    "day_alone",
    r"(?:0?[1-9]|10)(?=\s(?:có|trời|ít|nhiều)?\s?(?:mưa|nắng|mây|rét|giông|dông|nóng)(?!\w))",
    lambda found: day_words(found.whole),
    left=r"(?<!\w)(?<!\d )(?<!mỗi )ngày\s",
)
COUNTED_TO = rule(
    "date_dashed",
    rf"(?P<day>{DAY})-(?P<month>{MONTH})(?![\w/\-]|[.,]\d|\s?%)",
    lambda found: (
        f"ngày {date_words(found, found['day'], found['month'], '')}"
        if is_real(found["day"], found["month"], "") and int(found["day"]) > int(found["month"])
        else None
    ),
    left=r"(?<!\w)(?:tính|cộng dồn|lũy kế|số liệu)(?: đến| tới)(?: hết)?\s",
)
DAYS_OF_SPAN = rule(
    "date_span",
    rf"(?P<day>{DAY})/(?P<month>{MONTH})(?=\s?-\s?{DAY}/{MONTH}(?!\w))",
    lambda found: f"từ ngày {date_words(found, found['day'], found['month'], '')}",
    left=r"(?<![\w/])\d{1,3} ngày,?\s",
)
SCHOOL_MARK = rule(
    "mark",
    r"(?:10|\d),(?:25|5|50|75|00?)(?!\w|,\d)",
    lambda found: amount(found.whole),
    left=r"(?<![\w/])\d{1,4} bài\s",
)
VARIETY = rule(
    "variety",
    r"0\d{2}(?![\w/]|[.,]\d)",
    lambda found: digits(found.whole),
    left=r"(?<!\w)(?:bơ|giống|sầu riêng|mít|cây bơ|quả bơ|trái bơ)\s",
)
UP_TO = rule(
    "compared",
    r"(?P<sign>[<>])\s?(?=\d[\d.,]*\s?(?:km|tuổi|tháng|triệu|tr|tỷ|ha|kg|người|m2|phút|giờ|năm|hộ|ngày)(?!\w))",
    lambda found: {"<": "dưới ", ">": "trên "}[found["sign"]],
    starts=".",
    left=r"(?<![\w=])[^\W\d_]{2,}[:,]?\s?",
)
RANGERS = rule(
    "abbreviation_in_context",
    r"KL(?!\w)",
    lambda found: "kiểm lâm",
    starts="a",
    left=r"(?<!\w)(?:hạt|chi cục|trạm)\s",
)
METRES_AFTER_BRACKET = rule(
    "typed_unit",
    r"m(?!\w)",
    lambda found: "mét",
    starts="a",
    left=r"\d\s?[x×*]\s?\d[\d,.]*\)\s?",
)
DATES = (
    BILL_MONTH,
    METER_MONTH,
    WEEK_DAY,
    COUNTED_TO,
    DAYS_OF_SPAN,
    SAMPLES,
    SAMPLES_OF,
    PLAN_SCALE,
    DAY_AND_DAY,
    DAY_BEFORE_DATE,
    DAY_OF_WEATHER,
)
FIGURES = (
    DOSE,
    HOURS_LISTED,
    HOUR_AFTER_CLOCK,
    BY_WEIGHT,
    EMERGENCY_NEXT,
    EMERGENCY_SERVICE,
    EMERGENCY_LAST,
    HOUR_SPAN,
    SCHOOL_MARK,
    SPACED_YEAR,
    VARIETY,
    COUNTED_PEOPLE,
)
WORDS = (
    CURRENCY_CODE,
    GREENHOUSE,
    DEPUTY,
    AMENDED,
    TONNES_AN_HOUR,
    CASES,
    CARRIED_OUT,
    CELLS,
    OPENING,
    RANGERS,
    METRES_AFTER_BRACKET,
)
