"""Pictures in the sizes and forms that pages show: read from what was made before, in two queries for a whole page.

AVIF is slow to make, so no reader waits for it: a page offers what ``pictures_ahead`` has made, and WebP beside it.
Only a picture of which there is no WebP yet is made while somebody waits.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.core.files.storage import default_storage
from wagtail.images.models import Filter, SourceImageIOError

from newsroom.models import Picture, PictureRendition


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The sizes in which one kind of place shows pictures, the smallest first; ``plain`` is made as JPEG as well."""

    each: tuple[str, ...]
    plain: str

    def specs(self, form: str) -> tuple[str, ...]:
        """Return Wagtail's names of the sizes in ``avif``, ``webp`` or ``jpeg``, the smallest first."""
        sizes = (self.plain,) if form == "jpeg" else self.each
        return tuple(f"{size}|format-{form}" for size in sizes)

    @property
    def all(self) -> tuple[str, ...]:
        """Return the names of everything that is made."""
        return tuple(spec for form in ("avif", "webp", "jpeg") for spec in self.specs(form))


CARD = Sizes(each=("fill-240x150", "fill-480x300", "fill-960x600"), plain="fill-480x300")
IN_TEXT = Sizes(each=("max-640x960", "max-1280x1920"), plain="max-640x960")
TO_ZOOM = Sizes(each=("max-800x2400", "max-2400x6000"), plain="max-800x2400")
POSTER = Sizes(each=("max-400x1200", "max-800x2400"), plain="max-400x1200")


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture as a page offers it: ``avif`` and ``webp`` in sizes (empty: not made), ``src`` for every browser."""

    src: str
    avif: str
    webp: str
    largest: str
    width: int
    height: int
    alt: str


class Made(NamedTuple):
    """One size that lies in the storage."""

    file: str
    width: int
    height: int


class Focus(NamedTuple):
    """Where the important part of a picture is, by Wagtail's names of the columns."""

    focal_point_width: int | None
    focal_point_height: int | None
    focal_point_x: int | None
    focal_point_y: int | None


def shots_of(numbers: Iterable[int], sizes: Sizes) -> dict[int, Shot]:
    """Return picture -> what a page offers of it; a picture whose file is gone is left out."""
    return shots(Picture.objects.in_bulk(set(numbers)).values(), sizes)


def shots(pictures: Collection[Picture], sizes: Sizes) -> dict[int, Shot]:
    """Return picture -> what a page offers of it."""
    made = _made(pictures, sizes)
    found = {picture.pk: _shot(picture, sizes, made[picture.pk]) for picture in pictures}
    return {number: shot for number, shot in found.items() if shot}


def _made(pictures: Collection[Picture], sizes: Sizes) -> dict[int, dict[str, Made]]:
    """Return picture -> size -> its file, in one query; sizes of an earlier focal point are none."""
    by_number = {picture.pk: picture for picture in pictures}
    found: dict[int, dict[str, Made]] = {number: {} for number in by_number}
    rows = PictureRendition.objects.filter(image__in=list(by_number), filter_spec__in=sizes.all)
    for number, spec, key, *made in rows.values_list(
        "image_id", "filter_spec", "focal_point_key", "file", "width", "height"
    ):
        if key == _key(spec, _focus(by_number[number])):
            found[number][spec] = Made(*made)
    return found


def _focus(picture: Picture) -> Focus:
    return Focus(*(getattr(picture, name) for name in Focus._fields))


@lru_cache(maxsize=4096)
def _key(spec: str, focus: Focus) -> str:
    """Return what Wagtail adds to a size that depends on the focal point; working it out anew costs."""
    return str(Filter(spec=spec).get_cache_key(focus))


def _shot(picture: Picture, sizes: Sizes, made: Mapping[str, Made]) -> Shot | None:
    if not all(spec in made for spec in sizes.specs("webp")):
        made = {**made, **_make(picture, sizes.specs("webp"))}
    webp = [made[spec] for spec in sizes.specs("webp") if spec in made]
    if not webp:
        return None
    plain = next((made[spec] for spec in sizes.specs("jpeg") if spec in made), webp[-1])
    avif = [made[spec] for spec in sizes.specs("avif") if spec in made]
    return Shot(
        src=default_storage.url(plain.file),
        avif=_listed(avif) if len(avif) == len(sizes.each) else "",
        webp=_listed(webp),
        largest=default_storage.url(webp[-1].file),
        width=webp[-1].width,
        height=webp[-1].height,
        alt=picture.description,
    )


def _listed(made: Iterable[Made]) -> str:
    return ", ".join(f"{default_storage.url(each.file)} {each.width}w" for each in made)


def _make(picture: Picture, specs: Collection[str]) -> dict[str, Made]:
    try:
        rows = picture.get_renditions(*specs)
    except SourceImageIOError:
        return {}
    return {spec: Made(row.file.name, row.width, row.height) for spec, row in rows.items()}
