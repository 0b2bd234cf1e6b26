"""The public document and the route table say the same, and the document describes every route well enough."""

import aiohttp
import pytest

from deploy.api_document import api_document
from gateway.openapi import fetch, mismatches
from gateway.settings import Settings
from tests.conftest import Servers


@pytest.fixture
def settings(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The gateway's settings, pointed at the running services."""
    for name in ("identity", "scheduling", "evidence", "reviews", "progression", "notifications"):
        monkeypatch.setenv(f"GATEWAY_{name.upper()}_URL", servers.state["urls"][name])
    return Settings()


async def test_every_route_of_a_service_is_in_the_table_and_every_line_of_the_table_exists(
    settings: Settings,
) -> None:
    async with aiohttp.ClientSession() as session:
        assert mismatches(await fetch(settings, session)) == []


async def test_the_merged_document_is_served_with_a_page_of_its_own(servers: Servers) -> None:
    async with aiohttp.ClientSession(servers.gateway_url) as session:
        async with session.get("/api/openapi.json") as answer:
            document = await answer.json()
        async with session.get("/api/docs") as page:
            html = await page.text()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert document["openapi"].startswith("3.1")
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation.get("summary") and operation.get("description") for operation in operations)
    assert "/api/docs.js" in html


async def test_the_document_that_clients_are_made_from_is_the_one_that_is_served(servers: Servers) -> None:
    async with (
        aiohttp.ClientSession(servers.gateway_url) as session,
        session.get("/api/openapi.json") as answer,
    ):
        assert await answer.json() == api_document()
