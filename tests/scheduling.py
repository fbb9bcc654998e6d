"""Which process runs which test, where several do."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/", "tests/services/")
"""Tests below each of these are run by one process: they share servers, a site and a browser, that
take a quarter of a minute to start."""


class ServersOnce(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Every test by itself to whichever process is free, those that share servers to one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in TOGETHER if nodeid.startswith(each)), nodeid)
