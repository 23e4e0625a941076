"""Half an hour of bulletin by the offline voice: ``python -m tests.bench.half_hour FOLDER`` makes its sound there."""

import sys
import time
from itertools import chain, cycle
from pathlib import Path

from broadcast.audio import ffmpeg
from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce
from broadcast.audio.clip import Clip
from broadcast.audio.mastering import Produced
from broadcast.speech import Line, Terms, speak_lines

SECONDS = 1800.0
PAUSE_S = 0.55
SENTENCES = (
    "Kính thưa toàn thể nhân dân xã Lạc Phượng, sau đây là bản tin của đài truyền thanh xã.",
    "Ủy ban nhân dân xã thông báo lịch tiêm phòng dại cho đàn chó, mèo trên địa bàn năm thôn.",
    "Đề nghị bà con đưa chó, mèo đến nhà văn hóa thôn đúng giờ, mang theo sổ tiêm phòng nếu có.",
    "Hợp tác xã lấy nước đổ ải từ ngày mười hai tháng một đến hết ngày hai mươi tháng một.",
    "Các hộ có ruộng ở cánh đồng Mả Đình cày lật đất trước ngày mười tháng một.",
    "Mọi thắc mắc xin liên hệ trưởng thôn hoặc bộ phận một cửa của ủy ban nhân dân xã.",
    "Trạm y tế xã tiêm bổ sung vắc xin cho trẻ dưới năm tuổi vào sáng thứ tư hằng tuần.",
)
_ABOUT_S = 7.2
"""One of these sentences with its pause."""


def spoken() -> tuple[Clip, ...]:
    """Return the sentences of half an hour."""
    count = round(SECONDS / _ABOUT_S)
    lines = [Line(words=words) for words, _number in zip(cycle(SENTENCES), range(count), strict=False)]
    return speak_lines(lines, chain=[["espeak"]], terms=Terms()).clips


def made(folder: Path) -> Produced:
    """Speak and produce, as the station does."""
    parts: list[Part] = [Chime("opening"), Pause(0.6)]
    parts += chain.from_iterable((Speech(clip), Pause(PAUSE_S)) for clip in spoken())
    return produce(parts, directory=folder)


def encoded_only(folder: Path) -> Path:
    """Speak, lay the clips one behind the other and encode them: the least that anybody has to do."""
    clips = spoken()
    pause = bytes(2 * round(clips[0].rate * PAUSE_S))
    source, target = folder / "joined.pcm", folder / "joined.mp3"
    source.write_bytes(b"".join(chain.from_iterable((clip.samples.tobytes(), pause) for clip in clips)))
    given = [
        "-loglevel",
        "error",
        "-y",
        "-f",
        "s16le",
        "-ar",
        str(clips[0].rate),
        "-ac",
        "1",
        "-i",
        str(source),
    ]
    coded = ["-ar", str(ffmpeg.MP3_RATE), "-c:a", "libmp3lame", "-b:a", ffmpeg.MP3_BITS]
    ffmpeg.run([*given, *coded, str(target)], limit_s=300)
    return target


def main() -> int:
    """Make it once in the given folder, and say how long it took."""
    began = time.perf_counter()
    produced = made(Path(sys.argv[1]))
    sys.stdout.write(f"{produced.duration_s:.0f} s of sound in {time.perf_counter() - began:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
