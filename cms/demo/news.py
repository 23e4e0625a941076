"""Demo stories that the commune tells about itself: economy, fields, sport, investment, a rumour answered."""

import datetime as dt

from cms.demo.dates import day, last_quarter, moment, next_weekday, weekday
from cms.demo.shapes import Category, Kind, Outlet, Picture, State, Story, paragraphs


def economy(today: dt.date) -> Story:
    """Build the report on the last quarter; its three sectors add up to 215,4 tỷ."""
    quarter, year = last_quarter(today)
    return Story(
        slug="ket-qua-kinh-te-xa-hoi-quy",
        title=f"Quý {quarter}/{year}, giá trị sản xuất của xã tăng 7,2%",
        summary="Ba lĩnh vực đều tăng; thu ngân sách đạt 78% dự toán năm; cả xã còn 45 hộ nghèo.",
        body=_economy_text(quarter, year),
        section="kinh-te-dau-tu",
        kind=Kind.NEWS,
        category=Category.SOCIETY,
        source="Phòng Kinh tế xã Lạc Phượng",
        author="mai",
        board=(f"Quý {quarter}: giá trị sản xuất tăng 7,2%", "Cả xã còn 45 hộ nghèo, giảm 12 hộ"),
        state=State.AIRED,
        at=moment(today, -3, "16:45"),
        picture=Picture(
            name="fields",
            alt="Tranh vẽ cánh đồng lúa vàng lúc mặt trời mọc, xa xa là hàng cau và mái nhà trong thôn.",
            caption="Cánh đồng Lạc Phượng vào vụ gặt (tranh minh hoạ).",
        ),
    )


def _economy_text(quarter: str, year: int) -> tuple[str, ...]:
    return paragraphs(f"""
        Theo báo cáo của Phòng Kinh tế, quý {quarter}/{year} tổng giá trị sản xuất trên địa bàn xã Lạc
        Phượng đạt 215,4 tỷ đồng, tăng 7,2% so với cùng kỳ năm trước. Trong đó, công nghiệp và xây dựng
        đạt 84,2 tỷ đồng; nông nghiệp, thuỷ sản đạt 68,9 tỷ đồng; thương mại, dịch vụ đạt 62,3 tỷ đồng.

        Thu ngân sách từ đầu năm đến nay đạt 42,6 tỷ đồng, bằng 78% dự toán cả năm là 54,6 tỷ đồng. Xã
        đã giải ngân cho 4 công trình, trong đó đường trục thôn Kim Đôi dài 1,8 km đưa vào sử dụng sớm
        hơn kế hoạch 20 ngày.

        Vụ lúa vừa qua, toàn xã gieo cấy 640 ha, năng suất bình quân 58,5 tạ/ha, sản lượng 3.744 tấn.
        Hợp tác xã Phượng Trì ký hợp đồng bao tiêu 900 tấn, giúp bà con yên tâm về đầu ra.

        Các mặt văn hoá, xã hội có chuyển biến tốt. Cả xã còn 45 hộ nghèo trên tổng số 5.000 hộ, bằng
        0,9%, giảm 12 hộ so với đầu năm. Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95,4%. An ninh trật
        tự được giữ vững.

        Phát biểu tại hội nghị, Chủ tịch Uỷ ban nhân dân xã Nguyễn Văn Bình yêu cầu các phòng, ban tập
        trung thu ngân sách, đẩy nhanh giải ngân và chuẩn bị tốt vật tư cho vụ sản xuất tới.
    """)


def volleyball(today: dt.date) -> Story:
    """Build the sport story of the week: ten teams of five hamlets."""
    final = today - dt.timedelta(days=2)
    return Story(
        slug="giai-bong-chuyen-nong-dan",
        title="Thôn Ngọc Lâm vô địch Giải bóng chuyền nông dân xã",
        summary="Trận chung kết kéo dài năm hiệp trước hơn 600 khán giả ở sân nhà văn hoá xã.",
        body=_volleyball_text(final),
        section="van-hoa-du-lich",
        kind=Kind.NEWS,
        category=Category.SOCIETY,
        source="Hội Nông dân xã Lạc Phượng",
        author="hue",
        board=("Thôn Ngọc Lâm vô địch bóng chuyền nông dân", "Thắng Đông Hồ 3-2 sau năm hiệp"),
        state=State.AIRED,
        at=moment(today, -1, "17:10"),
        picture=Picture(
            name="volleyball",
            alt="Tranh vẽ quả bóng chuyền bay trên lưới, hai bên là những cánh tay giơ lên đập và chắn bóng.",
        ),
    )


def _volleyball_text(final: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Chiều {day(final)}, tại sân nhà văn hoá xã, Giải bóng chuyền nông dân xã Lạc Phượng khép lại
        bằng trận chung kết nam giữa đội thôn Ngọc Lâm và đội thôn Đông Hồ. Sau năm hiệp đấu giằng co,
        Ngọc Lâm thắng chung cuộc 3 - 2 trước hơn 600 khán giả.

        Giải năm nay có 10 đội của năm thôn tham dự, gồm 5 đội nam và 5 đội nữ, thi đấu vòng tròn trong
        bốn buổi chiều. Nhiều vận động viên vừa gặt xong đã ra sân, có người năm nay ngoài 50 tuổi. Ở
        nội dung nữ, đội thôn An Lạc giành giải Nhất, đội thôn Kim Đôi giành giải Nhì.

        Ban tổ chức trao cờ và tiền thưởng cho các đội đoạt giải; anh Trần Văn Dũng, thôn Ngọc Lâm, được
        bầu là vận động viên xuất sắc nhất. Giải phong cách thuộc về đội thôn Phượng Trì với lối chơi
        đẹp và đội cổ vũ đông vui.

        "Được thua không quan trọng bằng việc bà con năm thôn gặp nhau, cười với nhau", bà Trần Thị Huệ,
        trưởng thôn Ngọc Lâm, chia sẻ. Toàn bộ kinh phí tổ chức 38 triệu đồng do các doanh nghiệp và con
        em xa quê ủng hộ.

        Sau giải, Hội Nông dân xã chọn 12 vận động viên để luyện tập, chuẩn bị giao hữu với các xã bạn.
    """)


def land_exchange(today: dt.date) -> Story:
    """Build the draft about larger plots: before and after must agree (96 ha, 412 households)."""
    return Story(
        slug="don-dien-doi-thua-kim-doi",
        title="Dồn điền đổi thửa ở Kim Đôi: từ 1.236 thửa còn 478 thửa",
        summary="412 hộ thôn Kim Đôi đồng thuận dồn ruộng, máy cày máy gặt vào được tận nơi.",
        body=_land_exchange_text(),
        section="nong-thon-moi",
        kind=Kind.FEATURE,
        category=Category.GOOD_PEOPLE,
        source="Phòng Kinh tế xã; trưởng thôn Kim Đôi",
        author="mai",
        board=("Kim Đôi dồn điền: 1.236 thửa còn 478", "Máy cày, máy gặt vào tận chân ruộng"),
        state=State.DRAFT,
        at=moment(today, -1, "09:30"),
        picture=Picture(
            name="plots",
            alt="Tranh nhìn từ trên cao: ô ruộng lớn xanh và vàng, đường nội đồng thẳng, có máy gặt.",
        ),
    )


def _land_exchange_text() -> tuple[str, ...]:
    return paragraphs("""
        Cánh đồng Cửa Đình của thôn Kim Đôi rộng 96 ha, trước đây chia thành 1.236 thửa nhỏ cho 412 hộ,
        bình quân mỗi hộ có ba thửa nằm rải rác. Có nhà đi thăm hết ruộng mất cả buổi sáng. Sau một năm
        vận động, đến nay cánh đồng chỉ còn 478 thửa, phần lớn các hộ dồn về một thửa.

        Ông Đỗ Hữu Thắng, trưởng thôn Kim Đôi, kể: "Lúc đầu ai cũng ngại ruộng xa, ruộng trũng. Thôn họp
        14 buổi, bốc thăm công khai tại đình, cán bộ và đảng viên nhận thửa khó trước. Bà con thấy công
        bằng thì ký".

        Dồn ruộng xong, thôn đắp lại 5,2 km bờ vùng, mở rộng 3 tuyến đường nội đồng, máy cày và máy gặt
        vào được tận nơi. Theo tính toán của hợp tác xã, chi phí làm đất và thu hoạch giảm khoảng
        150.000 đồng mỗi sào.

        Vụ tới, 60 ha của cánh đồng sẽ cấy cùng một giống lúa chất lượng cao, cùng lịch gieo cấy và phun
        thuốc. Phần còn lại 36 ha bà con trồng rau màu theo hợp đồng.

        Từ kết quả ở Kim Đôi, xã dự kiến làm tiếp tại thôn Đông Hồ và thôn An Lạc. Cách làm được xác
        định là không nóng vội: nơi nào trên 90% hộ đồng thuận thì triển khai.
    """)


def investment(today: dt.date) -> Story:
    """Build the press release that was returned: one figure lacks its source."""
    return Story(
        slug="thong-cao-bao-chi-thu-hut-dau-tu",
        title="Lạc Phượng mời gọi đầu tư vào cụm làng nghề và chế biến nông sản",
        summary="Xã giới thiệu ba dự án, cam kết giải quyết thủ tục đúng hẹn và đồng hành cùng nhà đầu tư.",
        body=_investment_text(today),
        section="thong-tin-doi-ngoai",
        kind=Kind.PRESS_RELEASE,
        category=Category.PROJECTS,
        source="Phòng Kinh tế xã Lạc Phượng",
        author="quang",
        board=("Lạc Phượng giới thiệu ba dự án đầu tư", "Tổng diện tích 14 ha, thủ tục đúng hẹn"),
        outlets=(Outlet.SITE,),
        state=State.RETURNED,
        at=moment(today, -1, "16:50"),
        reason="Số lao động 9.800 người chưa ghi nguồn, thời điểm thống kê. Bổ sung rồi trình lại.",
    )


def _investment_text(today: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Ngày {day(today - dt.timedelta(days=1))}, Uỷ ban nhân dân xã Lạc Phượng thông tin tới các cơ
        quan báo chí về chương trình thu hút đầu tư của xã trong thời gian tới.

        Xã giới thiệu ba dự án: khu sơ chế, bảo quản nông sản tại thôn Phượng Trì, diện tích 4,5 ha; cụm
        làng nghề mây tre đan tại thôn An Lạc, diện tích 6 ha; điểm du lịch trải nghiệm ven sông tại
        thôn Ngọc Lâm, diện tích 3,5 ha. Tổng diện tích 14 ha, đều phù hợp quy hoạch và thuận đường giao
        thông.

        Lợi thế của Lạc Phượng là vùng nguyên liệu 640 ha lúa và hơn 200 ha rau màu, gần 9.800 người
        trong độ tuổi lao động, người dân chăm chỉ và hiếu khách. Nhà đầu tư được cung cấp thông tin đất
        đai công khai, được hẹn ngày trả kết quả cho từng thủ tục và có một đầu mối liên hệ duy nhất là
        Phòng Kinh tế xã.

        Xã đặt yêu cầu bảo vệ môi trường và việc làm cho người địa phương lên trước: dự án phải có
        phương án xử lý nước thải và ưu tiên tuyển lao động trong xã.

        Các cơ quan báo chí cần thêm tư liệu, phỏng vấn lãnh đạo xã, xin liên hệ Phòng Văn hoá - Xã hội
        trong giờ hành chính. Bà con xa quê muốn đầu tư về quê hương, xã luôn sẵn sàng đón tiếp.
    """)


def rumour(today: dt.date) -> Story:
    """Build the answer to a rumour about the water works."""
    tested = today - dt.timedelta(days=4)
    return Story(
        slug="lam-ro-tin-don-nuoc-sach",
        title="Làm rõ tin đồn nước sạch của xã bị nhiễm bẩn",
        summary=f"Kết quả xét nghiệm ngày {day(tested)} cho thấy nước đạt quy chuẩn; bà con yên tâm sử dụng.",
        body=_rumour_text(today, tested),
        section="tin-tuc",
        kind=Kind.CLARIFICATION,
        category=Category.SECURITY,
        source="Trạm Y tế xã; Công an xã; đơn vị cấp nước",
        author="quang",
        board=("Nước sạch Lạc Phượng đạt quy chuẩn, yên tâm", "Cả 6 mẫu xét nghiệm đạt, đừng tin đồn"),
        state=State.APPROVED,
        at=moment(today, -1, "17:25"),
        picture=Picture(
            name="loudspeaker",
            alt="Tranh vẽ cụm loa trên cột giữa làng, vòng âm thanh toả ra như hoa văn trống đồng.",
        ),
    )


def _rumour_text(today: dt.date, tested: dt.date) -> tuple[str, ...]:
    return paragraphs(f"""
        Những ngày gần đây, trên một số nhóm Zalo và Facebook lan truyền tin "nước máy Lạc Phượng nhiễm
        hoá chất, ai dùng cũng bị đau bụng", kèm một ảnh chụp nước đục. Uỷ ban nhân dân xã xin thông tin
        rõ như sau.

        Bức ảnh nói trên không chụp tại xã Lạc Phượng; ảnh đã có trên mạng từ năm 2021. Trạm Y tế xã
        không ghi nhận ca bệnh đường ruột tăng bất thường trong tháng này.

        Sáng {day(tested)}, Trạm Y tế và Công an xã cùng đơn vị cấp nước lấy 6 mẫu: 1 mẫu tại bể chứa
        của trạm bơm và 5 mẫu tại vòi của hộ dân, mỗi thôn 1 mẫu. Cả 6 mẫu đều đạt quy chuẩn nước sạch
        sinh hoạt. Nước đục nhẹ ở thôn Đông Hồ hôm {day(tested - dt.timedelta(days=3))} là do thay van
        đường ống, đã hết sau 2 giờ.

        Bà con yên tâm dùng nước. Đề nghị không chia sẻ tin chưa được kiểm chứng; thấy nước có màu, mùi
        lạ thì gọi ngay đơn vị cấp nước hoặc trưởng thôn. Người đăng tin đầu tiên đã nhận lỗi, gỡ bài và
        cam kết không tái phạm.

        Kết quả xét nghiệm đầy đủ được niêm yết tại trụ sở Uỷ ban nhân dân xã và nhà văn hoá các thôn
        đến hết {weekday(next_weekday(today, 4, after=5))}.
    """)
