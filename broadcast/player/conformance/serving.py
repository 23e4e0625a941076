"""What must hold once a person has confirmed the box: signed orders and plans, media by digest, patient reports."""

import hashlib
import re
import uuid
from datetime import UTC, datetime
from typing import Any

from broadcast.plan import command, keylist
from broadcast.plan.envelope import COMMAND, MANIFEST, Forged
from broadcast.plan.fields import Malformed
from broadcast.plan.manifest import parse
from broadcast.player.conformance.caller import Reply, Wrong, expect
from broadcast.player.conformance.visit import Visit
from broadcast.player.moments import wire

SMALL_ENOUGH = 20_000_000  # bytes of a medium that is fetched whole


def orders_its_zone(visit: Visit) -> None:
    """Lệnh phục vụ khu vực có chữ ký của khoá lệnh và gửi đúng máy này."""
    envelopes = expect(visit.caller.get("/orders"), 200).fields()["orders"]
    orders = [_opened_order(visit, each) for each in envelopes]
    serving = [order for order in orders if order.action is command.Action.SERVE]
    if not serving or serving[-1].zone is None:
        raise Wrong("không có lệnh phục vụ khu vực nào")
    if any(order.device != visit.caller.device for order in orders):
        raise Wrong("có lệnh gửi cho máy khác")
    if [order.number for order in orders] != sorted(order.number for order in orders):
        raise Wrong("lệnh không xếp theo thứ tự")
    visit.zone = serving[-1].zone.id
    done = [order.id for order in orders]
    for _turn in "12":
        expect(visit.caller.post("/orders", {"done": done}), 200)
    if expect(visit.caller.get("/orders"), 200).fields()["orders"]:
        raise Wrong("lệnh đã báo xong vẫn còn chờ")


def _opened_order(visit: Visit, envelope: str) -> command.Command:
    if visit.keys is None:
        raise Wrong("chưa có danh sách khoá")
    try:
        return command.parse(keylist.open_listed(envelope.encode(), context=COMMAND, keys=visit.keys)[0])
    except (Forged, Malformed) as fault:
        raise Wrong(f"lệnh bị từ chối: {fault}") from fault


def signs_its_plan(visit: Visit) -> None:
    """Lịch phát có chữ ký của khoá lịch, đúng khu vực, đúng định dạng, ETag là số của lịch."""
    reply = visit.caller.get("/manifest")
    if reply.status == 404:
        expect(reply, 404, "none")
        return
    expect(reply, 200)
    if visit.keys is None:
        raise Wrong("chưa có danh sách khoá")
    try:
        payload, _key = keylist.open_listed(reply.body, context=MANIFEST, keys=visit.keys)
        manifest = parse(payload)
    except (Forged, Malformed) as fault:
        raise Wrong(f"lịch phát bị từ chối: {fault}") from fault
    if manifest.zone.id != visit.zone:
        raise Wrong(f"lịch của khu vực {manifest.zone.id}, lệnh nói khu vực {visit.zone}")
    visit.etag = reply.headers.get("etag", "")
    if visit.etag != f'"{manifest.epoch}.{manifest.counter}"':
        raise Wrong(f"ETag {visit.etag} không phải số của lịch")
    if manifest.valid_until <= datetime.now(UTC):
        raise Wrong("lịch phát đã hết hạn")
    visit.manifest = manifest


def spares_what_is_held(visit: Visit) -> None:
    """Lịch đang giữ được trả lời 304, không gửi lại."""
    if visit.etag:
        reply = expect(visit.caller.get("/manifest", headers={"If-None-Match": visit.etag}), 304)
        if reply.body:
            raise Wrong("304 mà vẫn có nội dung")


def hints(visit: Visit) -> None:
    """Trả lời có ký kèm LoaXa-Keys, không kèm LoaXa-Orders khi không có lệnh."""
    reply = visit.caller.get("/manifest")
    if visit.keys and reply.headers.get("loaxa-keys") != "{}.{}".format(*visit.keys.number):
        raise Wrong("LoaXa-Keys không phải số của danh sách khoá")
    if "loaxa-orders" in reply.headers:
        raise Wrong("báo có lệnh trong khi không còn lệnh nào")


def serves_media(visit: Visit) -> None:
    """Tệp đúng mã băm và đúng cỡ, tải tiếp được từ giữa chừng."""
    media = visit.manifest.media if visit.manifest else {}
    fitting = sorted((each.bytes, name) for name, each in media.items() if each.bytes <= SMALL_ENOUGH)
    if not fitting:
        return
    size, name = fitting[0]
    whole = expect(_medium(visit, name), 200)
    if hashlib.sha256(whole.body).hexdigest() != name or len(whole.body) != size:
        raise Wrong("tệp không đúng mã băm hoặc không đúng cỡ")
    half = size // 2
    rest = expect(_medium(visit, name, headers={"Range": f"bytes={half}-"}), 206)
    if rest.body != whole.body[half:]:
        raise Wrong("phần sau của tệp không khớp")
    if not re.fullmatch(rf"bytes {half}-{size - 1}/{size}", rest.headers.get("content-range", "")):
        raise Wrong(f"Content-Range sai: {rest.headers.get('content-range')}")


def hides_other_files(visit: Visit) -> None:
    """Tệp không có trong lịch, tên không phải mã băm: 404, không có gì khác."""
    for name in ("0" * 64, "..%2f..%2fetc%2fpasswd", "x", "A" * 64):
        if visit.caller.send("GET", f"/media/{name}").status != 404:
            raise Wrong(f"“{name[:30]}” phải trả lời 404")


def _medium(visit: Visit, name: str, **options: Any) -> Reply:
    return visit.caller.get(f"/media/{name}", template="/media/{sha256}", **options)


def _receipt(**changed: object) -> dict[str, object]:
    now = wire(datetime.now(UTC))
    fields: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "airing": None,
        "kind": "refusal",
        "outcome": "refused",
        "started_at": now,
        "ended_at": now,
        "media": None,
        "evidence": "sink",
        "detail": "kiểm tra giao thức",
        "manifest": None,
    }
    return fields | changed


def takes_receipts_once(visit: Visit) -> None:
    """Xác nhận gửi lại không hại gì; cái hỏng bị từ chối riêng, không kéo theo cái khác."""
    good, broken = _receipt(), _receipt(outcome="sung")
    for _turn in "12":
        taken = expect(visit.caller.post("/receipts", {"receipts": [good, broken]}), 200).fields()
        if taken["accepted"] != [good["id"]]:
            raise Wrong("xác nhận đúng không được nhận")
        if [each["id"] for each in taken["refused"]] != [broken["id"]]:
            raise Wrong("xác nhận hỏng không bị từ chối")


def bounds_receipts(visit: Visit) -> None:
    """Quá 500 xác nhận một lần, hoặc không phải xác nhận: 400."""
    expect(visit.caller.post("/receipts", {"receipts": [{}] * 501}), 400)
    expect(visit.caller.post("/receipts", {"receipts": None}), 400)


def hears_heartbeats(visit: Visit) -> None:
    """Nhịp báo được nhận và trả lời giờ; nhịp báo vô nghĩa bị từ chối với 400."""
    now = wire(datetime.now(UTC))
    fields = {"now": now, "playing": None, "manifest": None, "chain": None, "software": "conformance/1"}
    expect(visit.caller.post("/heartbeat", fields | {"volume": 50, "abilities": [], "problems": []}), 200)
    for wrong in ({}, fields | {"manifest": {"epoch": -1, "counter": "x"}}, fields | {"volume": 1000}):
        expect(visit.caller.post("/heartbeat", wrong), 400)


CASES = (
    orders_its_zone,
    signs_its_plan,
    spares_what_is_held,
    hints,
    serves_media,
    hides_other_files,
    takes_receipts_once,
    bounds_receipts,
    hears_heartbeats,
)
