from collections.abc import AsyncIterator

import pytest

from tests.chassis.bus import Bus
from tests.conftest import Servers


@pytest.fixture
def rabbit_url(servers: Servers) -> str:
    """The virtual host of this test worker."""
    return servers.rabbit_url


@pytest.fixture
async def bus(rabbit_url: str) -> AsyncIterator[Bus]:
    """A service of the test's own on the broker."""
    async with Bus(rabbit_url) as bus:
        yield bus
