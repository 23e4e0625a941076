"""Sound: the parts of a syllable become phones of the network, in a northern and a southern accent."""

from dataclasses import dataclass, field
from enum import StrEnum

from broadcast.speech.house.syllables import Syllable

SYMBOLS: dict[str, int] = {
    **{";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, " ": 16, "ʨ": 21},
    **{"a": 43, "b": 44, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54},
    **{"m": 55, "n": 56, "o": 57, "p": 58, "s": 61, "t": 62, "u": 63, "v": 64, "w": 65, "x": 66, "z": 68},
    **{"ɔ": 76, "ə": 83, "ɛ": 86, "ɯ": 110, "ŋ": 112, "ɲ": 114, "ɹ": 123, "ʂ": 130},
    **{"ʈ": 132, "ɣ": 139, "ɤ": 140, "ː": 158, "ʰ": 162},
}
"""The symbols that we use of the network's vocabulary (Kokoro-82M v1.0), with their numbers."""

FRAME, SPACE, DASH = 0, SYMBOLS[" "], SYMBOLS["—"]
"""The number at both ends of what is said; between syllables; before a phrase."""


class Place(StrEnum):
    """Where in the syllable a phone stands: its length depends on that."""

    ONSET = "onset"
    GLIDE = "glide"
    NUCLEUS = "nucleus"
    CODA = "coda"


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One sound: the symbols that the network knows it by, and where it stands."""

    place: Place
    symbols: str

    @property
    def carries_tone(self) -> bool:
        """True for the rime, a final stop excepted: the melody is heard there."""
        return self.place is not Place.ONSET and not self.is_stop

    @property
    def is_stop(self) -> bool:
        """True for a final p, t, c, ch."""
        return self.place is Place.CODA and self.symbols in ("p", "t", "k")


@dataclass(frozen=True, kw_only=True)
class Accent:
    """The sounds of onsets, nuclei and codas."""

    onsets: dict[str, str]
    nuclei: dict[str, str]
    codas: dict[str, str]
    short_before: frozenset[str] = field(default=frozenset({"nh", "ch"}))
    """Codas before which an a is short."""


_ONSETS = {
    **{"": "", "b": "b", "m": "m", "ph": "f", "v": "v", "t": "t", "th": "tʰ", "đ": "d", "n": "n"},
    **{"d": "z", "gi": "z", "r": "z", "s": "s", "x": "s", "l": "l", "ch": "ʨ", "tr": "ʨ", "nh": "ɲ"},
    **{"c": "k", "k": "k", "kh": "x", "g": "ɣ", "gh": "ɣ", "ng": "ŋ", "ngh": "ŋ", "h": "h", "p": "p"},
}
_NUCLEI = {
    **{"a": "aː", "ă": "a", "â": "ə", "e": "ɛ", "ê": "e", "i": "i", "o": "ɔ", "ô": "o", "ơ": "ɤ"},
    **{"u": "u", "ư": "ɯ", "iê": "iə", "uô": "uə", "ươ": "ɯə"},
}
_CODAS = {
    **{"": "", "m": "m", "n": "n", "ng": "ŋ", "nh": "ŋ", "p": "p", "t": "t", "c": "k", "k": "k", "ch": "k"},
    **{"j": "j", "w": "w"},
}

NORTH = Accent(onsets=_ONSETS, nuclei=_NUCLEI, codas=_CODAS)
SOUTH = Accent(
    onsets={**_ONSETS, "d": "j", "gi": "j", "r": "ɹ", "s": "ʂ", "tr": "ʈ"},
    nuclei=_NUCLEI,
    codas={**_CODAS, "nh": "n", "ch": "t"},
)
ACCENTS = {"north": NORTH, "south": SOUTH}


def phones_of(syllable: Syllable, accent: Accent) -> list[Phone]:
    """Return the sounds of a syllable from its first to its last."""
    is_short = syllable.nucleus == "a" and syllable.coda in accent.short_before
    parts = [
        (Place.ONSET, accent.onsets[syllable.onset]),
        (Place.GLIDE, syllable.glide),
        (Place.NUCLEUS, accent.nuclei["ă" if is_short else syllable.nucleus]),
        (Place.CODA, accent.codas[syllable.coda]),
    ]
    return [Phone(place=place, symbols=symbols) for place, symbols in parts if symbols]
