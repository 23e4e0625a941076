"""The colours of an infographic: the commune's own, or those of a warning or of health, and what may stand on them."""

from dataclasses import dataclass

from newsroom.infographics.design import Colour, Look, Tone

PAPER, SURFACE, LINE = "#FBF7F0", "#FFFFFF", "#E2D8C8"
INK, SOFT = "#1F2328", "#565B62"
SON, GOLD, RICE, INDIGO = "#A8201A", "#D99A16", "#256B44", "#274C7A"
CARE_GROUND = "#FBE9C6"
LEAST_CONTRAST = 4.5
HEADS: dict[Colour, str] = {"health": RICE, "warning": SON, "information": INDIGO}
TONES: dict[Tone, str] = {"good": RICE, "bad": SON, "care": "#8A5A00"}


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one design."""

    main: str

    @property
    def tint(self) -> str:
        """A light ground in the main colour."""
        return mixed(self.main, SURFACE, 0.88)

    @property
    def faint(self) -> str:
        """The main colour where it only rules or fills."""
        return mixed(self.main, SURFACE, 0.62)

    @property
    def motif(self) -> str:
        """The rings on the head."""
        return mixed(self.main, SURFACE, 0.13)

    def of(self, tone: Tone) -> str:
        """Return the colour of a tone."""
        return TONES.get(tone, self.main)


def palette(look: Look, colour: Colour) -> Palette:
    """Return the colours; a commune's colour on which white could not be read is darkened until it can."""
    main = HEADS.get(colour, look.colour)
    while contrast(main, SURFACE) < LEAST_CONTRAST:
        main = mixed(main, "#000000", 0.1)
    return Palette(main=main)


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that has ``share`` (0 to 1) of the second."""
    return "#{:02X}{:02X}{:02X}".format(
        *(round(a + (b - a) * share) for a, b in zip(_parts(first), _parts(second), strict=True))
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG counts it, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
