"""What a player must not do, whoever asks it to: the script offers it, and looks whether it is refused and told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.player.conformance.caller import Wrong
from broadcast.player.conformance.duties import confirmed, need, settled, soon
from broadcast.player.conformance.offers import Fields
from broadcast.player.conformance.standin import StandIn

VIETNAM = timedelta(hours=7)
HEARD = {"played", "partial", "shown"}
Misdeed = Callable[[StandIn, Fields], str]


def refuses_forged_plans(station: StandIn) -> None:
    """Lịch ký bằng khoá lạ bị từ chối, lịch cũ vẫn giữ, và máy báo việc từ chối."""
    _refused(station, lambda who, item: who.release(item, key=Ed25519PrivateKey.generate()))


def refuses_altered_plans(station: StandIn) -> None:
    """Lịch bị sửa sau khi ký bị từ chối và được báo."""

    def altered(who: StandIn, item: Fields) -> str:
        etag, honest = who.release(item), who.envelope
        other = who.maker.signed(who.maker.plan(media={}))
        begin, end = b'"payload":"', b'","signatures"'
        payload = honest.partition(begin)[2].partition(end)[0]
        who.envelope = other.partition(begin)[0] + begin + payload + end + other.partition(end)[2]
        return etag

    _refused(station, altered)


def refuses_older_plans(station: StandIn) -> None:
    """Lịch cũ phát lại (số nhỏ hơn) bị từ chối và được báo."""
    _refused(station, lambda who, item: who.release(item, counter=0))


def refuses_other_zones(station: StandIn) -> None:
    """Lịch của khu vực khác bị từ chối và được báo."""
    _refused(station, lambda who, item: who.release(item, zone={"id": "99", "name": "Khu vực khác"}))


def _refused(station: StandIn, misdeed: Misdeed) -> None:
    """Offer a bad plan with an item that is due soon: nothing of it may be held or heard, and it must be told."""
    with station.changed:
        held, before = _held(station), station.refusals()
        at = soon(station)
        item = station.item(at, station.sound_s)
        etag = misdeed(station, item)
    try:
        told = station.until(lambda: station.refusals() > before or station.has_confirmed(etag))
        if station.kind == "loudspeaker":
            need(not HEARD & set(settled(station, item["airing"], at)), "đã phát theo lịch không được phép")
        need(not station.has_confirmed(etag), "nhận và xác nhận lịch không được phép")
        need(told, "không gửi báo cáo từ chối (kind “refusal”)")
    finally:
        with station.changed:
            station.envelope, station.etag = held


def _held(station: StandIn) -> tuple[bytes, str]:
    """Release an honest plan and wait until it is held; what comes next must not replace it."""
    etag = station.release()
    confirmed(station, etag)
    return station.envelope, etag


def refuses_swapped_sound(station: StandIn) -> None:
    """Tệp không đúng SHA-256 thì không phát, và máy báo không phát được."""
    at = soon(station)
    with station.changed:
        item = station.item(at, station.sound_s)
        station.release(item)
        station.media[item["media"]] = station.media[station.sound(station.sound_s)]
    outcomes = settled(station, item["airing"], at, seconds=station.grace_s + 1)
    need(not HEARD & set(outcomes), "đã phát tệp bị tráo")
    need(outcomes, "không báo vì sao không phát")


def obeys_recalls(station: StandIn) -> None:
    """Nội dung bị thu hồi trước giờ phát thì không phát nữa, và máy xác nhận lịch có lệnh thu hồi."""
    at = soon(station) + timedelta(seconds=station.lead_s)
    with station.changed:
        item = station.item(at, station.sound_s, approval="18")
        etag = station.release(item)
    confirmed(station, etag)
    station.until(lambda: station.calls("GET", f"/media/{item['media']}"))
    with station.changed:
        etag = station.release(revoked=["18"])
    station.until(lambda: station.has_confirmed(etag), seconds=(at - datetime.now(UTC)).total_seconds())
    need(not HEARD & set(settled(station, item["airing"], at)), "vẫn phát nội dung đã bị thu hồi")
    confirmed(station, etag)


def stops_in_the_middle(station: StandIn) -> None:
    """Đang phát mà bị thu hồi thì máy dừng và báo phát dở."""
    at, seconds = soon(station), 30.0
    with station.changed:
        item = station.item(at, seconds, approval="19")
        etag = station.release(item)
    confirmed(station, etag)
    station.until(
        lambda: datetime.now(UTC) > at + timedelta(seconds=station.slack_s / 10), seconds=station.lead_s + 5
    )
    with station.changed:
        station.release(revoked=["19"])
    outcomes = settled(station, item["airing"], at, seconds=seconds)
    need(outcomes == ["partial"], f"phải báo “partial”, đã báo {outcomes or 'không gì cả'}")


def keeps_quiet_hours(station: StandIn) -> None:
    """Lượt phát rơi vào giờ yên tĩnh thì máy không phát dù lịch có ghi."""
    at = soon(station)
    local = at + VIETNAM
    hours = {name: f"{local + timedelta(hours=by):%H:%M}" for name, by in (("from", -1), ("until", 1))}
    with station.changed:
        item = station.item(at, station.sound_s)
        station.release(item, quiet=[hours])
    need(not HEARD & set(settled(station, item["airing"], at)), "đã phát trong giờ yên tĩnh")


def obeys_no_forged_orders(station: StandIn) -> None:
    """Lệnh ký bằng khoá lạ không được làm."""
    with station.changed:
        forged = station.order("revoke", key=Ed25519PrivateKey.generate())
        asked = len(station.calls("GET", "/orders"))
    station.until(lambda: len(station.calls("GET", "/orders")) > asked + 1)
    with station.changed:
        station.orders.pop(forged, None)
    need(forged not in station.done, "đã làm theo lệnh giả")
    confirmed(station, station.release())


def forgets_when_revoked(station: StandIn) -> None:
    """Bị thu hồi bằng lệnh có chữ ký thì máy báo đã làm, quên lịch và im lặng."""
    at = soon(station) + timedelta(seconds=station.lead_s)
    with station.changed:
        item = station.item(at, station.sound_s)
        etag = station.release(item)
    confirmed(station, etag)
    with station.changed:
        order, station.is_revoked = station.order("revoke"), True
    if not station.until(lambda: order in station.done):
        raise Wrong("không báo đã làm lệnh thu hồi máy")
    station.until(
        lambda: datetime.now(UTC) > at + timedelta(seconds=station.slack_s / 10),
        seconds=2 * station.lead_s + 5,
    )
    with station.changed:
        station.is_revoked, station.orders = False, {}
    need(not HEARD & set(settled(station, item["airing"], at)), "vẫn phát sau khi bị thu hồi")


CASES = (refuses_forged_plans, refuses_altered_plans, refuses_older_plans, refuses_other_zones)
SOUNDING = (refuses_swapped_sound, keeps_quiet_hours, obeys_recalls, stops_in_the_middle)
LAST = (obeys_no_forged_orders, forgets_when_revoked)
