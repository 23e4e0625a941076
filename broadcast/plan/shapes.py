"""Whether a JSON value has the shape that a schema tells: the small part of JSON Schema that our document uses."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(value: object, schema: Schema, *, where: str = "$") -> Iterator[str]:
    """Yield what is wrong with ``value``, each with the place; fields that the schema does not name are allowed."""
    types = schema.get("type", [])
    allowed = [types] if isinstance(types, str) else list(types)
    if allowed and not any(_is_a(value, name) for name in allowed):
        yield f"{where}: not {' or '.join(allowed)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: not one of {', '.join(map(str, schema['enum']))}"
    if isinstance(value, str):
        yield from _text_faults(value, schema, where)
    elif isinstance(value, int | float):
        yield from _number_faults(value, schema, where)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from faults(each, schema.get("items", {}), where=f"{where}[{index}]")
    elif isinstance(value, dict):
        yield from _object_faults(value, schema, where)


def _is_a(value: object, name: str) -> bool:
    is_flag = isinstance(value, bool)
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not is_flag)


def _text_faults(value: str, schema: Schema, where: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: “{value[:60]}” is not written like {schema['pattern']}"


def _number_faults(value: float, schema: Schema, where: str) -> Iterator[str]:
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        yield f"{where}: {value} is out of bounds"


def _object_faults(value: dict[str, object], schema: Schema, where: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{where}.{name}: missing"
    named = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for name, each in value.items():
        inner = named.get(name, others)
        if isinstance(inner, Mapping):
            yield from faults(each, inner, where=f"{where}.{name}")
