"""The device API as an OpenAPI document: what docs/PROTOCOL.md says in words, for programs. Standard library only."""

from collections.abc import Mapping
from typing import Any

Fields = dict[str, Any]
BASE = "/api/device/v1"

DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
UUID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$"}
KEY = {"type": "string", "pattern": "^[A-Za-z0-9+/]{43}=$", "description": "base64 of 32 raw Ed25519 bytes"}
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
PASS = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ORDER_WORDS = {"type": "object", "additionalProperties": TEXT, "description": "order id -> words"}


def _record(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Fields:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _list(items: Mapping[str, Any], **bounds: int) -> Fields:
    return {"type": "array", "items": dict(items), **bounds}


def _or_null(schema: Mapping[str, Any]) -> Fields:
    return {**schema, "type": [schema["type"], "null"]}


VERSION = _record({"epoch": COUNT, "counter": COUNT})
SCHEMAS: dict[str, Fields] = {
    "Error": _record({"error": TEXT}, {"now": {"type": "number", "description": "with error clock"}}),
    "Envelope": _record(
        {
            "payloadType": {"type": "string", "pattern": r"^application/vnd\.loaxa\."},
            "payload": {"type": "string", "pattern": "^[A-Za-z0-9+/]*={0,2}$"},
            "signatures": _list(
                _record(
                    {
                        "keyid": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                        "sig": {"type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$"},
                    }
                )
            ),
        }
    ),
    "Claim": _record(
        {"public_key": KEY, "kind": {"type": "string", "enum": ["loudspeaker", "board"]}},
        {"name": TEXT, "software": TEXT},
    ),
    "Claimed": _record(
        {"device": UUID, "root_key": KEY, "code": {"type": "string", "pattern": r"^(\d{3} \d{3})?$"}},
        {"poll_s": {"type": "number", "minimum": 0}},
    ),
    "Orders": _record({"orders": _list({"type": "string", "description": "an Envelope as text"})}),
    "Obeyed": _record({"done": _list(UUID)}, {"failed": ORDER_WORDS, "answers": ORDER_WORDS}),
    "NextKey": _record({"public_key": KEY, "proof": {"type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$"}}),
    "Receipt": _record(
        {
            "id": UUID,
            "kind": {"type": "string", "enum": ["air", "board", "refusal"]},
            "outcome": {
                "type": "string",
                "enum": ["played", "partial", "skipped", "failed", "shown", "refused"],
            },
            "started_at": MOMENT,
            "ended_at": MOMENT,
        },
        {
            "airing": _or_null(UUID),
            "media": _or_null(DIGEST),
            "evidence": {"type": "string", "enum": ["sink", "loopback", "sensor"]},
            "detail": TEXT,
            "manifest": _or_null(VERSION),
        },
    ),
    "Taken": _record({"accepted": _list(TEXT), "refused": _list(_record({"id": TEXT, "error": TEXT}))}),
    "Heartbeat": _record(
        {"now": MOMENT},
        {
            "playing": _or_null(UUID),
            "manifest": _or_null(VERSION),
            "chain": _or_null(_record({"sequence": COUNT, "sha256": TEXT})),
            "disk_free_bytes": _or_null(COUNT),
            "volume": _or_null({"type": "integer", "minimum": 0, "maximum": 100}),
            "temperature_c": _or_null({"type": "number", "minimum": -100, "maximum": 300}),
            "running_since": _or_null(MOMENT),
            "abilities": _list({"type": "string", "enum": ["volume", "chime", "restart", "log", "screen"]}),
            "software": TEXT,
            "problems": _list(TEXT),
        },
    ),
    "Now": _record(
        {"now": MOMENT},
        {"bell": _record({"port": COUNT, "pass": PASS}), "broker": _record({"pass": PASS})},
    ),
    "Nothing": {"type": "object"},
}
SCHEMAS["Receipts"] = _record({"receipts": _list({"$ref": "#/components/schemas/Receipt"}, maxItems=500)})


def _json(name: str, **more: Any) -> Fields:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"description": name, "content": content, **more}


def _call(summary: str, answers: Mapping[str, Fields], *, body: str = "", is_signed: bool = True) -> Fields:
    call: Fields = {"summary": summary, "responses": dict(answers)}
    if body:
        call["requestBody"] = {"required": True, **_json(body)}
    if is_signed:
        call["security"] = [{"LoaXa": []}]
        call["responses"] |= {status: _json("Error") for status in ("401", "403")}
    if body:
        call["responses"]["400"] = _json("Error")
    return call


ETAG = {"ETag": {"schema": {"type": "string", "pattern": r'^"\d+\.\d+"$'}}}
SOUND = {"description": "the bytes", "content": {"application/octet-stream": {"schema": {"type": "string"}}}}
SHA256 = {"name": "sha256", "in": "path", "required": True, "schema": DIGEST}
PATHS: dict[str, Fields] = {
    "/claim": {"post": _call("present a new box", {"201": _json("Claimed")}, body="Claim", is_signed=False)},
    "/keys": {"get": _call("the newest key list", {"200": _json("Envelope")}, is_signed=False)},
    "/orders": {
        "get": _call("orders that wait", {"200": _json("Orders")}),
        "post": _call("what became of orders", {"200": _json("Nothing")}, body="Obeyed"),
    },
    "/key": {"post": _call("the device's next key", {"200": _json("Nothing")}, body="NextKey")},
    "/manifest": {
        "get": _call(
            "the newest signed plan",
            {
                "200": _json("Envelope", headers=ETAG),
                "304": {"description": "unchanged", "headers": ETAG},
                "404": _json("Error"),
            },
        )
    },
    "/media/{sha256}": {
        "get": _call("one medium", {"200": SOUND, "206": SOUND, "404": _json("Error")})
        | {"parameters": [SHA256]}
    },
    "/receipts": {"post": _call("what was played", {"200": _json("Taken")}, body="Receipts")},
    "/heartbeat": {"post": _call("how the box is", {"200": _json("Now")}, body="Heartbeat")},
    "/openapi.json": {"get": _call("this document", {"200": _json("Nothing")}, is_signed=False)},
}


def document() -> Fields:
    """Return the whole document."""
    words = (
        "Loudspeakers and boards fetch signed plans and report what they did. docs/PROTOCOL.md tells the rules "
        "that no schema can: signatures, keys, orders, what a device refuses."
    )
    signed = (
        'LoaXa device="<uuid>", at="<unix seconds>", sig="<base64>": Ed25519 over the DSSE pre-authentication '
        "encoding of type application/vnd.loaxa.request.v1 and METHOD, path with query, at, SHA-256 of the body, "
        "joined by line feeds"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Loa Xã device API", "version": "1", "description": words},
        "servers": [{"url": BASE}],
        "paths": PATHS,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "LoaXa": {"type": "apiKey", "in": "header", "name": "Authorization", "description": signed}
            },
        },
    }


def schema_of(path: str, method: str, status: int) -> Fields | None:
    """Return the schema of a JSON answer, None where the document promises none."""
    answer = PATHS[path][method]["responses"].get(str(status), {})
    return _resolved(answer.get("content", {}).get("application/json", {}).get("schema"))


def _resolved(schema: Fields | None) -> Fields | None:
    if schema is None:
        return None
    if "$ref" in schema:
        return _resolved(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    items = schema.get("items")
    return {**schema, "items": _resolved(items)} if isinstance(items, dict) else schema


def body_schema_of(path: str) -> Fields | None:
    """Return the schema of what is posted there."""
    body = PATHS[path]["post"].get("requestBody", {})
    return _resolved(body.get("content", {}).get("application/json", {}).get("schema"))
