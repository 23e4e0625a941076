"""Why a person is asked: one Vietnamese sentence for each kind of doubt."""

REASONS = {
    "ambiguous": "Chữ viết tắt này có nhiều nghĩa, chữ xung quanh chưa đủ để quyết định.",
    "unknown": "Chữ viết tắt này chưa có trong từ điển, máy tạm đọc từng chữ cái.",
    "pieced": "Chữ viết tắt này chưa có trong từ điển, máy ghép nghĩa từ các phần đã biết.",
    "symbol_unknown": "Ký hiệu văn bản có phần chưa có trong từ điển.",
    "number_blank": "Số văn bản để trống, máy bỏ qua cụm này.",
    "day_blank": "Ngày để trống, máy chỉ đọc tháng và năm.",
    "date_mended": "Ngày tháng gõ sai dấu, máy đọc theo cách hiểu gần nhất.",
    "date_impossible": "Không có ngày này trong lịch, hãy xem lại.",
    "number_split": "Số có khoảng trắng ở giữa, máy ghép lại thành một số.",
    "time_impossible": "Không có giờ này trong ngày, hãy xem lại.",
    "date_or_range": "Chưa rõ đây là một ngày hay một khoảng nhiều ngày.",
    "date_or_fraction": "Chưa rõ đây là ngày tháng hay phân số.",
    "sign_unknown": "Ký hiệu này không đọc được, máy bỏ qua.",
    "script_unknown": "Chữ này không phải chữ tiếng Việt, máy bỏ qua.",
    "word_or_initials": "Chưa rõ đây là chữ viết tắt hay một từ viết hoa.",
}
