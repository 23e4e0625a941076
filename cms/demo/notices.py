"""Demo stories that villagers come for: power cuts, vaccination, fire, fraud, training."""

import datetime as dt

from cms.demo.dates import day, moment, next_weekday, weekday
from cms.demo.shapes import Category, Kind, Outlet, Picture, Priority, State, Story, paragraphs

CHILDREN = {"dong-ho": 42, "an-lac": 36, "phuong-tri": 39, "kim-doi": 31, "ngoc-lam": 38}
"""Children to be vaccinated, by hamlet: the infographic and the notice show the same numbers."""


def vaccination_days(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the two days of vaccination: the next Tuesday and Wednesday that are at least two days away."""
    first = next_weekday(today, 1, after=2)
    return first, first + dt.timedelta(days=1)


def power_cut(today: dt.date) -> Story:
    """Build the power-cut notice: two hamlets, from 7:30 to 11:00, the day after tomorrow."""
    date = today + dt.timedelta(days=2)
    return Story(
        slug="lich-cat-dien-dong-ho-an-lac",
        title=f"Tạm ngừng cấp điện thôn Đông Hồ, An Lạc sáng {day(date)}",
        summary="Ngành điện thay dây trục chính, tạm ngừng cấp điện 3 giờ 30 phút ở hai thôn.",
        body=_power_cut_text(date),
        script="\n\n".join(_power_cut_script(date)),
        section="thong-bao",
        kind=Kind.NOTICE,
        category=Category.SOCIETY,
        source="Thông báo của Đội quản lý điện khu vực",
        author="mai",
        board=(
            f"Mất điện 7 giờ 30 đến 11 giờ {date.day}/{date.month}",
            "Hai thôn Đông Hồ, An Lạc: tích nước trước",
        ),
        zones=("dong-ho", "an-lac"),
        priority=Priority.PRIORITY,
        state=State.RECORDED,
        at=moment(today, -1, "15:20"),
        until=date,
    )


def _power_cut_text(date: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Uỷ ban nhân dân xã Lạc Phượng nhận được thông báo của Đội quản lý điện khu vực về việc tạm ngừng
        cấp điện để thay dây trục chính và xử lý hành lang lưới điện. Thời gian ngừng cấp điện từ 7 giờ
        30 phút đến 11 giờ, {weekday(date)}. Khu vực mất điện gồm toàn bộ thôn Đông Hồ và thôn An Lạc,
        tổng cộng 2.100 hộ.

        Các thôn Phượng Trì, Kim Đôi và Ngọc Lâm vẫn có điện bình thường. Chợ Phượng và Trạm Y tế xã
        không bị ảnh hưởng.

        Đề nghị các hộ dân chủ động tích nước, sạc sẵn điện thoại, đèn pin; tắt máy bơm, máy xay xát và
        các thiết bị lớn trước 7 giờ 30 phút để tránh hư hỏng khi có điện trở lại. Hộ có người bệnh đang
        dùng máy thở, máy tạo ô xy cần báo ngay cho trưởng thôn trước 17 giờ chiều hôm trước để được hỗ
        trợ nguồn điện dự phòng.

        Nếu trời mưa to, lịch có thể lùi sang ngày khác; xã sẽ báo lại trên loa truyền thanh và trang
        thông tin điện tử. Trong lúc công nhân làm việc, bà con không đến gần cột điện, không tự ý đóng
        cầu dao ngoài cột. Cần hỏi thêm, bà con liên hệ trưởng thôn Đông Hồ Vũ Văn Tứ hoặc trưởng thôn
        An Lạc Phạm Thị Thơm.
    """)


def _power_cut_script(date: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Thông báo tạm ngừng cấp điện ở thôn Đông Hồ và thôn An Lạc.

        Từ 7 giờ 30 phút đến 11 giờ, {weekday(date)}, ngành điện tạm ngừng cấp điện toàn bộ thôn Đông Hồ
        và thôn An Lạc để thay dây trục chính. Các thôn khác vẫn có điện bình thường.

        Đề nghị bà con tích nước, sạc sẵn điện thoại, đèn pin và tắt các thiết bị điện lớn trước 7 giờ
        30 phút. Hộ có người bệnh dùng máy thở, máy tạo ô xy báo ngay cho trưởng thôn trước 17 giờ chiều
        hôm trước.

        Trong lúc công nhân làm việc, bà con không đến gần cột điện. Xin nhắc lại: mất điện từ 7 giờ 30
        phút đến 11 giờ, {weekday(date)}, tại thôn Đông Hồ và thôn An Lạc.
    """)


def vaccination(today: dt.date) -> Story:
    """Build the vaccination notice: 186 children, two days, at the health station."""
    first, second = vaccination_days(today)
    children = CHILDREN
    return Story(
        slug="lich-tiem-chung-cho-tre",
        title=f"Tiêm chủng cho {sum(children.values())} trẻ tại Trạm Y tế xã trong hai ngày",
        summary=f"Trẻ từ 2 đến 24 tháng tuổi tiêm tại Trạm Y tế xã ngày {day(first)} và {day(second)}.",
        body=_vaccination_text(first, second),
        section="thong-bao",
        kind=Kind.NOTICE,
        category=Category.EMERGENCY,
        source="Trạm Y tế xã Lạc Phượng",
        author="quang",
        board=(
            "Tiêm chủng trẻ em tại Trạm Y tế xã",
            f"Ngày {first.day} và {second.day}/{second.month}, nhớ mang sổ tiêm",
        ),
        state=State.RECORDED,
        at=moment(today, -1, "10:05"),
        until=second,
        picture=Picture(
            name="vaccination",
            alt="Tranh vẽ một cô y tá đứng trước trạm y tế xã, bên cạnh là mẹ bế con nhỏ đi tiêm.",
        ),
    )


def _vaccination_text(first: dt.date, second: dt.date) -> tuple[str, ...]:
    children = CHILDREN
    morning = children["dong-ho"] + children["an-lac"]
    last = children["kim-doi"] + children["ngoc-lam"]
    return paragraphs(f"""
        Trạm Y tế xã Lạc Phượng tổ chức buổi tiêm chủng mở rộng tháng này cho {sum(children.values())}
        trẻ từ 2 đến 24 tháng tuổi của năm thôn. Địa điểm: Trạm Y tế xã, thôn Phượng Trì. Tiêm miễn phí.

        {weekday(first)}: buổi sáng từ 7 giờ 30 phút đến 11 giờ tiêm cho {morning} trẻ thôn Đông Hồ và
        thôn An Lạc; buổi chiều từ 13 giờ 30 phút đến 16 giờ tiêm cho {children["phuong-tri"]} trẻ thôn
        Phượng Trì.

        {weekday(second)}: buổi sáng từ 7 giờ 30 phút đến 11 giờ tiêm cho {last} trẻ thôn Kim Đôi và
        thôn Ngọc Lâm; buổi chiều tiêm vét cho các cháu chưa đến được.

        Khi đưa trẻ đi tiêm, gia đình mang theo sổ tiêm chủng hoặc mã trên điện thoại, cho trẻ ăn vừa
        phải, mặc áo rộng, và nói rõ với cán bộ y tế nếu trẻ đang sốt, ho, dị ứng hoặc mới uống thuốc.
        Sau tiêm, trẻ ở lại theo dõi 30 phút tại trạm; về nhà theo dõi tiếp ít nhất 24 giờ.

        Nếu trẻ sốt cao trên 39 độ C, khóc không dứt, tím tái hoặc khó thở, đưa ngay đến cơ sở y tế gần
        nhất. Tuyên truyền viên các thôn đến từng nhà nhắc lịch để không cháu nào bị sót.
    """)


def fire_season(today: dt.date) -> Story:
    """Build the fire-season feature: spoken to everyone, priority."""
    return Story(
        slug="phong-chay-mua-hanh-kho",
        title="Năm việc cần làm ngay để phòng cháy trong mùa hanh khô",
        summary="Công an xã nhắc bà con kiểm tra điện, bếp và không đốt rơm rạ ngoài đồng.",
        body=_fire_season_text(),
        section="an-ninh-trat-tu",
        kind=Kind.FEATURE,
        category=Category.EMERGENCY,
        source="Công an xã Lạc Phượng",
        author="quang",
        board=("Mùa hanh khô: không đốt rơm rạ ngoài đồng", "Có cháy gọi ngay 114, ngắt điện trước tiên"),
        priority=Priority.PRIORITY,
        state=State.RECORDED,
        at=moment(today, -2, "09:40"),
        until=today + dt.timedelta(days=60),
        picture=Picture(
            name="fire",
            alt="Tranh vẽ ngọn lửa trên cánh đồng khô, bên cạnh là bình chữa cháy màu đỏ và số 114.",
        ),
    )


def _fire_season_text() -> tuple[str, ...]:
    return paragraphs("""
        Thời tiết hanh khô, gió bấc thổi mạnh, chỉ một tàn lửa cũng có thể thành đám cháy. Từ đầu năm
        đến nay trên địa bàn xã đã xảy ra 3 vụ cháy nhỏ, không có thiệt hại về người; 2 vụ do đốt rơm
        rạ, 1 vụ do chập điện. Công an xã đề nghị mỗi gia đình làm ngay năm việc sau.

        Một là, kiểm tra dây điện, ổ cắm, cầu dao; thay ngay dây bị nứt, chuột cắn; không cắm nhiều
        thiết bị lớn vào một ổ.

        Hai là, khi đun nấu phải có người trông; khoá van bình ga sau khi dùng; không để củi, rơm sát
        bếp.

        Ba là, khi thắp hương, đốt vàng mã phải có người trông đến lúc tàn hẳn, để xa rèm và mái tôn
        xốp.

        Bốn là, không đốt rơm rạ, đốt rác ngoài đồng và ven đường. Rơm được thu gom làm nấm, ủ phân hoặc
        bán cho hợp tác xã.

        Năm là, mỗi nhà có một bình chữa cháy hoặc thùng cát, xô nước; mọi người trong nhà đều biết lối
        thoát thứ hai.

        Khi có cháy, hô to cho mọi người biết, ngắt điện, gọi ngay số 114, rồi mới dập lửa nếu còn an
        toàn. Đội phòng cháy, chữa cháy cơ sở của năm thôn trực 24 giờ trong suốt mùa hanh khô.
    """)


def fraud_warning(today: dt.date) -> Story:
    """Build the warning of false VNeID callers: submitted, waits for the leader's phone."""
    return Story(
        slug="canh-giac-lua-dao-vneid",
        title="Cảnh giác cuộc gọi giả danh công an yêu cầu cập nhật VNeID",
        summary="Kẻ gian dụ cài ứng dụng lạ để chiếm tài khoản. Công an xã không hỏi mã OTP qua điện thoại.",
        body=_fraud_warning_text(today),
        section="de-an-06",
        kind=Kind.NEWS,
        category=Category.AGAINST_CRIME,
        source="Công an xã Lạc Phượng",
        author="mai",
        board=("Công an không gọi điện cập nhật VNeID", "Không đọc mã OTP, không bấm liên kết lạ"),
        priority=Priority.PRIORITY,
        state=State.SUBMITTED,
        at=moment(today, -1, "16:05"),
        picture=Picture(
            name="fraud",
            alt="Tranh vẽ chiếc điện thoại có cuộc gọi lạ, bên trên là tam giác cảnh báo màu vàng.",
        ),
    )


def _fraud_warning_text(today: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Trong tuần qua, Công an xã Lạc Phượng nhận được 7 tin báo của người dân về các cuộc gọi lạ tự
        xưng là cán bộ công an, yêu cầu cập nhật căn cước, đồng bộ VNeID hoặc kích hoạt lại tài khoản.
        Nhờ cảnh giác, không gia đình nào mất tiền.

        Thủ đoạn của chúng là gọi điện hoặc kết bạn Zalo, đọc đúng họ tên, ngày sinh để lấy lòng tin,
        rồi gửi đường liên kết dụ cài một ứng dụng giống hệt VNeID. Ứng dụng này chiếm quyền điều khiển
        điện thoại và rút sạch tiền trong tài khoản ngân hàng.

        Công an xã khẳng định: cơ quan công an không làm thủ tục định danh qua điện thoại, không gửi
        đường liên kết qua tin nhắn, không hỏi mật khẩu và mã OTP. Ứng dụng VNeID chỉ tải từ kho ứng
        dụng chính thức của điện thoại.

        Khi gặp cuộc gọi như vậy, bà con làm ba việc: tắt máy; không bấm đường liên kết, không đọc mã
        OTP cho bất cứ ai; báo ngay cho Công an xã hoặc trưởng thôn. Ai lỡ cài ứng dụng lạ thì tắt nguồn
        điện thoại, gọi ngay ngân hàng để khoá tài khoản.

        Người cao tuổi cần hỗ trợ cài đặt VNeID, mời đến Trung tâm phục vụ hành chính công xã vào sáng
        thứ Ba và sáng thứ Năm hằng tuần, bắt đầu từ {weekday(next_weekday(today, 1))}.
    """)


def training(today: dt.date) -> Story:
    """Build the training notice that was recalled because its date changed."""
    date = next_weekday(today, 4, after=3)
    return Story(
        slug="tap-huan-tuyen-truyen-vien-co-so",
        title="Tập huấn nghiệp vụ cho 35 tuyên truyền viên cơ sở",
        summary="Học viên thực hành viết tin, đọc bản tin và dùng phần mềm truyền thanh của xã.",
        body=_training_text(today, date),
        section="tin-tuc",
        kind=Kind.NOTICE,
        category=Category.PROJECTS,
        source="Phòng Văn hoá - Xã hội xã Lạc Phượng",
        author="quang",
        board=(
            "Tập huấn 35 tuyên truyền viên cơ sở",
            f"Từ 8 giờ ngày {date.day}/{date.month} tại hội trường xã",
        ),
        outlets=(Outlet.SITE, Outlet.AIR, Outlet.BOARDS),
        state=State.RECALLED,
        at=moment(today, -1, "16:30"),
        until=date,
        reason="Giảng viên bận, phải dời ngày. Thu hồi để học viên không đến nhầm; sẽ có thông báo mới.",
    )


def _training_text(today: dt.date, date: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Thực hiện kế hoạch công tác thông tin cơ sở năm {today.year}, Phòng Văn hoá - Xã hội phối hợp
        với Trung tâm Dịch vụ sự nghiệp công xã tổ chức hội nghị tập huấn nghiệp vụ cho 35 tuyên truyền
        viên cơ sở, mỗi thôn 7 người.

        Thời gian: từ 8 giờ đến 16 giờ 30 phút, {weekday(date)}. Địa điểm: hội trường Uỷ ban nhân dân
        xã.

        Buổi sáng, học viên nghe giới thiệu Nghị định số 49/2024/NĐ-CP về hoạt động thông tin cơ sở và
        học cách viết một tin ngắn: việc gì, ở đâu, khi nào, ai làm, bà con cần làm gì. Buổi chiều, học
        viên chia nhóm thực hành đọc bản tin trước micrô, chụp ảnh bằng điện thoại và gửi tin về xã.

        Ban tổ chức chuẩn bị tài liệu, nước uống và bữa trưa. Học viên mang theo điện thoại thông minh
        và một việc thật ở thôn mình để viết thành tin ngay tại lớp. Ba tin hay nhất sẽ được phát trên
        đài truyền thanh xã vào chiều hôm sau.

        Trưởng các thôn lập danh sách, gửi về Phòng Văn hoá - Xã hội trước
        {day(date - dt.timedelta(days=2))}.
    """)
