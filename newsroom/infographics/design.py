"""What an infographic says, as typed data: a head, blocks, a foot; nothing of where or how large."""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "good", "bad", "care"]
Colour = Literal["commune", "health", "warning", "information"]


@dataclass(frozen=True, kw_only=True)
class BigNumber:
    """The one figure to remember, and what it counts."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One half of a comparison."""

    title: str
    lines: tuple[str, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two lists beside each other: do and do not, old and new."""

    left: Side
    right: Side


@dataclass(frozen=True, kw_only=True)
class Item:
    """One step, or one entry of a list; ``icon`` is a name of ``icons.NAMES``."""

    title: str
    text: str = ""
    icon: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What to do, one after the other."""

    items: tuple[Item, ...]
    first: int = 1  # the number of the first


@dataclass(frozen=True, kw_only=True)
class IconList:
    """Facts with an icon each."""

    items: tuple[Item, ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """What happens at one time of a day: the hours, then who or where."""

    hours: str
    text: str
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of an agenda: ``name`` (Thứ Ba), ``date`` (24/11), its slots."""

    name: str
    date: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Days, and what happens on each."""

    days: tuple[Day, ...]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One value with its name; ``before`` is the value it is compared with."""

    label: str
    value: float
    before: float | None = None


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Bars from zero, each with its value beside it."""

    bars: tuple[Bar, ...]
    unit: str = ""
    title: str = ""
    now: str = ""  # what ``value`` is of, and what ``before`` is of
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line of a chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """How values change from one moment to the next."""

    moments: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class PieChart:
    """Shares of a whole."""

    slices: tuple[Bar, ...]
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """A small table; the first column names the rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class State:
    """How it was, or how it is."""

    title: str
    value: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """What has changed."""

    before: State
    after: State


@dataclass(frozen=True, kw_only=True)
class Hamlet:
    """One hamlet of the map: ``column`` and ``row`` in a honeycomb, whose odd rows stand half a place to the right."""

    name: str
    column: int
    row: int
    value: str = ""
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class HamletMap:
    """The hamlets as they lie to one another; a scheme, not a map to measure on. ``meaning`` says what is marked."""

    hamlets: tuple[Hamlet, ...]
    meaning: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The one thing to do, in a bar of its own."""

    text: str
    icon: str = ""
    tone: Tone = "plain"


Block = (
    BigNumber
    | Comparison
    | Steps
    | IconList
    | Agenda
    | BarChart
    | LineChart
    | PieChart
    | DataTable
    | BeforeAfter
    | HamletMap
    | Notice
)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Whose infographic it is: the commune's name, its colour (#RRGGBB) and its crest as a picture file."""

    commune: str
    colour: str = "#A8201A"
    crest: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class Design:
    """One infographic: one message."""

    title: str
    blocks: tuple[Block, ...]
    look: Look
    lead: str = ""
    source: str = ""
    date: str = ""
    colour: Colour = "commune"
    more: bool = False  # the page shows the essence only, and says so
