from collections.abc import AsyncIterator

import pytest

from chassis.ids import fresh_id
from chassis.testing.service import ServiceUnderTest, running
from services.evidence.main import SERVICE
from services.evidence.settings import Settings
from tests.conftest import Servers


@pytest.fixture(scope="session")
async def evidence(servers: Servers, database_name: str) -> AsyncIterator[ServiceUnderTest]:
    """One running service for all tests; each test has a provider of its own."""
    async with running(
        SERVICE,
        Settings,
        mongo_url=servers.mongo_url,
        mongo_database=f"{database_name}_evidence",
        rabbit_url=servers.rabbit_url,
        s3_url=servers.state["urls"]["s3"],
        s3_access_key=servers.state["passwords"]["s3_access"],
        s3_secret_key=servers.state["passwords"]["s3_secret"],
        s3_bucket=servers.state["bucket"],
    ) as service:
        yield service


@pytest.fixture
def provider_id() -> str:
    """A provider of the test's own."""
    return fresh_id()
