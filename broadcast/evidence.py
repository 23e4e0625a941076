"""Writes broadcast's decisions into the evidence chain, the second of the two places that touch newsroom."""

from newsroom import chain
from newsroom.models import ChainEntry

Kind = ChainEntry.Kind
append = chain.append
head = chain.head
lock = chain.lock
person = chain.person

__all__ = ["Kind", "append", "head", "lock", "person"]
