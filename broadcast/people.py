"""What broadcast needs to know of a person: a number, a name, and whether a permission is held."""

from typing import Protocol


class Person(Protocol):
    """Somebody signed in; the newsroom's user is one."""

    pk: int
    title: str

    def get_full_name(self) -> str:
        """The name that is kept in rows."""

    def has_perm(self, perm: str) -> bool:
        """Whether the person holds a permission such as ``broadcast.operate_station``."""
