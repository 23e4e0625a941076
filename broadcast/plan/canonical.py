"""What is signed, as bytes (RFC 8785 canonical JSON), and the key that tells whether a manifest's content changed."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

from broadcast.plan import command, keylist
from broadcast.plan.manifest import FORMAT, AirItem, Authority, BoardItem, Manifest, Media
from broadcast.plan.quiet import EVERY_DAY, QuietHours
from broadcast.plan.streams import StreamItem

_CHANGES_WITHOUT_CONTENT = ("counter", "issued_at", "valid_until")


def to_bytes(manifest: Manifest) -> bytes:
    """Return the payload to be signed: the same manifest gives the same bytes everywhere."""
    return bytes(rfc8785.dumps(_manifest(manifest)))


def key_list_bytes(keys: keylist.KeyList) -> bytes:
    """Return the key list's payload."""
    fields = {
        "format": keylist.FORMAT,
        "station": keys.station,
        "epoch": keys.epoch,
        "version": keys.version,
        "issued_at": moment(keys.issued_at),
        "keys": [_key(key) for key in keys.keys],
        "revoked": [{"keyid": name, "since": moment(since)} for name, since in sorted(keys.revoked.items())],
    }
    return bytes(rfc8785.dumps(fields))


def command_bytes(order: command.Command) -> bytes:
    """Return the command's payload."""
    fields: dict[str, Any] = {
        "format": command.FORMAT,
        "id": order.id,
        "device": order.device,
        "epoch": order.epoch,
        "sequence": order.sequence,
        "issued_at": moment(order.issued_at),
        "action": order.action.value,
    }
    if order.zone:
        fields["zone"] = {"id": order.zone.id, "name": order.zone.name}
    if order.volume:
        fields["volume"] = order.volume.fields()
    if order.screen:
        fields["screen"] = order.screen.fields()
    if order.until:
        fields["until"] = moment(order.until)
    return bytes(rfc8785.dumps(fields))


def _key(key: keylist.Key) -> dict[str, Any]:
    return {
        "keyid": key.key_id,
        "public_key": base64.b64encode(key.public_key).decode(),
        "contexts": list(key.contexts),
        "from": moment(key.valid_from),
        "until": moment(key.valid_until),
    }


def content_key(manifest: Manifest) -> str:
    """Return a digest of all but the version and its dates: equal keys need no new version."""
    fields = _manifest(manifest)
    for name in _CHANGES_WITHOUT_CONTENT:
        del fields[name]
    return hashlib.sha256(rfc8785.dumps(fields)).hexdigest()


def moment(when: datetime) -> str:
    """Write an aware time as the protocol does: UTC, milliseconds, Z."""
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    return when.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _manifest(manifest: Manifest) -> dict[str, Any]:
    chain = manifest.chain
    streams = {"streams": [_stream_item(item) for item in manifest.streams]} if manifest.streams else {}
    fields: dict[str, Any] = {
        "format": FORMAT,
        "station": {"id": manifest.station.id, "name": manifest.station.name},
        "zone": {"id": manifest.zone.id, "name": manifest.zone.name},
        "epoch": manifest.epoch,
        "counter": manifest.counter,
        "issued_at": moment(manifest.issued_at),
        "valid_until": moment(manifest.valid_until),
        "timezone": manifest.timezone,
        "quiet": [_quiet_hours(each) for each in manifest.quiet],
        "media": _media_table(manifest.media),
        "air": [_air_item(item) for item in manifest.air],
        "board": [_board_item(item) for item in manifest.board],
        "revoked": sorted(manifest.revoked),
        "chain": chain and {"sequence": chain.sequence, "sha256": chain.sha256},
        **streams,
    }
    if manifest.stopped:
        fields["stopped"] = sorted(manifest.stopped)
    if manifest.broker:
        fields["broker"] = manifest.broker.fields()
    return fields


def _quiet_hours(hours: QuietHours) -> dict[str, Any]:
    fields: dict[str, Any] = {"from": f"{hours.start:%H:%M}", "until": f"{hours.until:%H:%M}"}
    if hours.weekdays != EVERY_DAY:
        fields["weekdays"] = sorted(hours.weekdays)
    return fields


def _media_table(media: Mapping[str, Media]) -> dict[str, Any]:
    return {
        digest: {"bytes": each.bytes, "type": each.type, "duration_ms": each.duration_ms}
        for digest, each in media.items()
    }


def _air_item(item: AirItem) -> dict[str, Any]:
    return {
        "airing": item.airing,
        "session": item.session,
        "kind": item.kind.value,
        "title": item.title,
        "starts_at": moment(item.starts_at),
        "duration_ms": item.duration_ms,
        "media": item.media,
        "priority": item.priority.value,
        "grace_ms": item.grace_ms,
        "resume": item.resume.value,
        "authority": _authority(item.authority),
    }


def _stream_item(item: StreamItem) -> dict[str, Any]:
    return {
        "airing": item.airing,
        "session": item.session,
        "title": item.title,
        "starts_at": moment(item.starts_at),
        "duration_ms": item.duration_ms,
        "url": item.url,
        "fallback": item.fallback,
        "authority": _authority(item.authority),
    }


def _board_item(item: BoardItem) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "item": item.item,
        "lines": list(item.lines),
        "picture": item.picture,
        "alt": item.alt,
        "from": moment(item.shown_from),
        "until": moment(item.shown_until),
        "priority": item.priority.value,
        "seconds": item.seconds,
        "authority": _authority(item.authority),
    }
    if item.link:
        fields["link"] = item.link
    if item.pages:
        fields["pages"] = [{"media": page.media, "seconds": page.seconds} for page in item.pages]
    if item.film:
        fields["film"] = {"media": item.film.media, "captions": item.film.captions}
    if item.counts_to:
        fields["counts_to"] = moment(item.counts_to)
    return fields


def _authority(authority: Authority) -> dict[str, str]:
    return {"kind": authority.kind.value, "id": authority.id, "sha256": authority.sha256}
