"""What must hold before a person has confirmed a box: keys in the open, claims, and nothing for strangers."""

import base64
import uuid
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan import keylist
from broadcast.plan.envelope import Forged
from broadcast.plan.fields import Malformed
from broadcast.player.conformance.caller import Caller, Wrong, expect
from broadcast.player.conformance.visit import Visit
from broadcast.player.identity import public_key, public_text

GUARDED = ("/manifest", "/orders", "/media/" + "0" * 64)


def describes_itself(visit: Visit) -> None:
    """Tài liệu OpenAPI có ở /openapi.json."""
    fields = expect(visit.caller.get("/openapi.json", is_signed=False), 200).fields()
    if "/manifest" not in fields.get("paths", {}):
        raise Wrong("tài liệu không nói tới /manifest")


def refuses_bad_claims(visit: Visit) -> None:
    """Lời xin vào không hợp lệ bị từ chối với 400."""
    good = public_text(Ed25519PrivateKey.generate())
    for body in ({}, {"public_key": "x", "kind": "board"}, {"public_key": good, "kind": "toaster"}):
        expect(visit.caller.post("/claim", body, is_signed=False), 400)
    short = base64.b64encode(b"short").decode()
    expect(visit.caller.post("/claim", {"public_key": short, "kind": "board"}, is_signed=False), 400)


def takes_a_claim(visit: Visit) -> None:
    """Lời xin vào được nhận với 201, cùng khoá thì cùng mã."""
    body = {
        "public_key": public_text(visit.caller.key),
        "kind": "loudspeaker",
        "name": "Máy kiểm tra giao thức",
    }
    first, second = (
        expect(visit.caller.post("/claim", body, is_signed=False), 201).fields() for _turn in "12"
    )
    if first != second:
        raise Wrong("hỏi lại lần hai thì trả lời khác")
    if not first["code"]:
        raise Wrong("không có mã nhận máy")
    visit.caller.device, visit.code = first["device"], first["code"]
    visit.root = public_key(first["root_key"])


def has_signed_keys(visit: Visit) -> None:
    """Danh sách khoá do đúng khoá gốc ký."""
    envelope = expect(visit.caller.get("/keys", is_signed=False), 200).body
    if visit.root is None:
        raise Wrong("chưa biết khoá gốc vì lời xin vào hỏng")
    try:
        visit.keys = keylist.open_list(envelope, root=visit.root)
    except (Forged, Malformed) as fault:
        raise Wrong(f"danh sách khoá bị từ chối: {fault}") from fault


def serves_nobody_unconfirmed(visit: Visit) -> None:
    """Máy chưa được xác nhận không nhận được gì: 403 unclaimed."""
    for path in GUARDED:
        expect(visit.caller.send("GET", path), 403, "unclaimed")
    expect(visit.caller.post("/receipts", {"receipts": []}), 403, "unclaimed")


def refuses_the_unsigned(visit: Visit) -> None:
    """Lời gọi không có chữ ký bị từ chối với 401."""
    for path in GUARDED:
        expect(visit.caller.send("GET", path, is_signed=False), 401)


def refuses_strangers(visit: Visit) -> None:
    """Máy lạ bị từ chối với 401 unknown."""
    stranger = Caller(server=visit.caller.server, device=str(uuid.uuid4()))
    expect(stranger.get("/manifest"), 401, "unknown")


def refuses_other_keys(visit: Visit) -> None:
    """Chữ ký bằng khoá khác bị từ chối với 401 signature."""
    thief = replace(visit.caller, key=Ed25519PrivateKey.generate())
    expect(thief.get("/manifest"), 401, "signature")


def refuses_moved_signatures(visit: Visit) -> None:
    """Chữ ký cho lời gọi này không dùng được cho lời gọi khác."""
    expect(visit.caller.get("/orders", signed_path="/manifest"), 401, "signature")
    expect(visit.caller.send("GET", "/manifest?x=1", signed_path="/manifest"), 401, "signature")


def tells_the_time(visit: Visit) -> None:
    """Đồng hồ lệch quá 300 giây thì báo 401 clock kèm giờ của đài."""
    for shift in (-900.0, 900.0):
        fields = expect(visit.caller.get("/manifest", shift=shift), 401, "clock").fields()
        if not isinstance(fields.get("now"), int | float):
            raise Wrong("không kèm giờ của đài (now)")


CASES = (
    describes_itself,
    refuses_bad_claims,
    takes_a_claim,
    has_signed_keys,
    serves_nobody_unconfirmed,
    refuses_the_unsigned,
    refuses_strangers,
    refuses_other_keys,
    refuses_moved_signatures,
    tells_the_time,
)
