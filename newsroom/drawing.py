"""Makes infographics from data: the picture, its words, its place in a story; and finds the data again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from newsroom import derivation
from newsroom.infographics import words
from newsroom.infographics.design import Design, Look
from newsroom.infographics.fields import Values
from newsroom.infographics.formats import PORTRAIT, SCREEN, Format
from newsroom.infographics.rendering import RECIPE, png
from newsroom.infographics.templates import BY_CODE, Template
from newsroom.models import CommuneSettings, InfographicPage, Picture, SectionPage, Story, User

LARGEST_CREST = 600  # pixels: more than any format shows


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An infographic as a story holds it: its picture, and its number in the text, None for the page's own."""

    picture: Picture
    block: str | None = None

    @property
    def template(self) -> Template | None:
        """What it was made with; None for one made with a template that is no more."""
        return BY_CODE.get(str(self.picture.made_from.get("template", "")))

    @property
    def values(self) -> Mapping[str, Any]:
        """What was typed."""
        values: Mapping[str, Any] = self.picture.made_from.get("values", {})
        return values


def look() -> Look:
    """Return the commune's name, colour and crest as they are now."""
    settings = CommuneSettings.load()
    return Look(commune=settings.name, colour=settings.colour, crest=_crest(settings.crest))


def look_of(made_from: Mapping[str, Any]) -> Look:
    """Return the look an infographic was drawn in; a crest that is gone leaves the star in its place."""
    kept = made_from["look"]
    crest = Picture.objects.filter(pk=kept.get("crest")).first()
    return Look(commune=kept["commune"], colour=kept["colour"], crest=_crest(crest))


def _crest(picture: Picture | None) -> bytes:
    """Return the crest as a small PNG; nothing where its file cannot be read."""
    if picture is None:
        return b""
    stream = BytesIO()
    try:
        with picture.file.open("rb") as file, Image.open(file) as image:
            small = image.convert("RGBA")
    except (OSError, ValueError):
        return b""
    small.thumbnail((LARGEST_CREST, LARGEST_CREST))
    small.save(stream, "PNG")
    return stream.getvalue()


def design_of(made_from: Mapping[str, Any]) -> Design | None:
    """Return the design of what was kept with a picture; None when its template is no more."""
    template = BY_CODE.get(str(made_from.get("template", "")))
    return template.design(made_from["values"], look_of(made_from)) if template else None


def put_into(
    story: Story, template: Template, values: Values, *, person: User, block: str | None = None
) -> None:
    """Draw, and put the picture with its words into the draft ``story``; the caller saves it.

    ``block``: the infographic of the text that it replaces; empty adds one; None is the page's own infographic.
    The values must have no errors.
    """
    design = template.design(values, look())
    picture = _picture(design, template, values, person=person, format_=PORTRAIT)
    if block is None and isinstance(story, InfographicPage):
        _onto_page(story, picture, design)
        story.board_picture = _board_picture(story, design, template, values, person=person)
    else:
        _into_text(story, picture, design, block=block or "")


def new_story(section: SectionPage, template: Template, values: Values, *, person: User) -> InfographicPage:
    """Make a draft under ``section`` with nothing but the infographic."""
    story = InfographicPage(
        live=False,
        owner=person,
        title=" ".join(str(values["title"]).split()),
        summary=" ".join(str(values.get("lead", "")).split()),
        source=" ".join(str(values.get("source", "")).split()),
    )
    put_into(story, template, values, person=person)
    section.add_child(instance=story)
    story.save_revision(user=person, log_action="wagtail.create", clean=False)
    return story


def drawn_in(story: Story) -> list[Drawn]:
    """Return the infographics of a draft that were made from data, the page's own first."""
    own = getattr(story, "infographic", None)
    found = [Drawn(picture=own)] if own and own.made_from else []
    for child in story.body:
        picture = child.value["picture"] if child.block_type == "infographic" else None
        if picture and picture.made_from:
            found.append(Drawn(picture=picture, block=child.id))
    return found


def _picture(design: Design, template: Template, values: Values, *, person: User, format_: Format) -> Picture:
    settings = CommuneSettings.load()
    kept = {
        "template": template.code,
        "recipe": RECIPE,
        "format": format_.code,
        "values": _plain(values),
        "look": {"commune": design.look.commune, "colour": design.look.colour, "crest": settings.crest_id},
    }
    name = f"do-hoa-{_slug(design.title)}-{format_.code}.png"
    return Picture.objects.create(
        title=design.title,
        description=words.short(design),
        made_from=kept,
        uploaded_by_user=person,
        file=ImageFile(BytesIO(png(design, format_)), name=name),
    )


def _slug(title: str) -> str:
    plain = derivation.without_marks(title).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def _plain(values: Values) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str) else [dict(row) for row in value]
        for name, value in values.items()
    }


def _board_picture(
    story: InfographicPage, design: Design, template: Template, values: Values, *, person: User
) -> Picture | None:
    """Return the wide picture for boards, unless somebody chose another one."""
    chosen = story.board_picture
    if chosen is not None and not chosen.made_from:
        return chosen
    return _picture(design, template, values, person=person, format_=SCREEN)


def _onto_page(story: InfographicPage, picture: Picture, design: Design) -> None:
    """Make it the page's own infographic; script and words follow, where nobody rewrote them."""
    before = story.infographic
    followed = not story.script or (before is not None and story.script == _script(story, before))
    story.infographic = picture
    story.text_alternative = words.alternative(design)
    if followed:
        script = _script(story, picture)
        same = derivation.script(story.title, story.summary, story.plain_lines())
        story.script = "" if script == same else script
        story.script_basis = story.text_basis() if story.script else ""


def _script(story: InfographicPage, picture: Picture) -> str:
    """Return the script that follows from the data of ``picture``."""
    design = design_of(picture.made_from) if picture.made_from else None
    if design is None:
        return ""
    lead = " ".join(design.lead.split()).rstrip(".")
    lines = [("text", line) for line in words.spoken(design).splitlines() if line.rstrip(".") != lead]
    return derivation.script(story.title, story.summary or design.lead, lines)


def _into_text(story: Story, picture: Picture, design: Design, *, block: str) -> None:
    value = {"picture": picture, "words": words.alternative(design), "spoken": words.spoken(design)}
    for number, child in enumerate(story.body):
        if block and child.id == block:
            story.body[number] = ("infographic", value, block)
            return
    story.body.append(("infographic", value))
