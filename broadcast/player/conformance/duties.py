"""What a player must do: join, fetch, confirm, sound, report. Each point waits for the player and judges it."""

from datetime import UTC, datetime, timedelta

from broadcast.player.conformance.caller import Wrong
from broadcast.player.conformance.offers import Fields
from broadcast.player.conformance.standin import StandIn
from broadcast.player.moments import from_wire

CLOCKS_S = 1.0  # by so much two clocks may differ


def need(condition: object, words: str) -> None:
    """Go on when something is so; raises Wrong."""
    if not condition:
        raise Wrong(words)


def soon(station: StandIn) -> datetime:
    """Return the moment at which the next item is to start."""
    return datetime.now(UTC) + timedelta(seconds=station.lead_s)


def settled(station: StandIn, airing: str, starts_at: datetime, *, seconds: float | None = None) -> list[str]:
    """Wait until something is reported of an airing, or its time is well over; return what was reported."""
    sounds = station.sound_s if seconds is None else seconds
    over = (starts_at - datetime.now(UTC)).total_seconds() + sounds + station.slack_s
    station.until(lambda: station.outcomes(airing), seconds=max(station.slack_s, over))
    return station.outcomes(airing)


def confirmed(station: StandIn, etag: str) -> None:
    """Wait until the player says that it holds this version; raises Wrong."""
    there = station.until(lambda: station.has_confirmed(etag))
    need(there, f"không xác nhận đã giữ lịch {etag} (If-None-Match hoặc báo trạng thái)")


# ------------------------------------------------------------------ the points


def presents_itself(station: StandIn) -> None:
    """Máy xin vào với khoá tự làm (POST /claim)."""
    need(station.until(lambda: station.device_key), "không thấy lời xin vào hợp lệ")


def waits_for_a_person(station: StandIn) -> None:
    """Chưa được xác nhận thì máy kiên nhẫn hỏi lại và không báo gì."""

    def asks() -> int:
        return len([each for each in station.seen if each.status == 403]) + len(
            station.calls("POST", "/claim")
        )

    need(station.until(lambda: asks() >= 3), "không hỏi lại khi bị trả lời 403 unclaimed")
    need(not station.receipts, "gửi báo cáo khi chưa được xác nhận")


def serves_its_zone(station: StandIn) -> None:
    """Được xác nhận thì máy lấy danh sách khoá, làm theo lệnh có chữ ký và báo đã làm."""
    with station.changed:
        station.is_confirmed = True
        order = station.order("serve")
    need(station.until(lambda: order in station.done), "không báo đã làm lệnh phục vụ khu vực")
    need(station.calls("GET", "/keys"), "không lấy danh sách khoá")


def takes_the_station_s_time(station: StandIn) -> None:
    """Bị trả lời 401 clock thì máy ký lại và đi tiếp."""
    with station.changed:
        station.clock_lies, before = 1, len(station.seen)
    there = station.until(lambda: any(each.status in (200, 304, 404) for each in station.seen[before + 1 :]))
    need(there and not station.clock_lies, "không ký lại sau khi đài báo giờ")


def fetches_and_goes_on(station: StandIn) -> None:
    """Máy tải tệp, tải tiếp khi đường truyền đứt, rồi xác nhận lịch đang giữ."""
    with station.changed:
        station.cuts_media = 1
        later = station.item(soon(station) + timedelta(hours=6), 20.0)
        etag = station.release(later)
    confirmed(station, etag)
    path = f"/media/{later['media']}"
    whole = station.until(lambda: len(station.calls("GET", path)) >= 2)
    need(whole, "không tải lại tệp bị đứt giữa chừng")
    again = station.calls("GET", path)[1]
    need(again.status == 206, "tải lại từ đầu, không tải tiếp phần còn thiếu (Range)")


def spares_the_line(station: StandIn) -> None:
    """Lịch không đổi thì máy hỏi bằng If-None-Match và nhận 304."""
    before = len(station.calls("GET", "/manifest"))
    there = station.until(lambda: len(station.calls("GET", "/manifest")) >= before + 2)
    need(there, "không hỏi lịch nữa")
    last = station.calls("GET", "/manifest")[-1]
    need(last.status == 304, "hỏi không kèm If-None-Match của lịch đang giữ")


def says_how_it_is(station: StandIn) -> None:
    """Máy báo trạng thái đúng dạng (POST /heartbeat)."""
    need(station.until(lambda: station.heartbeats), "không báo trạng thái")


def sounds_in_time(station: StandIn) -> None:
    """Máy phát đúng giờ và báo đã phát."""
    at = soon(station)
    with station.changed:
        item = station.item(at, station.sound_s)
        station.release(item)
    outcomes = settled(station, item["airing"], at)
    need(outcomes == ["played"], f"phải báo “played”, đã báo {outcomes or 'không gì cả'}")
    late = (from_wire(_receipt(station, item)["started_at"]) - at).total_seconds()
    need(-CLOCKS_S <= late <= station.grace_s + CLOCKS_S, f"bắt đầu lệch {late:.1f} giây")


def keeps_its_receipts(station: StandIn) -> None:
    """Báo cáo không được trả lời thì máy gửi lại, nhận rồi thì thôi, không báo trùng."""
    at = soon(station)
    with station.changed:
        station.loses_receipts = 1
        item = station.item(at, station.sound_s)
        station.release(item)
    settled(station, item["airing"], at)
    need(not station.loses_receipts, "không báo lượt phát")
    identity = _receipt(station, item)["id"]
    again = station.until(lambda: identity in station.acknowledged)
    need(again, "không gửi lại báo cáo chưa được trả lời")
    need(len(station.outcomes(item["airing"])) == 1, "báo một lượt phát hai lần với hai mã")
    need(not station.doubles, "gửi lại báo cáo đã được nhận")


def signs_every_call(station: StandIn) -> None:
    """Mọi lời gọi từ đầu tới giờ đều ký đúng và đúng dạng."""
    with station.changed:
        faults = list(dict.fromkeys(station.faults))
    need(not faults, "; ".join(faults[:3]))


def _receipt(station: StandIn, item: Fields) -> Fields:
    with station.changed:
        found = [each for each in station.receipts.values() if each.get("airing") == item["airing"]]
    need(found, "không có báo cáo về lượt phát")
    return found[0]


CASES = (
    presents_itself,
    waits_for_a_person,
    serves_its_zone,
    takes_the_station_s_time,
    fetches_and_goes_on,
    spares_the_line,
    says_how_it_is,
)
SOUNDING = (sounds_in_time, keeps_its_receipts)
LAST = (signs_every_call,)
