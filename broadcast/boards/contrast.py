"""How well what a picture shows stands out: of an approved or drafted picture, measured, not guessed."""

from pathlib import Path

from PIL import Image

LEAST = 4.5  # WCAG 2.2, 1.4.3: a text below this is not read by many
_SMALL = (256, 256)
_SHARE = 0.04  # of all pixels: fewer are a speck, and carry no text


def contrast_of(source: Path) -> float:
    """Return the contrast (1 to 21) between the darkest and the lightest parts that are more than specks.

    A picture in which even these lie close together has no text that can be read from afar.
    """
    with Image.open(source) as picture:
        picture.draft("RGB", _SMALL)
        small = picture.convert("RGB")
    small.thumbnail(_SMALL, Image.Resampling.BOX)
    pixels = iter(small.tobytes())
    shades = sorted(_luminance(*each) for each in zip(pixels, pixels, pixels, strict=True))
    edge = min(len(shades) - 1, int(len(shades) * _SHARE))
    return (shades[-1 - edge] + 0.05) / (shades[edge] + 0.05)


def _luminance(red: int, green: int, blue: int) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(shade: int) -> float:
    part = shade / 255
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
