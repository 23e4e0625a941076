"""The box's errand, as the player's tests have it."""

from tests.broadcast.player.conftest import errand, station

__all__ = ["errand", "station"]
