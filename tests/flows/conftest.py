"""The running platform, and a provider of each test's own on it."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Servers
from tests.flows.team import Team
from tests.platform import Platform, Provider


@pytest.fixture(scope="session")
def platform(servers: Servers) -> Platform:
    """The platform behind the gateway."""
    return Platform(servers)


@pytest.fixture
async def provider(platform: Platform) -> AsyncIterator[Provider]:
    """A new provider with Smart Rooms switched on and nobody but its Master Admin."""
    provider = await platform.provider()
    yield provider
    await provider.close()


@pytest.fixture
async def team(provider: Provider) -> Team:
    """An assessor and one learner of theirs."""
    return await Team.of(provider, "Aled Jones")
