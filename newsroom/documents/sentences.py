"""The Vietnamese advice shown to the editor for each warning: what was seen, and what to do."""

ADVICE = {
    "blank_number": (
        "Số văn bản còn trống. Hỏi văn thư rồi điền số; nếu chưa có, bỏ cụm này để khi đọc không bị ngắc ngứ."
    ),
    "blank_day": "Ngày ban hành còn trống. Điền ngày ký trước khi trình duyệt.",
    "broken_date": "Ngày tháng gõ thừa dấu gạch chéo. Sửa lại cho đúng, nếu không máy sẽ đọc sai.",
    "impossible_date": "Ngày này không có trên lịch. Đối chiếu với bản gốc rồi sửa lại.",
    "spaced_symbol": "Ký hiệu văn bản có khoảng trắng thừa. Viết liền để máy đọc đúng.",
    "broken_symbol": "Số, ký hiệu bị ngắt giữa hai dòng; phần mềm đã nối lại. Kiểm tra lại cho chắc.",
    "sign_form": "Viết sai thể thức. Theo Nghị định 30/2020/NĐ-CP dùng chữ viết tắt có dấu chấm.",
    "likely_typo": "Có thể gõ nhầm dấu. Nếu đúng là nhầm, sửa theo gợi ý.",
    "doubled_words": "Cụm từ bị gõ lặp hai lần. Xoá bớt một lần.",
    "mixed_tones": (
        "Một số chữ đặt dấu theo hai kiểu trong cùng văn bản. Nên thống nhất một kiểu; khi đọc thì không "
        "ảnh hưởng."
    ),
    "double_stop": "Có hai dấu chấm liền nhau. Dùng một dấu chấm hoặc dấu ba chấm.",
    "unbalanced": "Dấu ngoặc mở và đóng không đủ đôi. Xem lại câu này.",
    "lost_character": "Có ký tự bị mất, hiện thành ô trống hoặc dấu hỏi. Đối chiếu với bản gốc rồi gõ lại.",
    "joined_line": "Câu bị ngắt khi sang trang; phần mềm đã nối lại. Đọc lại chỗ nối.",
    "joined_row": "Một dòng của bảng bị ngắt khi sang trang; phần mềm đã nối lại. Xem lại dòng này.",
    "issuer_guessed": (
        "Đầu văn bản không ghi tên cơ quan ban hành; phần mềm suy ra từ nội dung. Kiểm tra lại tên cơ quan."
    ),
    "secret": (
        "Văn bản có dấu chỉ mức độ mật. Không được đăng hay phát; báo ngay cho lãnh đạo và xoá bản nháp này."
    ),
    "draft_stamp": "Văn bản ghi là dự thảo. Chỉ đăng, phát khi đã có bản chính thức.",
    "tracked_changes": (
        "Tệp Word còn vết sửa (Track Changes). Phần mềm lấy nội dung sau khi chấp nhận mọi chỗ sửa."
    ),
    "pictures": (
        "Trong tệp có hình ảnh; hình không được đưa vào bài. Nếu cần, tải hình lên riêng và ghi lời mô tả."
    ),
    "old_font": "Văn bản dùng phông chữ cũ; phần mềm đã chuyển sang Unicode. Đọc lại dấu và chữ hoa.",
    "old_encoding": "Tệp dùng bảng mã cũ; phần mềm đã chuyển sang Unicode. Đọc lại dấu và chữ hoa.",
    "note": "Chú thích cuối trang không đưa vào bài và lời đọc. Nếu cần, chép vào bài.",
}
