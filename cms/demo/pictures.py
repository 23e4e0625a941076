"""The drawn pictures of the demo by name, as PNG files: the same bytes for the same day."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

from cms.demo import alerts, infographics, scenes
from cms.demo.canvas import Canvas

_SCENES: dict[str, Callable[[], Canvas]] = {
    "fields": scenes.fields,
    "fire": alerts.fire,
    "fraud": alerts.fraud,
    "loudspeaker": scenes.loudspeaker,
    "plots": scenes.plots,
    "vaccination": scenes.vaccination,
    "volleyball": scenes.volleyball,
}
_INFOGRAPHICS: dict[str, Callable[[dt.date], Canvas]] = {
    "infographic-fraud": infographics.fraud_warning,
    "infographic-vaccination": infographics.vaccination_schedule,
}
PICTURES = (*_SCENES, *_INFOGRAPHICS)


def draw(name: str, *, today: dt.date) -> bytes:
    """Return the picture as a PNG file: 1600 x 900, infographics 1080 x 1350."""
    canvas = _SCENES[name]() if name in _SCENES else _INFOGRAPHICS[name](today)
    stream = BytesIO()
    canvas.finished().save(stream, format="PNG", optimize=True)
    return stream.getvalue()
