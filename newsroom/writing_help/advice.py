"""One suggestion to a writer: where, what was noticed, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Advice:
    """``where`` is the place as it stands in the text; ``address`` leads to what the message speaks of."""

    kind: str
    where: str
    message: str
    address: str = ""
    address_words: str = ""
