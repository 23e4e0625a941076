"""Words that go together: what stands beside an ambiguous abbreviation decides which words it stands for."""

PHRASES = """
tuyển công nhân; công nhân may; công nhân làm việc; công nhân viên chức; công nhân viên; công nhân lao động
đất công nghiệp; chi nhánh ngân hàng; chi nhánh văn phòng; chi phí vật tư; chi phí sản xuất; chi phí đầu tư
chi phí nhân công; cơ sở hạ tầng; cơ sở sản xuất; cơ sở vật chất; cơ sở kinh doanh; cơ sở thờ tự
chương trình mục tiêu; chương trình hành động; chương trình giáo dục; chương trình công tác
chương trình xây dựng; chương trình tình nguyện; chương trình khuyến mại; chương trình văn nghệ
chủ tịch công đoàn; chủ tịch hội; chủ tịch mặt trận; chủ tịch quốc hội; chủ tịch nước; chỉ thị số; cao đẳng y tế
cao đẳng nghề; cao đẳng sư phạm; trường cao đẳng; công đoàn cơ sở; công đoàn viên; công đoàn ngành
chuyển đổi số; du lịch cộng đồng; du lịch sinh thái; du lịch tâm linh; dân lập; giao thông nông thôn
giao thông nội đồng; giao thông đường bộ; giao thông thủy lợi; an toàn giao thông; tai nạn giao thông
giá trị sản xuất; hành chính nhà nước; hành chính công; cải cách hành chính; thủ tục hành chính
vi phạm hành chính; huy chương vàng; huy chương bạc; huy chương đồng; hội viên hội; hội viên nông dân
hội viên phụ nữ; hội viên cựu chiến binh; học viên lớp; học viên cai nghiện; khối lượng rác
khối lượng công việc; khối lượng thực hiện; khối lượng thi công; khối lượng đất; kỷ luật đảng
kết luận thanh tra; kiểm tra giám sát; kiểm tra đột xuất; kiểm tra liên ngành; kinh tế hạ tầng
kinh tế nông nghiệp; kinh tế xã hội; kinh tế tập thể; kinh tế tư nhân; phát triển kinh tế; mặt trận tổ quốc
môi trường đất; môi trường nước; vệ sinh môi trường; bảo vệ môi trường; nội dung chuyển tiền
nội dung chuyển khoản; nội dung cuộc họp; hội nông dân; bà con nông dân; nhân dân địa phương; ngân sách xã
ngân sách nhà nước; ngân sách trung ương; ngân sách tỉnh; ngân sách địa phương; thu ngân sách; chi ngân sách
nhân viên y tế; nhân viên thú y; nhân viên bảo vệ; nhân viên văn phòng; thực hiện nhiệm vụ; nhiệm vụ trọng tâm
sở nội vụ; nhiệm vụ chính trị; phòng giao dịch ngân hàng; phòng chống ma túy; quốc tế phụ nữ; quốc tế thiếu nhi
quốc tế lao động; hợp tác quốc tế; quân đội nhân dân; quy định của pháp luật; quy định hiện hành
quy định của nhà nước; quyết định thành lập; quyết định thi hành; quyết định phê duyệt; quyết định công nhận
tổ chức đảng; tổ chức chính trị; tổ chức cá nhân; tổ chức cán bộ; tổ chức tín dụng; tổ chức hội nghị
tài chính kế hoạch; tài chính kế toán; tài chính công; sở tài chính; trung cấp nghề; thời gian địa điểm
thời gian thực hiện; thời gian tổ chức; thanh niên xung phong; thanh niên tình nguyện; thanh niên cộng sản
tháng thanh niên; đoàn thanh niên; tài nguyên nước; tài nguyên môi trường; tài nguyên khoáng sản
trách nhiệm hữu hạn; nuôi trồng thủy sản; chế biến thủy sản; thủy sản nước ngọt; tài sản công; tài sản cố định
tài liệu tham khảo; tài liệu hội nghị; thương mại dịch vụ; thương mại điện tử; trung tâm thương mại
thông tin truyền thông; thông tin liên lạc; thông tin tuyên truyền; hệ thống truyền thanh; đài truyền thanh
loa truyền thanh; trung tâm y tế; trung tâm văn hóa; trung tâm dịch vụ; trật tự đô thị; trật tự xây dựng
trật tự xã hội; an ninh trật tự; thường trực đảng ủy; thường trực hội đồng; thẩm định hồ sơ; thẩm định giá
thi đua khen thưởng; thi đua yêu nước; phong trào thi đua; vật tư nông nghiệp; vật tư y tế; vận tải hành khách
vận tải hàng hóa; bưu chính viễn thông; xí nghiệp khai thác; xí nghiệp thủy lợi; xí nghiệp may
xí nghiệp chế biến; xét nghiệm máu; xét nghiệm nhanh; xác nhận của; đề án tốt nghiệp; đầu tư xây dựng
đầu tư công; vốn đầu tư; chủ đầu tư; nhà đầu tư; đầu tư nước ngoài; đào tạo nghề; đào tạo lại; giáo dục đào tạo
đối tượng chính sách; đối tượng bảo trợ; đảng viên mới; đảng viên chi bộ; kết nạp đảng viên
đoàn viên thanh niên; đoàn viên công đoàn; đơn vị sự nghiệp; đơn vị tính; đơn vị bầu cử; đơn vị thi công
các đơn vị; địa điểm tổ chức; thời gian và địa điểm; tiểu học và trung học; trường tiểu học; tổng hợp báo cáo
hợp đồng lao động; hợp đồng kinh tế; hoạt động tín dụng; hoạt động văn nghệ; hoạt động sản xuất
hội đồng nhân dân; ban bí thư; bí thư chi đoàn; công chức viên chức; cán bộ công chức; báo cáo tổng kết
báo cáo kết quả; báo cáo tháng; báo cáo quý; báo cáo tuần; quy hoạch chi tiết; quy hoạch xây dựng
đại biểu quốc hội; quốc hội khóa; bầu cử quốc hội; kỳ họp quốc hội; sản lượng lương thực; số lượng đại biểu
thông báo kết luận; thông báo mời họp; trung bình cộng; thiết bị y tế; thiết bị trường học; trang thiết bị
"""
COUNTABLE = frozenset(
    {
        "công nhân",
        "hội viên",
        "học viên",
        "đảng viên",
        "đoàn viên",
        "nhân viên",
        "thương binh",
        "thanh niên",
        "phụ nữ",
        "nông dân",
        "trường hợp",
        "dự án",
        "cán bộ",
        "hồ sơ",
        "học sinh",
        "công chức",
        "phụ huynh",
        "huy chương",
        "đại biểu",
        "hợp đồng",
        "nhiệm vụ",
        "chiến sĩ",
        "liệt sĩ",
        "giáo viên",
    }
)
