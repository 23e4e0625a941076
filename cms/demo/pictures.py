"""The drawn pictures of the demo by name, as PNG files: the same bytes every time."""

from collections.abc import Callable
from io import BytesIO

from cms.demo import alerts, scenes
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
PICTURES = (*_SCENES,)


def draw(name: str) -> bytes:
    """Return the picture as a PNG file, 1600 x 900."""
    canvas = _SCENES[name]()
    stream = BytesIO()
    canvas.finished().save(stream, format="PNG", optimize=True)
    return stream.getvalue()
