"""Why an item was moved, interrupted or left out: one code each, and what a person is told."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from broadcast.plan.terms import Resume


class Code(StrEnum):
    """What stood in the way of an item."""

    OVER_BUDGET = "over_budget"
    TOO_LONG = "too_long"
    NOT_THAT_DAY = "not_that_day"
    QUIET = "quiet"
    TAKEN = "taken"
    CLOSED = "closed"
    LATE = "late"
    PUSHED = "pushed"
    STARTED_LATE = "started_late"
    AFTER_EMERGENCY = "after_emergency"
    INTERRUPTED = "interrupted"
    RERUN = "rerun"
    MISSED = "missed"
    EXPIRED = "expired"
    NO_SLOT = "no_slot"
    ZONE_NOT_SERVED = "zone_not_served"
    TOO_FAR = "too_far"
    DISPLACES = "displaces"
    CANCELLED = "cancelled"
    HOLIDAY = "holiday"
    MOURNING = "mourning"
    LIMIT_WEEKDAYS = "limit_weekdays"
    LIMIT_SESSIONS = "limit_sessions"
    LIMIT_DAY = "limit_day"
    LIMIT_REPEATS = "limit_repeats"
    CLASH = "clash"
    AWAITED = "awaited"
    LATE_AT = "late_at"
    TAKEN_AT = "taken_at"
    QUIET_AT = "quiet_at"
    WAITED = "waited"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A code, the sentence for the operator (what happened, what to do), and seconds over budget."""

    code: Code
    sentence: str
    over_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an item did not get the place it asked for: that place, and by how much it was too long."""

    code: Code
    slot_name: str = ""
    on: date | None = None
    over_ms: int = 0
    why: str = ""  # what people call it: the name of a holiday, the reason of a cancelled session


WHAT = {
    Code.OVER_BUDGET: "Khung giờ {slot} {day} đã kín, thiếu {over}.",
    Code.TOO_LONG: "Mục này dài hơn thời lượng của khung giờ {slot} {over} (đã tính nhạc hiệu và lời kết).",
    Code.NOT_THAT_DAY: "Khung giờ {slot} không phát vào {day}.",
    Code.QUIET: "Nếu phát trong khung giờ {slot} {day}, mục này sẽ lấn vào giờ yên lặng.",
    Code.TAKEN: "Khung giờ {slot} {day} bị phiên khác hoặc tin khẩn cấp chiếm sóng, thiếu {over}.",
    Code.CLOSED: "Phiên {slot} {day} đã phát hoặc sắp phát lời kết nên không nhận thêm mục.",
    Code.LATE: "Khung giờ {slot} {day} đã bắt đầu, phần còn lại thiếu {over}.",
    Code.PUSHED: "Phát muộn hơn {over} vì phiên khác hoặc tin khẩn cấp đang chiếm sóng.",
    Code.STARTED_LATE: "Phiên mở muộn {over} vì mục được xếp khi khung giờ {slot} {day} đã bắt đầu.",
    Code.AFTER_EMERGENCY: "Phát muộn hơn {over} vì phải chờ tin khẩn cấp khác phát xong.",
    Code.INTERRUPTED: "Bị tin khẩn cấp cắt ngang lúc {time}.",
    Code.RERUN: "Phát lại từ đầu vì lần phát lúc {time} bị tin khẩn cấp cắt ngang.",
    Code.MISSED: "Khung giờ {slot} {day} đã qua mà mục này chưa được phát.",
    Code.EXPIRED: "Mục này hết hiệu lực lúc {time}, trước khi có chỗ phát.",
    Code.NO_SLOT: "Khung giờ đã chọn không còn nữa.",
    Code.ZONE_NOT_SERVED: "Khung giờ {slot} không phát cho khu vực này.",
    Code.TOO_FAR: "Còn lâu mới đến {day} nên lịch chưa được lập.",
    Code.DISPLACES: "Xếp mục này thì {count} mục khác phải dời khỏi lượt đã định.",
    Code.CANCELLED: "Phiên {slot} {day} được nghỉ{why}.",
    Code.HOLIDAY: "Ngày {day} đài nghỉ phát{why}.",
    Code.MOURNING: "Ngày {day} chỉ phát một số loại chương trình{why}, không có loại này.",
    Code.LIMIT_WEEKDAYS: "Quy chế của đài không cho phát vào {day}.",
    Code.LIMIT_SESSIONS: "Theo Quy chế, khu vực này đã đủ số phiên của {day}.",
    Code.LIMIT_DAY: "Theo Quy chế, thời lượng phát của khu vực này trong {day} không còn đủ, thiếu {over}.",
    Code.LIMIT_REPEATS: "Theo Quy chế, mục này đã đủ số lần phát trong {day}.",
    Code.CLASH: "Có mục ưu tiên khác tranh cùng chỗ trong khung giờ {slot} {day}.",
    Code.AWAITED: "Lần phát lại phải chờ lần phát trước trong khung giờ {slot} {day}.",
    Code.LATE_AT: "Đã quá giờ hẹn của mục này {over}.",
    Code.TAKEN_AT: "Đúng giờ hẹn của mục này đã có mục khác phát, phải chờ {over}.",
    Code.QUIET_AT: "Giờ hẹn của mục này rơi vào giờ yên lặng.",
    Code.WAITED: "Phát muộn hơn giờ hẹn {over} vì phải chờ mục khác phát xong.",
    Code.STOPPED: "Người trực đài cho dừng lúc {time}.",
}

DO = {
    Code.OVER_BUDGET: "Muốn phát đúng lượt này, hãy bỏ bớt hoặc rút ngắn một mục, hoặc chọn khung giờ khác.",
    Code.TOO_LONG: "Hãy rút ngắn, chia thành nhiều kỳ, hoặc chọn khung giờ dài hơn.",
    Code.NOT_THAT_DAY: "Nếu không phù hợp, hãy chọn ngày khác hoặc khung giờ khác.",
    Code.QUIET: "Hãy rút ngắn mục hoặc chọn khung giờ xa giờ yên lặng hơn.",
    Code.TAKEN: "Nếu không phù hợp, hãy chọn khung giờ khác.",
    Code.CLOSED: "Nếu không phù hợp, hãy chọn khung giờ khác.",
    Code.LATE: "Nếu không phù hợp, hãy chọn khung giờ khác.",
    Code.PUSHED: "Không cần làm gì; nếu hay gặp, hãy xếp các khung giờ cách xa nhau hơn.",
    Code.STARTED_LATE: "Không cần làm gì.",
    Code.AFTER_EMERGENCY: "Không cần làm gì.",
    Code.INTERRUPTED: "Mục không tự phát lại; nếu cần, hãy xếp lại vào khung giờ khác.",
    Code.RERUN: "Không cần làm gì.",
    Code.MISSED: "Hãy chọn khung giờ khác hoặc bỏ mục khỏi hàng chờ.",
    Code.EXPIRED: "Hãy gia hạn hiệu lực hoặc chọn khung giờ sớm hơn.",
    Code.NO_SLOT: "Hãy chọn khung giờ khác.",
    Code.ZONE_NOT_SERVED: "Hãy chọn khung giờ khác, hoặc thêm khu vực này vào khung giờ.",
    Code.TOO_FAR: "Không cần làm gì: mục sẽ tự được xếp khi gần đến ngày.",
    Code.DISPLACES: "Hãy kiểm tra thứ tự ưu tiên, hoặc chọn khung giờ khác cho mục này.",
    Code.CANCELLED: "Nếu không phù hợp, hãy chọn ngày khác hoặc khung giờ khác.",
    Code.HOLIDAY: "Nếu vẫn cần phát, hãy mở phiên cho ngày này trong Lịch đặc biệt.",
    Code.MOURNING: "Hãy chọn ngày khác.",
    Code.LIMIT_WEEKDAYS: "Nếu thật cần, hãy cho phép vượt quy định của ngày này kèm lý do.",
    Code.LIMIT_SESSIONS: "Hãy xếp vào phiên đã có, hoặc cho phép vượt quy định của ngày này kèm lý do.",
    Code.LIMIT_DAY: "Hãy bỏ bớt một mục, chọn ngày khác, hoặc cho phép vượt quy định kèm lý do.",
    Code.LIMIT_REPEATS: "Hãy chọn ngày khác, hoặc cho phép vượt quy định kèm lý do.",
    Code.CLASH: "Hãy quyết định thứ tự các mục ưu tiên của phiên này.",
    Code.AWAITED: "Hãy xếp lại lần phát trước, hoặc bỏ lần phát lại.",
    Code.LATE_AT: "Hãy chọn giờ khác hoặc bỏ mục khỏi hàng chờ.",
    Code.TAKEN_AT: "Hãy chọn giờ khác, hoặc dời mục đang chiếm giờ này.",
    Code.QUIET_AT: "Hãy chọn giờ ngoài giờ yên lặng.",
    Code.WAITED: "Không cần làm gì.",
    Code.STOPPED: "Mục không tự phát lại; nếu cần, hãy xếp lại vào khung giờ khác.",
}

_MOVED_TO = "Đã chuyển sang khung giờ {slot} {day}."
_NO_OTHER_PLACE = "Đến hết {day} không còn lượt nào phù hợp."
_WILL_RERUN = "Mục sẽ được phát lại từ đầu vào chỗ trống gần nhất."
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_TRIED_ELSEWHERE = {
    Code.OVER_BUDGET,
    Code.NOT_THAT_DAY,
    Code.QUIET,
    Code.TAKEN,
    Code.CLOSED,
    Code.LATE,
    Code.CANCELLED,
    Code.HOLIDAY,
    Code.MOURNING,
    Code.LIMIT_WEEKDAYS,
    Code.LIMIT_SESSIONS,
    Code.LIMIT_DAY,
    Code.LIMIT_REPEATS,
    Code.AWAITED,
}
NEEDS_ROOM = frozenset({Code.OVER_BUDGET, Code.LATE, Code.TAKEN, Code.CLOSED, Code.LIMIT_DAY})
"""What shows that two items wanted the same minutes."""


def moved(refusal: Refusal, *, slot_name: str, on: date) -> Reason:
    """Return the reason of an item that found its place on another day."""
    return _reason(refusal, _MOVED_TO.format(slot=_quoted(slot_name), day=day_text(on)))


def left_out(refusal: Refusal, *, last: date) -> Reason:
    """Return the reason of an item without a place; ``last`` is the end of the horizon."""
    tried = refusal.code in _TRIED_ELSEWHERE
    return _reason(refusal, _NO_OTHER_PLACE.format(day=day_text(last)) if tried else "")


def delayed(refusal: Refusal) -> Reason:
    """Return the reason of an item that kept its session but starts later than usual."""
    return _reason(refusal, "")


def expired(valid_until: datetime, zone: tzinfo) -> Reason:
    """Return the reason of an item whose validity ends before it could be heard."""
    return _timed(Code.EXPIRED, valid_until.astimezone(zone), DO[Code.EXPIRED])


def interrupted(at: datetime, zone: tzinfo, resume: Resume) -> Reason:
    """Return the reason of an item that an emergency cut at a moment."""
    then = _WILL_RERUN if resume.is_planned_again else DO[Code.INTERRUPTED]
    return _timed(Code.INTERRUPTED, at.astimezone(zone), then)


def stopped(at: datetime, zone: tzinfo) -> Reason:
    """Return the reason of an item that a person stopped; it is never planned again by itself."""
    return _timed(Code.STOPPED, at.astimezone(zone), DO[Code.STOPPED])


def rerun(first_heard: datetime, zone: tzinfo) -> Reason:
    """Return the reason of an item that is played again from its beginning."""
    return _timed(Code.RERUN, first_heard.astimezone(zone), DO[Code.RERUN])


def displaces(count: int) -> Reason:
    """Return the reason against a booking that would drive others from their places."""
    what = WHAT[Code.DISPLACES].format(count=count)
    return Reason(code=Code.DISPLACES, sentence=f"{what} {DO[Code.DISPLACES]}")


def is_clash(sentence: str) -> bool:
    """Whether a reason says that ưu tiên clash and a person must order them."""
    return sentence.startswith(WHAT[Code.CLASH].partition("{")[0])


def day_text(day: date) -> str:
    """Write a day for a person: thứ Hai 23/11/2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}"


def length_text(milliseconds: int) -> str:
    """Write a length for a person, in whole seconds and never as nothing: 1 phút 5 giây."""
    minutes, seconds = divmod(max(1, round(milliseconds / 1000)), 60)
    parts = [f"{minutes} phút"] if minutes else []
    return " ".join([*parts, f"{seconds} giây"] if seconds else parts)


def _reason(refusal: Refusal, consequence: str) -> Reason:
    what = WHAT[refusal.code].format(
        slot=_quoted(refusal.slot_name),
        day=day_text(refusal.on) if refusal.on else "",
        over=length_text(refusal.over_ms),
        why=f" ({refusal.why})" if refusal.why else "",
    )
    sentence = " ".join(part for part in (what, consequence, DO[refusal.code]) if part)
    return Reason(code=refusal.code, sentence=sentence, over_s=refusal.over_ms / 1000)


def _timed(code: Code, local: datetime, then: str) -> Reason:
    time = f"{local:%H:%M} {day_text(local.date())}"
    return Reason(code=code, sentence=f"{WHAT[code].format(time=time)} {then}")


def _quoted(name: str) -> str:
    return f"“{name}”"
