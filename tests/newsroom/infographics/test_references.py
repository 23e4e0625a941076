"""Each template looks as it was approved: drawn again, brought down, compared within a tolerance.

``python -m tests.newsroom.infographics.drawn`` writes them anew; look at them before they are kept.
"""

import pytest
from PIL import Image, ImageChops, ImageStat

from newsroom.infographics.templates import TEMPLATES, Template
from tests.newsroom.infographics.drawn import FOLDER, SHOWN, small

MOST_MEAN, MOST_SHARE, CLEARLY = 2.0, 0.01, 48  # of 255; the share of pixels that differ clearly


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return the mean difference, and the share of pixels that differ clearly."""
    apart = ImageChops.difference(one.convert("L"), other.convert("L"))
    clearly = sum(apart.histogram()[CLEARLY:]) / (apart.width * apart.height)
    return float(ImageStat.Stat(apart).mean[0]), clearly


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_template_looks_as_it_was_approved(template: Template) -> None:
    for format_ in SHOWN[template.code]:
        with Image.open(FOLDER / f"{template.code}-{format_.code}.png") as reference:
            mean, clearly = difference(reference.convert("RGB"), small(template, format_))

        assert mean <= MOST_MEAN and clearly <= MOST_SHARE, format_.name


def test_a_changed_word_is_noticed() -> None:
    template = TEMPLATES[0]
    format_ = SHOWN[template.code][0]
    with Image.open(FOLDER / f"{template.code}-{format_.code}.png") as reference:
        mean, clearly = difference(reference.convert("RGB"), small(template, format_, title="Lịch khám mắt"))

    assert mean > MOST_MEAN or clearly > MOST_SHARE


def test_the_references_stay_small() -> None:
    files = list(FOLDER.glob("*.png"))

    assert {path.stem for path in files} == {
        f"{code}-{format_.code}" for code, formats in SHOWN.items() for format_ in formats
    }
    assert sum(path.stat().st_size for path in files) < 600_000
