"""Boxes in the text of a story: a video, a timeline, a place on the map, an office to turn to."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from newsroom.scripting import boxes
from newsroom.video_files import CAPTIONS, VIDEO

_COORDINATES = re.compile(r"\s*\(?\s*(\d{1,2}[.,]\d+)\s*[,;\s]\s*(\d{2,3}[.,]\d+)\s*\)?\s*")
SOUTH, NORTH, WEST, EAST = 6.0, 24.0, 101.0, 118.0  # Vietnam with its islands
MAP = "https://www.google.com/maps/search/?api=1&query={latitude},{longitude}"


class VideoBlock(blocks.StructBlock):
    """A short video: a file of ours with poster and captions, or a link; nothing of others is built into the page."""

    title = blocks.CharBlock(label=_("Name of the video"), max_length=120)
    file = DocumentChooserBlock(
        label=_("Video file"),
        required=False,
        help_text=_("MP4 (H.264) or WebM, 100 MB at most. Choose it under Documents, or upload it there."),
    )
    poster = ImageChooserBlock(
        label=_("Still picture"), required=False, help_text=_("Stands there until somebody presses play.")
    )
    captions = DocumentChooserBlock(
        label=_("Captions"),
        required=False,
        help_text=_("A .vtt file with what is said, for those who cannot hear it."),
    )
    link = blocks.URLBlock(
        label=_("Or a link"),
        required=False,
        help_text=_("Where the video lies elsewhere: readers get a plain link to it."),
    )
    words = blocks.TextBlock(
        label=_("What is seen and said"),
        help_text=_(
            "In a few sentences, for those who cannot see or hear it, and for those with little data."
        ),
        rows=4,
    )

    class Meta:
        icon = "media"
        template = "newsroom/blocks/video.html"
        label = _("Video")

    def clean(self, value: Any) -> Any:
        """Ask for a file or a link, and for what belongs to a file."""
        cleaned = super().clean(value)
        faults = {name: ValidationError(fault) for name, fault in _video_faults(cleaned).items() if fault}
        if faults:
            raise StructBlockValidationError(block_errors=faults)
        return cleaned


def _video_faults(value: Mapping[str, Any]) -> dict[str, Any]:
    file, captions = value["file"], value["captions"]
    if file is None:
        missing = "" if value["link"] else _("Choose a video file, or give a link below.")
        return {"file": missing, "captions": _("Captions belong to a video file.") if captions else ""}
    return {
        "file": _not_of(file, VIDEO, _("This is no video. Choose an MP4 or WebM file.")),
        "captions": _not_of(captions, CAPTIONS, _("Captions are a .vtt file.")) if captions else "",
        "poster": ""
        if value["poster"]
        else _("Choose a still picture: it stands there until somebody presses play."),
        "link": _("Give either a file or a link, not both.") if value["link"] else "",
    }


def _not_of(document: Any, endings: tuple[str, ...], fault: Any) -> Any:
    return "" if document.file_extension.lower() in endings else fault


class EventBlock(blocks.StructBlock):
    """One moment of a timeline."""

    when = blocks.CharBlock(
        label=_("When"), max_length=60, help_text=_("For example: 7h30, 22/11 or Năm 1945")
    )
    what = blocks.TextBlock(label=_("What happens"), rows=2, max_length=400)


class TimelineBlock(blocks.StructBlock):
    """What happens, one thing after the other."""

    title = blocks.CharBlock(label=_("Name of the timeline"), max_length=120, required=False)
    events = blocks.ListBlock(
        EventBlock(label=_("Moment")),
        label=_("Moments"),
        min_num=1,
        max_num=40,
        help_text=_("In their order, the earliest first."),
    )

    class Meta:
        icon = "time"
        template = "newsroom/blocks/timeline.html"
        label = _("Timeline")


class PlaceBlock(blocks.StructBlock):
    """Where something is, with a plain link to a map."""

    name = blocks.CharBlock(label=_("Name of the place"), max_length=120)
    address = blocks.CharBlock(label=_("Address"), max_length=200, required=False)
    coordinates = blocks.CharBlock(
        label=_("Coordinates"),
        max_length=60,
        required=False,
        help_text=_(
            "Press long on the place in a map on your phone, and copy the two numbers, such as 20.8701, 106.4032. "
            "Empty: only the address is shown."
        ),
    )

    class Meta:
        icon = "site"
        template = "newsroom/blocks/place.html"
        label = _("Place on the map")

    def clean(self, value: Any) -> Any:
        """Refuse numbers that are no place in Vietnam."""
        cleaned = super().clean(value)
        if cleaned["coordinates"].strip() and not map_address(cleaned["coordinates"]):
            fault = _(
                "These are no coordinates in Vietnam. Copy both numbers, north first: 20.8701, 106.4032"
            )
            raise StructBlockValidationError(block_errors={"coordinates": ValidationError(fault)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add where the map is."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["map"] = map_address(value["coordinates"] or "")
        return context


def map_address(coordinates: str) -> str:
    """Return the address of a map with this place, empty when these are no coordinates in Vietnam."""
    found = _COORDINATES.fullmatch(coordinates)
    if found is None:
        return ""
    latitude, longitude = (float(each.replace(",", ".")) for each in found.groups())
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return ""
    return MAP.format(latitude=latitude, longitude=longitude)


class ContactBlock(blocks.StructBlock):
    """Whom to turn to."""

    office = blocks.CharBlock(label=_("Office"), max_length=160)
    person = blocks.CharBlock(label=_("Person"), max_length=120, required=False)
    phone = blocks.CharBlock(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("The office's number or the hotline; a private number only with consent."),
    )
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.CharBlock(label=_("Address"), max_length=200, required=False)
    hours = blocks.CharBlock(
        label=_("Office hours"),
        max_length=120,
        required=False,
        help_text=_("For example: 7h30 đến 17h00, Thứ Hai đến Thứ Sáu"),
    )

    class Meta:
        icon = "user"
        template = "newsroom/blocks/contact.html"
        label = _("Contact box")

    def clean(self, value: Any) -> Any:
        """Ask for a way to turn there."""
        cleaned = super().clean(value)
        if not any(cleaned[name] for name in ("phone", "email", "address")):
            fault = ValidationError(
                _("Give a phone, an e-mail or an address, so that people can turn there.")
            )
            raise StructBlockValidationError(block_errors={"phone": fault})
        return cleaned


def said_in_box(kind: str, value: Mapping[str, Any]) -> list[str]:
    """Return how a box is said aloud; ``kind`` is its name in the text."""
    text = {name: each or "" for name, each in value.items() if each is None or isinstance(each, str)}
    if kind == "video":
        return boxes.said_video(text["title"])
    if kind == "timeline":
        events = [(each["when"] or "", each["what"] or "") for each in value["events"]]
        return boxes.said_timeline(text["title"], events)
    if kind == "place":
        return boxes.said_place(text["name"], text["address"])
    own = {name: text[name] for name in ("address", "hours")}
    return boxes.said_contact(text["office"], text["person"], text["phone"], **own)
