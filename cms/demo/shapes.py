"""The shapes of the demo content: commune, hamlets, people, stories, bulletin, slots, devices."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from newsroom.infographics.fields import Values


class State(Enum):
    """How far a demo story has come; each state includes all the steps before it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    RECORDED = "recorded"  # approved, and its recording accepted: ready for a slot
    AIRED = "aired"
    RECALLED = "recalled"


class Kind(Enum):
    """The kinds of stories, by the names of the newsroom."""

    NEWS = "tin"
    FEATURE = "bài"
    NOTICE = "thông báo"
    PRESS_RELEASE = "thông cáo báo chí"
    CLARIFICATION = "thông tin làm rõ"
    INFOGRAPHIC = "đồ hoạ thông tin"


class Category(Enum):
    """The essential information of Nghị định 49/2024/NĐ-CP, Article 6."""

    POLICY = "chủ trương, chính sách, quy định của địa phương"
    PROJECTS = "chương trình, dự án trên địa bàn"
    SOCIETY = "chính trị, kinh tế, văn hoá, khoa học"
    SECURITY = "an ninh, trật tự"
    EMERGENCY = "thiên tai, cứu hộ, phòng cháy, dịch bệnh, khẩn cấp"
    GOOD_PEOPLE = "người tốt, việc tốt, mô hình hay"
    AGAINST_CRIME = "đấu tranh với hành vi vi phạm pháp luật"
    PRODUCTS = "sản phẩm, hàng hoá, dịch vụ của địa phương"


class Priority(Enum):
    """The three priorities of Thông tư 39/2020/TT-BTTTT."""

    NORMAL = "thông thường"
    PRIORITY = "ưu tiên"
    URGENT = "khẩn cấp"


class Outlet(Enum):
    """Where a story goes."""

    SITE = "site"
    AIR = "air"
    BOARDS = "boards"


EVERYWHERE = (Outlet.SITE, Outlet.AIR, Outlet.BOARDS)


@dataclass(frozen=True, kw_only=True)
class Commune:
    """The facts of the commune; households and people are the sums over its hamlets."""

    name: str
    tagline: str
    office: str
    address: str
    phone: str
    email: str
    area_km2: float
    households: int
    people: int


@dataclass(frozen=True, kw_only=True)
class Hamlet:
    """A hamlet (thôn): a zone of the loudspeakers."""

    name: str
    slug: str
    head: str
    households: int
    people: int


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person with a login; ``role`` is contributor, editor, reviewer, leader, operator or administrator."""

    username: str
    name: str
    role: str
    title: str
    office: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn picture by its name in ``pictures.PICTURES``, with its compulsory alternative text."""

    name: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Infographic:
    """A picture made from data: the code of its template, and what is typed into it."""

    template: str
    values: Values


@dataclass(frozen=True, kw_only=True)
class Story:
    """One story with all its forms; ``zones`` are hamlet slugs, empty for the whole commune.

    ``script`` overrides the text derived from the body when it is not empty. ``reason`` goes with RETURNED
    and RECALLED. ``at`` is the local time of its last step, ``until`` the last day it is valid. ``tells``: the slug
    of the story that an English one tells.
    """

    slug: str
    title: str
    summary: str
    body: tuple[str, ...]
    section: str
    kind: Kind
    category: Category
    source: str
    author: str
    board: tuple[str, str]
    state: State
    at: dt.datetime
    until: dt.date | None = None
    script: str = ""
    zones: tuple[str, ...] = ()
    outlets: tuple[Outlet, ...] = EVERYWHERE
    priority: Priority = Priority.NORMAL
    picture: Picture | None = None
    infographic: Infographic | None = None
    reason: str = ""
    language: str = "vi"
    tells: str = ""


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """The news bulletin that is due soon after the start: ``lead`` after it, ``stories`` by slug."""

    title: str
    slug: str
    stories: tuple[str, ...]
    opening: str
    closing: str
    lead: dt.timedelta


@dataclass(frozen=True, kw_only=True)
class Film:
    """The one story with a video: ``of`` is the slug of the infographic that it shows while ``sentences`` are read."""

    slug: str
    title: str
    summary: str
    section: str
    source: str
    of: str
    name: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Issue:
    """An issue of the e-bulletin; ``stories`` are the slugs of what stands in it, in order."""

    title: str
    slug: str
    summary: str
    source: str
    foreword: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A time on the air; ``weekdays`` 0 is Monday."""

    name: str
    start: dt.time
    minutes: int
    weekdays: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Device:
    """A loudspeaker cluster or a board; ``keeper`` is the person to call, ``at`` its place on the map in percent."""

    name: str
    kind: str
    zones: tuple[str, ...]
    place: str
    keeper: str
    at: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A source document to import: a file beside this module, and who imports it into which section."""

    path: str
    section: str
    author: str


@dataclass(frozen=True, kw_only=True)
class Registered:
    """An official document of the register; ``text`` is what its file holds."""

    title: str
    slug: str
    abstract: str
    number: str
    on: dt.date
    issuer: str
    file: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Demo:
    """Everything that the demo commune consists of."""

    commune: Commune
    hamlets: tuple[Hamlet, ...]
    people: tuple[Person, ...]
    stories: tuple[Story, ...]
    infographics: tuple[Story, ...]
    english: tuple[Story, ...]
    bulletin: Bulletin
    slots: tuple[Slot, ...]
    devices: tuple[Device, ...]
    documents: tuple[Document, ...]

    @property
    def all_stories(self) -> tuple[Story, ...]:
        """Return every story in the order in which it is written: an English one after the one it tells."""
        return (*self.stories, *self.infographics, *self.english)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its empty lines into paragraphs of one line each."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))
