"""Which tests one process runs, of those that run side by side.

Every test goes to whoever is free, but for files whose tests share something that takes a while to make. The marker
`xdist_group` says the same, and does nothing since pytest 9 keeps its node ids to itself.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

TOGETHER = frozenset({"tests/flows/test_races.py"})


class ByFile(LoadGroupScheduling):  # type: ignore[misc]  # xdist says no types
    """Keeps the tests of some files together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Used where tests are run by several processes."""
    return ByFile(config, log)
