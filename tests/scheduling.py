"""How tests are dealt out to pytest's workers: each by itself, those on one running station together."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/",)
"""Folders whose tests share something that takes a minute to start."""


class TogetherScheduling(LoadScopeScheduling):
    """Sends all tests of a folder in ``TOGETHER`` to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)
