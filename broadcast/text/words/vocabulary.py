"""Common words of office and village: their initials give a guess, always asked, for an abbreviation in no table."""

VOCABULARY = """
phương án; thường vụ đảng ủy; tiếp nhận và trả kết quả; thường trực đảng ủy; điều dưỡng; công cụ hỗ trợ; hộ sinh
kỹ thuật viên; dược sĩ; y tá; y sĩ; thú y; thú y viên; bệnh nhân; bệnh viện; người bệnh; người nhà; sức khỏe
tiêm chủng; tiêm vắc xin; vắc xin; xét nghiệm; thuốc men; khẩu phần; dinh dưỡng; an toàn; nhân dân; nhân khẩu
hộ khẩu; hộ nghèo; hộ cận nghèo; hộ gia đình; hộ kinh doanh; hộ chiếu; khai sinh; khai tử; kết hôn; chứng thực
công chứng; giấy tờ; giấy phép; giấy chứng nhận; giấy xác nhận; giấy mời; hồ sơ; thủ tục; lệ phí; phí; biên lai
hóa đơn; chứng từ; kế toán; thủ quỹ; ngân sách; kinh phí; dự toán; quyết toán; tạm ứng; thanh toán; giải ngân
đấu thầu; đấu giá; nhà thầu; chủ đầu tư; công trình; hạng mục; khối lượng; nghiệm thu; bàn giao; thi công
giám sát; thiết kế; khảo sát; bản vẽ; vật liệu; xi măng; bê tông; cốt thép; nền đường; mặt đường
rãnh thoát nước; cống thoát nước; kênh mương; trạm bơm; đê điều; phòng chống lụt bão; phòng chống thiên tai
cứu hộ cứu nạn; tìm kiếm cứu nạn; sơ tán; ngập lụt; sạt lở; hạn hán; xâm nhập mặn; nông nghiệp; trồng trọt
chăn nuôi; thủy sản; lâm nghiệp; gia súc; gia cầm; trâu bò; lợn nái; lợn thịt; gà vịt; dịch bệnh
dịch tả lợn châu Phi; cúm gia cầm; viêm da nổi cục; lở mồm long móng; bảo vệ thực vật; thuốc bảo vệ thực vật
phân bón; giống lúa; lúa xuân; lúa mùa; cây màu; cây vụ đông; cây ăn quả; cây lâu năm; sản lượng; năng suất
diện tích; gieo trồng; thu hoạch; ruộng đất; đất đai; đất ở; đất nông nghiệp; đất trồng lúa; thửa đất; bản đồ
đo đạc; địa chính; tái định cư; bồi thường; bồi thường giải phóng mặt bằng; thu hồi đất; giao đất; thuê đất
chuyển mục đích; quyền sử dụng đất; mục đích sử dụng đất; giáo viên; giáo viên chủ nhiệm; học sinh
học sinh giỏi; sinh viên; phụ huynh; nhà trường; hiệu trưởng; phó hiệu trưởng; cha mẹ học sinh; mầm non
tiểu học; trung học; tuyển sinh; khai giảng; bế giảng; học phí; học bổng; khuyến học; cơ sở vật chất
thiết bị dạy học; quân sự; quốc phòng; quốc phòng an ninh; dân quân; dự bị; nghĩa vụ; nhập ngũ; xuất ngũ
huấn luyện; diễn tập; tuyển quân; giao quân; công an; cảnh sát; an ninh; trật tự; tội phạm; tệ nạn xã hội
ma túy; trộm cắp; cờ bạc; lừa đảo; tai nạn; vi phạm; xử phạt; xử lý vi phạm; vi phạm hành chính; giao thông
hành lang; biển báo; tốc độ; nồng độ cồn; mũ bảo hiểm; phương tiện; phương tiện giao thông; đảng viên; đảng bộ
đảng ủy; chi bộ; bí thư; phó bí thư; cấp ủy; chi ủy; sinh hoạt chi bộ; nghị quyết; kiểm tra; kiểm điểm; kỷ luật
mặt trận; đoàn thể; hội viên; đoàn viên; thanh niên; thiếu niên; nhi đồng; phụ nữ; nông dân; cựu chiến binh
người cao tuổi; công nhân; công đoàn; người lao động; việc làm; đào tạo nghề; xuất khẩu lao động; tiền lương
trợ cấp; phụ cấp; chế độ; chính sách; người có công; thương binh; bệnh binh; liệt sĩ; gia đình liệt sĩ
thân nhân liệt sĩ; mẹ Việt Nam anh hùng; người khuyết tật; trẻ em; trẻ mồ côi; bảo hiểm; bảo hiểm xã hội
bảo hiểm y tế; bảo trợ xã hội; an sinh xã hội; giảm nghèo; nhà tạm; nhà dột nát; nhà đại đoàn kết; văn hóa
văn nghệ; thể thao; thể dục; bóng đá; bóng chuyền; bóng chuyền hơi; cầu lông; câu lạc bộ; lễ hội; di tích
du lịch; gia đình văn hóa; thôn văn hóa; nếp sống văn minh; việc cưới việc tang; nhà văn hóa; sân vận động
truyền thanh; phát thanh; tuyên truyền; khẩu hiệu; băng rôn; pa nô; áp phích; loa truyền thanh; điện thoại
tin nhắn; mạng xã hội; thông tin; truyền thông; chuyển đổi số; chữ ký số; dịch vụ công; cơ sở dữ liệu; tài khoản
mật khẩu; ngân hàng; vay vốn; lãi suất; tiết kiệm; dư nợ; trả nợ; tín dụng; điện lực; đường dây; trạm biến áp
máy biến áp; cắt điện; nước sạch; nhà máy nước; vệ sinh; môi trường; rác thải; thu gom; bãi rác; chợ
tiểu thương; quản lý thị trường; hàng giả; hàng cấm; giá cả; bình ổn giá; doanh nghiệp; hợp tác xã; sản xuất
kinh doanh; bầu cử; cử tri; đại biểu; ứng cử; tổ bầu cử; khu vực bỏ phiếu; tiếp xúc cử tri; kỳ họp; hội nghị
hội thảo; tập huấn; tọa đàm; tổng kết; sơ kết; báo cáo; kế hoạch; chương trình; thông báo; quyết định; công văn
tờ trình; biên bản; giấy ủy quyền; chỉ đạo; chủ trì; phối hợp; tham mưu; thực hiện; triển khai; chịu trách nhiệm
thành phần; thời gian; địa điểm; nội dung; kết quả; tồn tại; nguyên nhân; giải pháp; nhiệm vụ; chỉ tiêu
tiêu chí; mục tiêu; thi đua; khen thưởng; giấy khen; bằng khen; huân chương; huy chương; trưởng thôn; phó thôn
trưởng ban; phó ban; tổ trưởng; tổ phó; ủy viên; thư ký; chủ tịch; phó chủ tịch; chánh văn phòng; chuyên viên
cán bộ chuyên trách; người hoạt động không chuyên trách; bán chuyên trách; cán bộ công chức; hợp đồng lao động
tư pháp hộ tịch
"""
