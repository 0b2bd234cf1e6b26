"""The windows of one browser, which tests take turns in.

A window of a test's own costs a process and the compiling of the whole client, three seconds of processor time. One
that was emptied has no cookies and nothing kept; only what the browser knows of the client's files is left.
"""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal, Self

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

PATIENCE_MS = 30_000
LOCALES = {"en": "en-GB", "cy": "cy-GB"}
_QUIET = "/icon.svg"
"""An address of the client's origin where nothing runs."""


@dataclass(frozen=True, slots=True)
class Window:
    """A browser profile. Its `keeper` is a page that stays, and with it the process and what that has compiled."""

    context: BrowserContext
    keeper: Page
    url: str

    @classmethod
    async def of(
        cls, browser: Browser, url: str, language: str, *, keeps: Literal["allow", "block"] = "block"
    ) -> Self:
        """A new one, with nothing kept; whether it keeps the client's files, as browsers of people do."""
        context = await browser.new_context(
            locale=LOCALES[language],
            timezone_id="Europe/London",
            reduced_motion="reduce",
            service_workers=keeps,
        )
        keeper = await context.new_page()
        await keeper.goto(url + _QUIET)
        return cls(context, keeper, url)

    async def open(self, *, size: ViewportSize, language: str, dark: bool) -> Page:
        """A page, for somebody who chose the language on this device."""
        await self._keep("waymark:language", language)
        page = await self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        await page.set_viewport_size(size)
        await page.emulate_media(color_scheme="dark" if dark else "light")
        return page

    async def sign_in(self, user_name: str, password: str) -> None:
        """Have a session in the cookie, as the sign-in form leaves it. Fails if the platform says no."""
        answer = await self.context.request.post(
            f"{self.url}/api/browser-session", data={"user_name": user_name, "password": password}
        )
        assert answer.ok, await answer.text()
        await self._keep("waymark:here", (await answer.json())["person"]["id"])

    async def empty(self) -> None:
        """Close what was opened and forget who was here."""
        for page in self.context.pages:
            if page is not self.keeper:
                await page.close()
        await self.context.set_offline(False)
        await self.context.unroute_all()
        await self.context.clear_cookies()
        await self.keeper.evaluate("localStorage.clear()")

    async def _keep(self, name: str, value: str) -> None:
        await self.keeper.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, value])


class Windows:
    """Those of one browser. Nobody gets a window that somebody else still has."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._free: dict[str, list[Window]] = defaultdict(list)

    async def take(self, language: str) -> Window:
        """An empty window."""
        free = self._free[language]
        return free.pop() if free else await Window.of(self._browser, self._url, language)

    @asynccontextmanager
    async def keeping_files(self, language: str) -> AsyncIterator[Window]:
        """A window of a test's own that keeps the client's files."""
        window = await Window.of(self._browser, self._url, language, keeps="allow")
        yield window
        await window.context.close()

    async def give_back(self, window: Window, language: str) -> None:
        """Empty it, for the next one."""
        await window.empty()
        self._free[language].append(window)
