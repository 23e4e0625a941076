"""The program that tests servers: ours keeps the protocol, and each breach is found."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import get_resolver

from broadcast import commands, release
from broadcast.devices import enrolment, urls
from broadcast.models import Device, Receipt
from broadcast.plan import device_api, shapes
from broadcast.player.conformance.__main__ import Result, examine
from broadcast.player.conformance.visit import Visit
from broadcast.states import DeviceStatus
from tests.broadcast import real_box
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
Headers = list[tuple[str, str]]
Spoil = Callable[[dict[str, Any], str, Headers, bytes], tuple[str, Headers, bytes]]


def examined(commune: Commune, now: datetime) -> dict[str, str]:
    """Return what is wrong with the server, by case; an operator confirms the code."""
    commune.booked(now=now)
    release.release(commune.station, now=now)

    def confirmed(visit: Visit) -> bool:
        enrolment.confirm(visit.code, zone=commune.zones[0], name="Máy thử", person=commune.operator, now=now)
        commands.sign_waiting(now)
        return True

    with real_box.serving() as url:
        results = examine(url, confirmed=confirmed, say=lambda _line: None)
    return {each.name: each.wrong for each in results if each.wrong}


def test_our_server_keeps_the_protocol(commune: Commune, now: datetime) -> None:
    assert examined(commune, now) == {}
    assert Receipt.objects.count() == 1
    assert Device.objects.filter(status=DeviceStatus.ACTIVE).count() == 1


def test_without_a_person_the_rest_is_not_passed(commune: Commune, now: datetime) -> None:
    with real_box.serving() as url:
        results = examine(url, confirmed=lambda _visit: False, say=lambda _line: None)

    assert results[-1] == Result(name="confirmed", wrong="không ai xác nhận")


def _serves_strangers(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    is_refused = status.startswith("401") and environ["PATH_INFO"].endswith("/orders")
    return ("200 OK", headers, b'{"orders": []}') if is_refused else (status, headers, body)


def _turns_a_bit(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    if "/media/" in environ["PATH_INFO"] and status.startswith("20"):
        body = body[:-1] + bytes([body[-1] ^ 1])
    return status, headers, body


def _ignores_ranges(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    return ("200 OK", headers, body) if status.startswith("206") else (status, headers, body)


def _names_another_version(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    return status, [(name, '"9.9"' if name == "ETag" else value) for name, value in headers], body


def _signs_with_nothing(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    if environ["PATH_INFO"].endswith(("/manifest", "/keys")) and status.startswith("200"):
        fields = json.loads(body)
        fields["signatures"][0]["sig"] = "A" * 86 + "=="
        body = json.dumps(fields).encode()
    return status, headers, body


def _keeps_its_time_to_itself(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    fields = json.loads(body) if body[:1] == b"{" else {}
    fields.pop("now", None)
    return (
        (status, headers, json.dumps(fields).encode())
        if fields and b'"now"' in body
        else (status, headers, body)
    )


def _swallows_what_is_broken(environ: dict[str, Any], status: str, headers: Headers, body: bytes) -> Any:
    if environ["PATH_INFO"].endswith("/receipts") and status.startswith("200"):
        fields = json.loads(body)
        fields["accepted"] += [each["id"] for each in fields.pop("refused")]
        body = json.dumps(fields | {"refused": []}).encode()
    return status, headers, body


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_serves_strangers, {"refuses_the_unsigned", "refuses_moved_signatures"}),
        (_turns_a_bit, {"serves_media"}),
        (_ignores_ranges, {"serves_media"}),
        (_names_another_version, {"signs_its_plan", "spares_what_is_held"}),
        (_signs_with_nothing, {"has_signed_keys", "orders_its_zone", "signs_its_plan", "hints"}),
        (_keeps_its_time_to_itself, {"tells_the_time", "hears_heartbeats"}),
        (_swallows_what_is_broken, {"takes_receipts_once"}),
    ],
)
def test_a_server_that_breaks_the_protocol_is_found_out(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch, spoil: Spoil, found: set[str]
) -> None:
    monkeypatch.setattr(real_box, "get_wsgi_application", lambda: _spoiled(spoil))

    faults = examined(commune, now)

    assert faults
    assert faults.keys() <= found


def _spoiled(spoil: Spoil) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """Return our application with its answers spoiled on their way out."""
    genuine: Any = get_wsgi_application()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []
        parts = genuine(environ, lambda status, headers, *_rest: told.append((status, headers)))
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        status, headers, body = spoil(environ, *told[0], body)
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]

    return answer


# ------------------------------------------------------------------ the document


def test_the_document_names_every_call_and_no_other() -> None:
    served = {"/" + str(pattern.pattern).replace("<str:sha256>", "{sha256}") for pattern in urls.urlpatterns}

    assert set(device_api.PATHS) == served


@pytest.mark.parametrize("path", sorted(device_api.PATHS))
def test_the_document_names_the_methods_that_are_answered(path: str, db: None) -> None:
    place = device_api.BASE + path.replace("{sha256}", "0" * 64)
    assert get_resolver().resolve(place)
    client = Client()
    answered = {
        method for method in ("get", "post", "put", "delete")
        if client.generic(method.upper(), place, b"{}").status_code not in (404, 405)
    }  # fmt: skip
    documented = {name for name in device_api.PATHS[path] if name != "parameters"}

    # A signed call is refused for want of a signature before its method is looked at.
    assert documented <= answered


def test_the_document_is_served_and_every_reference_leads_somewhere(client: Client) -> None:
    answer = client.get("/api/device/v1/openapi.json")

    assert answer.json() == json.loads(json.dumps(device_api.document()))
    references = {part.split('"')[0] for part in json.dumps(answer.json()).split('"$ref": "')[1:]}
    assert references
    for reference in references:
        assert reference.removeprefix("#/components/schemas/") in device_api.SCHEMAS


@pytest.mark.parametrize(
    ("value", "schema", "count"),
    [
        (1, {"type": "integer"}, 0),
        (True, {"type": "integer"}, 1),
        (None, {"type": ["string", "null"]}, 0),
        (7, {"type": ["string", "null"]}, 1),
        (-1, {"type": "integer", "minimum": 0}, 1),
        ("x", {"type": "string", "enum": ["y"]}, 1),
        ("x", {"type": "string", "pattern": "^y$"}, 1),
        ({}, {"type": "object", "required": ["a", "b"]}, 2),
        ({"a": 1, "z": 2}, {"type": "object", "properties": {"a": {"type": "string"}}}, 1),
        ({"a": 1}, {"type": "object", "additionalProperties": {"type": "string"}}, 1),
        ([1, "x"], {"type": "array", "items": {"type": "integer"}}, 1),
    ],
)
def test_a_shape_is_told_from_another(value: object, schema: dict[str, Any], count: int) -> None:
    assert len(list(shapes.faults(value, schema))) == count
