"""The real letter of the story, and the half minute that its editor has read aloud of it."""

from pathlib import Path

from cms.demo import content

LETTER = Path(content.__file__).parent / "documents" / "lac-phuong-letter.txt"
IN_SHORT = """\
Đảng uỷ UBND xã Lạc Phượng đề nghị các chi bộ thực hiện Kế hoạch số 111-KH/ĐU ngày 22/5/2026 về thông tin đối ngoại.
Các đơn vị chủ động cung cấp thông tin chính thống và đẩy mạnh chuyển đổi số trong tuyên truyền.
Định kỳ 6 tháng, các chi bộ báo cáo kết quả về Đảng uỷ. Nội dung đầy đủ có trên cổng thông tin điện tử của xã."""
BOARD = ["Triển khai thông tin đối ngoại năm 2026", "Báo cáo Đảng uỷ định kỳ 6 tháng"]
