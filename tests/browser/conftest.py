"""Debian's Chromium in front of the running platform, and a provider whose people can sign in."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from playwright.async_api import ViewportSize, async_playwright, expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.diaries import Diary
from tests.browser.furnished import Complete, Furnished, complete, furnish
from tests.browser.visitor import WIDE, Visitor
from tests.browser.windows import PATIENCE_MS, Windows
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
    "--process-per-site",
]

expect.set_options(timeout=PATIENCE_MS)

Visiting = Callable[..., AbstractAsyncContextManager[Visitor]]


@pytest.fixture(scope="session")
async def windows(servers: Servers) -> AsyncIterator[Windows]:
    """One browser for all tests of this process."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "Chromium is not installed: apt install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield Windows(browser, str(servers.state["urls"]["web"]))
        await browser.close()


@pytest.fixture
def visit(windows: Windows) -> Visiting:
    """Opens the platform: `async with visit(size=NARROW, language="cy") as visitor`. Nothing may be complained about.

    The window of a test that failed is not used again.
    """

    @asynccontextmanager
    async def visiting(
        *, size: ViewportSize = WIDE, language: str = "en", dark: bool = False
    ) -> AsyncIterator[Visitor]:
        window = await windows.take(language)
        try:
            page = await window.open(size=size, language=language, dark=dark)
            visitor = Visitor(page, window, language)
            page.on(
                "console", lambda said: visitor.complaints.append(said.text) if said.type == "error" else None
            )
            page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
            yield visitor
            assert visitor.complaints == []
        except BaseException:
            await window.context.close()
            raise
        await windows.give_back(window, language)

    return visiting


@pytest.fixture(scope="session")
async def small(servers: Servers) -> SmallProvider:
    """A provider for tests that change nothing of it."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


@pytest.fixture(scope="session")
async def furnished(servers: Servers) -> Furnished:
    """A provider with sessions, for tests that change nothing of it but what has been read."""
    return await furnish(servers)


@pytest.fixture(scope="session")
async def everything(servers: Servers, furnished: Furnished) -> Complete:
    """The same provider with one of everything that has a screen of its own."""
    return await complete(servers, furnished)


@pytest.fixture
def language() -> str:
    """What the people of a diary are written to in; a test that is told in both says which."""
    return "en"


@pytest.fixture
async def diary(servers: Servers, language: str) -> AsyncIterator[Diary]:
    """A provider whose diary this test writes."""
    url, user, password = servers.gateway_url, servers.platform_user, servers.platform_password
    small = await found(url, user, password, language=language)
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        yield Diary(small, assessor)
