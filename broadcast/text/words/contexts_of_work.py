"""Known abbreviations that mean something else where people are hired, saved for and paid; tried first."""

from broadcast.text.words.sense import Sense, sense

HIRED = r"(?:tuyển|cần tuyển|tuyển dụng)(?: gấp)?(?: thêm)?[^.;\n]{0,60}?"
WORK_CONTEXTS: dict[str, tuple[Sense, ...]] = {
    "BV": (sense("bảo vệ", left=HIRED + r"\d+"),),
    "TMĐT": (
        sense(
            "thương mại điện tử",
            left="sàn|sàn giao dịch|các sàn|phát triển|hoạt động|qua|kinh doanh|hình thức",
        ),
        sense("thương mại điện tử", right=":? ?đưa|và|tăng|trên"),
    ),
    "TX": (sense("tài xế", left=HIRED + r"\d+"),),
    "PV": (sense("phục vụ", left=HIRED + r"\d+|NV|nhân viên"),),
    "TK": (sense("tiết kiệm", left="sổ|gửi|tiền gửi|vay và|vay,?"),),
    "NN": (sense("nhà nước", right=r"\d+%[^.;\n]{0,20}(?:ND|nhân dân|dân)"),),
}
