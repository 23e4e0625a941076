"""Why a file is refused: one table of reasons and of what the person can do about each."""

_MB = 1_000_000
LARGEST_FILE = 20 * _MB
LONGEST_TEXT = 400_000

REASONS = {
    "empty": (
        "Tệp rỗng, không có nội dung nào. Mở lại tệp trên máy để kiểm tra, rồi chọn đúng tệp và tải lên lại."
    ),
    "too_large": (
        "Tệp lớn hơn 20 MB nên chưa nhận được. Mở tệp bằng Word, bỏ bớt hình ảnh rồi lưu lại; hoặc chép "
        "phần chữ và dán vào ô soạn thảo."
    ),
    "too_long": (
        "Văn bản dài hơn 400.000 ký tự, quá dài cho một tin bài. Chép phần cần dùng rồi dán vào ô soạn thảo."
    ),
    "damaged": (
        "Không mở được tệp, có thể tệp bị hỏng khi sao chép hoặc tải về. Mở bằng Word, lưu lại thành tệp "
        ".docx mới rồi tải lên lại."
    ),
    "bomb": (
        "Tệp khi giải nén lớn bất thường nên đã bị chặn để bảo vệ máy chủ. Chép phần chữ của văn bản rồi "
        "dán vào ô soạn thảo."
    ),
    "too_heavy": "Tệp quá phức tạp, đọc mãi không xong. Chép phần chữ của văn bản rồi dán vào ô soạn thảo.",
    "old_word": (
        "Đây là tệp Word đời cũ (.doc hoặc .rtf). Mở bằng Word và lưu thành .docx (Lưu thành > Tài liệu "
        "Word), rồi tải tệp mới lên."
    ),
    "pdf": "Đây là tệp PDF. Chép nội dung rồi dán vào ô soạn thảo, hoặc xin tệp Word .docx của văn bản.",
    "image": (
        "Đây là tệp hình ảnh, không có chữ để đọc. Xin tệp Word .docx của văn bản, hoặc gõ lại nội dung "
        "vào ô soạn thảo."
    ),
    "program": (
        "Tệp này là chương trình máy tính, không phải văn bản, và có thể gây hại. Xoá tệp này và báo quản"
        " trị."
    ),
    "macro": "Tệp Word này có chứa macro (.docm). Mở bằng Word và lưu thành .docx, rồi tải tệp mới lên.",
    "not_word": (
        "Tệp không phải văn bản Word .docx (có thể là bảng tính, tệp trình chiếu hoặc tệp nén). Mở tệp, "
        "chép phần chữ cần dùng rồi dán vào ô soạn thảo."
    ),
    "text_as_word": (
        "Tệp mang đuôi .docx nhưng bên trong là chữ thường. Đổi đuôi tệp thành .txt rồi tải lên lại, hoặc"
        " dán nội dung vào ô soạn thảo."
    ),
    "word_as_text": (
        "Tệp mang đuôi .txt nhưng bên trong là văn bản Word. Đổi đuôi tệp thành .docx rồi tải lên lại."
    ),
    "unknown_kind": (
        "Chỉ nhận tệp .docx và .txt. Mở tệp bằng Word và lưu thành .docx, hoặc chép nội dung rồi dán vào "
        "ô soạn thảo."
    ),
    "encrypted": (
        "Tệp có đặt mật khẩu nên không mở được. Mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài "
        "liệu) rồi lưu và tải lên lại."
    ),
    "unreadable": (
        "Không đọc được chữ trong tệp: bảng mã không nhận ra hoặc tệp không phải văn bản. Mở tệp, chép "
        "nội dung rồi dán vào ô soạn thảo."
    ),
    "no_text": (
        "Tệp mở được nhưng không có chữ nào, có thể văn bản là ảnh quét. Xin tệp Word gốc, hoặc gõ lại "
        "nội dung vào ô soạn thảo."
    ),
}


class DocumentRefused(Exception):
    """The document cannot be imported; ``message`` says in Vietnamese what is wrong and what to do."""

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = message or REASONS[code]
        super().__init__(code, self.message)

    def __str__(self) -> str:
        return self.message
