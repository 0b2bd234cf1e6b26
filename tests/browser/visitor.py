"""Somebody in front of a browser window, and what a test asks of every page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

from deploy.demo.founding import PASSWORD, Member

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
PATIENCE_MS = 10_000

_LABELS = {
    "en": {"user_name": "User name", "password": "Password"},
    "cy": {"user_name": "Enw defnyddiwr", "password": "Cyfrinair"},
}


@dataclass
class Visitor:
    """One window. `complaints` are what its pages wrote into the console as errors."""

    page: Page
    url: str
    language: str
    complaints: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        """Go to an address and wait for its heading."""
        await self.page.goto(self.url + path)
        await self.page.locator("h1").first.wait_for()

    async def sign_in(self, user_name: str, password: str = PASSWORD) -> None:
        """Sign in by the keyboard, as what one is first, and wait for the overview."""
        await self.go("/sign-in")
        await self.type_credentials(user_name, password)
        await self.page.wait_for_url(f"{self.url}/")
        await self.page.get_by_role("banner").wait_for()

    async def type_credentials(self, user_name: str, password: str = PASSWORD) -> None:
        """Fill the fields and press Enter (CE-03)."""
        labels = _LABELS[self.language]
        await self.page.get_by_label(labels["user_name"]).fill(user_name)
        await self.page.get_by_label(labels["password"], exact=True).fill(password)
        await self.page.keyboard.press("Enter")

    async def faults(self) -> list[str]:
        """What axe finds on the page as it is now, one line a rule."""
        await self.page.evaluate(AXE.read_text())
        found: list[dict[str, Any]] = await self.page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        )
        return [
            f"{self.page.url}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found
        ]

    async def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide


@asynccontextmanager
async def visiting(
    browser: Browser, url: str, *, size: ViewportSize = WIDE, language: str = "en", dark: bool = False
) -> AsyncIterator[Visitor]:
    """A window of its own; afterwards nothing may have been complained about."""
    context: BrowserContext = await browser.new_context(
        viewport=size,
        locale={"en": "en-GB", "cy": "cy-GB"}[language],
        timezone_id="Europe/London",
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        bypass_csp=False,
        service_workers="block",
    )
    await context.add_init_script(f"localStorage.setItem('waymark:language', '{language}')")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(page, url, language)
    page.on("console", lambda said: visitor.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    try:
        yield visitor
        assert visitor.complaints == []
    finally:
        await context.close()


__all__ = ["NARROW", "WIDE", "Member", "Visitor", "visiting"]
