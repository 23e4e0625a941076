"""A reading with people's decisions in it, and which written words each spoken word comes from: pure."""

from broadcast.spoken.aligning import Stretch, stretches
from broadcast.spoken.decided import Decision, Doubtful, Words, read

__all__ = ["Decision", "Doubtful", "Stretch", "Words", "read", "stretches"]
