"""When each sentence of a recording begins and ends, from the parts that it was put together from."""

from collections.abc import Sequence

from broadcast.audio.assembly import Part, Pause, Speech

Span = tuple[float, float]


def timeline(parts: Sequence[Part], *, duration_s: float) -> list[Span]:
    """Return the seconds of each spoken part; what mastering cut or added at the edges is spread evenly.

    Chimes have no length of their own here: what is left of the recording's length is theirs.
    """
    spans: list[Span] = []
    chimes = sum(1 for part in parts if not isinstance(part, Pause | Speech))
    known = sum(_length(part) for part in parts)
    chime_s = max(0.0, duration_s - known) / chimes if chimes else 0.0
    scale = duration_s / (known + chimes * chime_s) if known else 1.0
    at = 0.0
    for part in parts:
        ends = at + (_length(part) if isinstance(part, Pause | Speech) else chime_s) * scale
        if isinstance(part, Speech):
            spans.append((round(at, 2), round(ends, 2)))
        at = ends
    return spans


def _length(part: Part) -> float:
    match part:
        case Speech(clip=clip):
            return clip.duration_s
        case Pause(seconds=seconds):
            return seconds
    return 0.0
