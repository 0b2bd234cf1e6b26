"""Debian's Chromium in front of the running platform, and a provider whose people can sign in."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest
from playwright.async_api import Browser, async_playwright

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.diaries import Diary
from tests.browser.furnished import Furnished, furnish
from tests.browser.visitor import Visitor, visiting
from tests.conftest import Servers

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visiting = Callable[..., AbstractAsyncContextManager[Visitor]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of this process."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "Chromium is not installed: apt install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def visit(browser: Browser, servers: Servers) -> Visiting:
    """Opens a window on the platform: `async with visit(size=NARROW, language="cy") as visitor`."""
    return partial(visiting, browser, str(servers.state["urls"]["web"]))


@pytest.fixture(scope="session")
async def small(servers: Servers) -> SmallProvider:
    """A provider for tests that change nothing of it."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


@pytest.fixture(scope="session")
async def furnished(servers: Servers) -> Furnished:
    """A provider with sessions, for tests that change nothing of it but what has been read."""
    return await furnish(servers)


@pytest.fixture
async def diary(servers: Servers) -> AsyncIterator[Diary]:
    """A provider whose diary this test writes."""
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        yield Diary(small, assessor)
