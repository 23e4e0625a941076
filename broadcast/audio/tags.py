"""What a file for people says about itself: title, station, date, number, whether a machine speaks, and chapters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from broadcast.audio.mastering import Chapter

SYNTHETIC = "Giọng tổng hợp"
SPOKEN_BY_PEOPLE = "Giọng người đọc"


@dataclass(frozen=True, kw_only=True)
class Tags:
    """``number``: of the programme; the same tags give the same bytes."""

    title: str
    station: str
    day: date
    number: int
    synthetic: bool
    duration_s: float
    chapters: tuple[Chapter, ...] = ()

    def metadata(self) -> str:
        """Return the tags as ffmpeg reads them (its FFMETADATA format)."""
        voice = SYNTHETIC if self.synthetic else SPOKEN_BY_PEOPLE
        named = {
            "title": self.title,
            "artist": self.station,
            "album": self.station,
            "date": self.day.isoformat(),
            "track": str(self.number),
            "genre": "Speech",
            "language": "vie",
            "comment": voice,
        }
        return "\n".join([";FFMETADATA1", *_lines(named), *self._chapters()]) + "\n"

    def _chapters(self) -> Iterator[str]:
        ends = [*(chapter.start_s for chapter in self.chapters[1:]), self.duration_s]
        for chapter, end_s in zip(self.chapters, ends, strict=False):
            yield "[CHAPTER]"
            yield "TIMEBASE=1/1000"
            times = {"START": chapter.start_s, "END": max(end_s, chapter.start_s)}
            yield from (f"{name}={round(seconds * 1000)}" for name, seconds in times.items())
            yield from _lines({"title": chapter.title})


def _lines(named: dict[str, str]) -> Iterator[str]:
    return (f"{name}={_escaped(' '.join(value.split()))}" for name, value in named.items())


def _escaped(value: str) -> str:
    return "".join(f"\\{sign}" if sign in "=;#\\" else sign for sign in value)
