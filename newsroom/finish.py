"""Wagtail's finish action: Wagtail imports it before any model exists, so it only knows where to ask."""

from collections.abc import Callable
from typing import Any

_bound: list[Callable[[Any, Any], None]] = []


def bind(action: Callable[[Any, Any], None]) -> None:
    """Say what finishing a workflow does, once, at start."""
    _bound[:] = [action]


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Finish the workflow; without a bound action nothing is published."""
    if not _bound:
        raise RuntimeError("nothing may be published before the newsroom is ready")
    _bound[0](workflow_state, user)
