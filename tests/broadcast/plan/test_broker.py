"""The broker in the manifest: written, read again, and never a reason to refuse a plan."""

import json
from dataclasses import replace

import pytest

from broadcast.plan.broker import Broker
from broadcast.plan.canonical import content_key, to_bytes
from broadcast.plan.manifest import parse
from tests.broadcast.plan.manifests import manifest

HERE = Broker(host="mqtt.example.vn", port=8883, topic="xa-thu")


def test_a_broker_is_read_as_it_was_written() -> None:
    plan = replace(manifest(), broker=HERE)

    assert parse(to_bytes(plan)) == plan
    assert content_key(plan) != content_key(manifest())


def test_a_plan_without_one_is_written_as_before() -> None:
    assert b"broker" not in to_bytes(manifest())


@pytest.mark.parametrize(
    "change",
    [
        {"host": ""},
        {"host": "mqtt.example.vn/x"},
        {"host": "x" * 600},
        {"port": 0},
        {"port": 65_536},
        {"port": "8883"},
        {"topic": "#"},
        {"topic": "a/b"},
        {"topic": None},
    ],
)
def test_a_place_that_makes_no_sense_costs_the_bell_and_not_the_plan(change: dict[str, object]) -> None:
    fields = json.loads(to_bytes(manifest())) | {"broker": HERE.fields() | change}

    assert parse(json.dumps(fields).encode()) == manifest()


@pytest.mark.parametrize("broker", [None, "mqtts://x", [], 1])
def test_what_is_no_record_is_no_broker(broker: object) -> None:
    fields = json.loads(to_bytes(manifest())) | {"broker": broker}

    assert parse(json.dumps(fields).encode()).broker is None
