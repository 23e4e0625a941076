"""What the box says to people, in Vietnamese: one table of reason codes, one line of output each."""

import sys
import threading
from datetime import UTC, datetime, timedelta, timezone

from broadcast.player.said import Said

VIETNAM = timezone(timedelta(hours=7))
_lock = threading.Lock()
_copies: list[Said] = []

SENTENCES = {
    # news on the output
    "started": "Máy bắt đầu chạy ({software}), đài: {server}.",
    "stopped": "Máy dừng theo yêu cầu.",
    "code": "Mã nhận máy: {code}. Người phụ trách nhập mã này ở Bàn phát thanh. Dấu của đài: {mark}.",
    "claimed": "Đài đã nhận máy này.",
    "serves": "Theo lệnh của đài, máy này phục vụ {zone}.",
    "new_key": "Theo lệnh của đài, máy đã đổi khoá của mình.",
    "volume": "Theo lệnh của đài, âm lượng là {percent}%.",
    "screen": "Theo lệnh của đài, bảng tin đổi bố cục và giờ tắt màn hình.",
    "chime": "Theo lệnh của đài, máy phát chuông thử.",
    "restart": "Theo lệnh của đài, chương trình khởi động lại.",
    "accepted": "Đã nhận lịch phát {version} của {zone}: {air} lượt phát, {board} tin bảng.",
    "fetched": "Đã tải xong tệp {sha256}.",
    "playing": "Đang phát: {title}.",
    "ended": "Kết thúc ({outcome}): {title}.",
    "withheld": "Không phát: {title}. {reason}",
    "recovered": "Lần chạy trước dừng giữa chừng khi phát {airing}; đã ghi nhận phát dở.",
    "set_aside": "Tệp trạng thái {name} bị hỏng; đã cất riêng thành {aside} và làm tiếp.",
    "board_at": "Bảng tin mở tại {url}",
    "wav_unwritable": "Không ghi được tệp âm thanh: {why}",
    "once_done": "Đã xong một lượt: nhận lịch, tải tệp, gửi xác nhận.",
    "once_failed": "Chưa xong một lượt: {why}",
    # problems: also sent to the desk
    "unreachable": "Chưa liên lạc được với đài: {why}. Máy vẫn phát theo lịch đang giữ.",
    "revoked_device": "Máy này đã bị đài thu hồi; đã xoá lịch phát và các tệp.",
    "revoked_unproved": "Có nơi báo máy này bị thu hồi nhưng không có lệnh do đài ký. Máy vẫn phát theo lịch.",
    "clock_untrusted": "Đồng hồ của máy chạy sai (trước ngày ký lịch phát). Máy tạm im lặng: chỉnh lại giờ.",
    "manifest_over": "Lịch phát đang giữ đã hết hạn; máy im lặng cho tới khi có lịch mới.",
    "no_sink": "Không mở được thiết bị âm thanh: {why}",
    "disk_full": "Không ghi được vào thẻ nhớ: {why}",
    "media_trouble": "Chưa tải được tệp {sha256}: {why}",
    "amplifier": "Lệnh bật tắt tăng âm không chạy được ({command}): {why}.",
    "stream_away": "Luồng chưa tới được Icecast {place}: {why}. Máy tự nối lại.",
    "no_viewer": "Chưa có trình duyệt nào mở bảng tin.",
    "refused": "Từ chối dữ liệu gửi tới máy: {reason}",
    "loop_failed": "Một phần của máy gặp lỗi và đã chạy lại: {why}",
}

REASONS = {
    # why a manifest, a key list or an order is refused
    "forged": "chữ ký không phải của đài này",
    "unknown_key": "chữ ký của một khoá mà đài này không chứng nhận",
    "revoked_key": "chữ ký của một khoá đã bị thu hồi",
    "other_context": "chữ ký được làm cho việc khác, không phải cho việc này",
    "key_over": "khoá ký chưa có hiệu lực hoặc đã hết hạn",
    "foreign_epoch": "thuộc kỳ khoá mà khoá gốc chưa mở",
    "keys_forged": "danh sách khoá không do khoá gốc của đài này ký",
    "keys_unreadable": "danh sách khoá không đúng định dạng loaxa.keys/1",
    "keys_older": "danh sách khoá cũ hơn danh sách đang giữ",
    "order_unreadable": "lệnh không đúng định dạng loaxa.command/1",
    "order_foreign": "lệnh gửi cho máy khác",
    "order_epoch": "lệnh thuộc kỳ khoá khác",
    "unreadable": "nội dung không đúng định dạng loaxa.manifest/1",
    "foreign_zone": "lịch của khu vực khác",
    "older": "cũ hơn lịch đang giữ",
    "conflict": "cùng số với lịch đang giữ nhưng nội dung khác",
    "expired": "đã hết hạn",
    # why an item is not played
    "late": "Đã quá giờ phát cho phép.",
    "quiet": "Rơi vào giờ yên tĩnh.",
    "recalled": "Nội dung đã bị thu hồi.",
    "stopped": "Người trực đài đã cho dừng lượt phát này.",
    "media_missing": "Tệp âm thanh chưa tải được.",
    "media_broken": "Tệp âm thanh hỏng, không giải mã được.",
    "no_sink": "Không mở được thiết bị âm thanh.",
    "disk_full": "Không ghi được nhật ký phát vào thẻ nhớ.",
    # why an item is partial
    "interrupted_urgent": "Bị ngắt để phát tin khẩn cấp.",
    "interrupted_recall": "Bị ngắt vì nội dung bị thu hồi.",
    "interrupted_order": "Bị ngắt vì người trực đài cho dừng.",
    "interrupted_stop": "Bị ngắt vì máy dừng.",
    "interrupted_power": "Bị ngắt giữa chừng (mất điện hoặc chương trình bị tắt).",
    "interrupted_stream": "Chỉ phát được một phần: đường tiếp sóng bị ngắt, hoặc đài cho thôi tiếp.",
    "no_stream": "Không nhận được âm thanh nào từ nguồn tiếp sóng.",
    "interrupted_sink": "Bị ngắt vì thiết bị âm thanh hoặc tệp hỏng giữa chừng.",
    "stream_gap": "Luồng mất kết nối một lúc nên người nghe không nghe được hết.",
    "stream_away": "Luồng không tới được Icecast nên không ai nghe được.",
    # why an order was not carried out
    "order_late": "Lệnh đến khi đã quá hạn.",
    "order_not_ours": "Loại máy này không làm được lệnh này (lệnh của loa gửi cho bảng tin, hoặc ngược lại).",
    "order_forgotten": "Máy khởi động lại giữa chừng nên không rõ chuông đã phát chưa; không phát lại.",
    "overtaken": "Có lệnh chuông mới hơn.",
    "no_plan": "Máy chưa có lịch phát còn hiệu lực hoặc đồng hồ chưa đúng.",
    "replaced": "Lịch mới không còn lượt phát này.",
}

OUTCOMES = {"played": "đã phát đủ", "partial": "phát dở", "failed": "không phát được", "skipped": "bỏ qua"}


def sentence(code: str, /, **values: object) -> str:
    """Return the Vietnamese sentence for ``code``."""
    return SENTENCES[code].format(**values)


def say(code: str, /, **values: object) -> None:
    """Write one line, with the time of the commune, to the standard output."""
    stamp = datetime.now(UTC).astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M:%S")
    with _lock:
        line = f"{stamp} {sentence(code, **values)}\n"
        sys.stdout.write(line)
        sys.stdout.flush()
        for copy in _copies:
            copy.add(line)


def keep_copy(said: Said) -> None:
    """Keep what is said from now on there, and nowhere else."""
    with _lock:
        _copies[:] = [said]
