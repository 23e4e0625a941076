"""Written official Vietnamese to spoken Vietnamese: pure, no files, no environment."""

from broadcast.text.reader import read
from broadcast.text.reading import Question, Reading, Span
from broadcast.text.sentences import sentences

__all__ = ["Question", "Reading", "Span", "read", "sentences"]
