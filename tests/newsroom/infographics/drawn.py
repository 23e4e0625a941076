"""Small pictures of the templates' examples: what references are made of and compared with.

``python -m tests.newsroom.infographics.drawn`` writes the references anew; look at them before they are kept.
"""

from pathlib import Path

from PIL import Image

from newsroom.infographics.formats import A4, CARD, FORMATS, PORTRAIT, SCREEN, SQUARE, Format
from newsroom.infographics.layout import fitted
from newsroom.infographics.picture import draw, png
from newsroom.infographics.templates import TEMPLATES, Template
from tests.newsroom.infographics.specimens import LOOK

FOLDER = Path(__file__).parent / "references"
AREA = 90_000  # pixels of a reference
OTHERS = (SQUARE, CARD, SCREEN, A4)
SHOWN: dict[str, tuple[Format, ...]] = {
    template.code: (PORTRAIT, OTHERS[number % len(OTHERS)]) for number, template in enumerate(TEMPLATES)
}


def small(template: Template, format_: Format, **changes: str) -> Image.Image:
    """Return the template's example at a format, brought down."""
    design = template.design({**template.example, **changes}, LOOK)
    picture = draw(fitted(design, format_))
    scale = (AREA / (picture.width * picture.height)) ** 0.5
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def main() -> None:
    """Write all references."""
    assert set(SHOWN[TEMPLATES[0].code]) <= set(FORMATS)
    FOLDER.mkdir(exist_ok=True)
    for template in TEMPLATES:
        for format_ in SHOWN[template.code]:
            (FOLDER / f"{template.code}-{format_.code}.png").write_bytes(png(small(template, format_)))


if __name__ == "__main__":
    main()
