"""What becomes of a master for its listeners: horn loudspeakers on poles, or people at home with a telephone."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from broadcast.audio.clip import Samples
from broadcast.audio.dynamics import Compression


@dataclass(frozen=True, kw_only=True)
class Band:
    """What a loudspeaker can give, and a lift where consonants are told apart; frequencies in Hz."""

    low_hz: float
    high_hz: float
    presence_hz: float
    presence_db: float
    low_order: int = 4
    high_order: int = 10

    def response(self, frequencies: Samples) -> Samples:
        """Return the gain at each frequency (1.0 leaves it alone); there is no delay and no turn of phase."""
        low = 1 / np.sqrt(1 + (self.low_hz / np.maximum(frequencies, 1.0)) ** (2 * self.low_order))
        high = 1 / np.sqrt(1 + (frequencies / self.high_hz) ** (2 * self.high_order))
        octaves = np.log2(np.maximum(frequencies, 1.0) / self.presence_hz)
        lift = 10 ** (self.presence_db * np.exp(-(octaves**2)) / 20)
        return np.asarray(low * high * lift, dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """``ceilings_dbtp`` are tried in turn until what comes out of the encoder stays under -1 dBTP."""

    band: Band | None
    compression: Compression | None
    ceilings_dbtp: tuple[float, ...]


HORN = Profile(
    # Horns give nothing below 200 Hz and harm themselves trying; above 7 kHz comes only hiss.
    band=Band(low_hz=200, high_hz=7000, presence_hz=2800, presence_db=4.0),
    compression=Compression(threshold_db=-19.0, ratio=2.0),
    ceilings_dbtp=(-2.5, -4.0, -6.0),
)
WEB = Profile(band=None, compression=None, ceilings_dbtp=(-2.0, -3.0, -4.5))


@lru_cache(maxsize=8)
def response(band: Band, rate: int, length: int) -> Samples:
    """Return the band's gain over the spectrum of ``length`` samples."""
    return band.response(np.fft.rfftfreq(length, 1 / rate).astype(np.float32))
