"""Somebody in front of a browser window, and what a test asks of every page."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Page, ViewportSize, expect

from deploy.demo.founding import PASSWORD
from tests.browser.windows import Window

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)

_LABELS = {
    "en": {"user_name": "User name", "password": "Password"},
    "cy": {"user_name": "Enw defnyddiwr", "password": "Cyfrinair"},
}


_TEXTS = """() => {
    const texts = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest('script, style, [lang]').lang === document.documentElement.lang) {
            texts.push(walker.currentNode.data)
        }
    }
    for (const element of document.body.querySelectorAll('*')) {
        for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder', 'title']) {
            texts.push(element.getAttribute(name))
        }
        if (element instanceof HTMLInputElement && element.type === 'text') texts.push(element.value)
    }
    return texts.filter((text) => text !== null).map((text) => text.trim()).filter((text) => text !== '')
}"""
"""What people see or hear on a page, but for what says of itself that it is in another language."""


@dataclass
class Visitor:
    """One page of a window. `complaints` are what it wrote into the console as errors."""

    page: Page
    window: Window
    language: str
    complaints: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the web client is."""
        return self.window.url

    async def go(self, path: str) -> None:
        """Go to an address and wait for its heading."""
        await self.page.goto(self.url + path)
        await self.page.locator("h1").first.wait_for()

    async def turn_to(self, path: str) -> None:
        """Go on to another screen as a link does, without loading the client again, and wait until it is there."""
        await self.page.evaluate("path => { document.title = ''; history.pushState(null, '', path) }", path)
        await expect(self.page).not_to_have_title("")
        await self.page.locator("h1").first.wait_for()

    async def sign_in(self, user_name: str, password: str = PASSWORD, *, at: str = "/") -> None:
        """Be signed in, as what one is first, and wait for the page at an address: the overview unless told.

        Coming in by the door's form is what `type_credentials` does, and the tests of the shell.
        """
        await self.window.sign_in(user_name, password)
        await self.go(at)
        await self.page.get_by_role("banner").wait_for()

    async def type_credentials(self, user_name: str, password: str = PASSWORD) -> None:
        """Fill the fields and press Enter (CE-03)."""
        labels = _LABELS[self.language]
        await self.page.get_by_label(labels["user_name"]).fill(user_name)
        await self.page.get_by_label(labels["password"], exact=True).fill(password)
        await self.page.keyboard.press("Enter")

    async def faults(self) -> list[str]:
        """What axe finds on the page as it is now, one line a rule."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE.read_text())
        found: list[dict[str, Any]] = await self.page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        )
        return [
            f"{self.page.url}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found
        ]

    async def texts(self) -> list[str]:
        """What the page says, hidden labels included."""
        texts: list[str] = await self.page.evaluate(_TEXTS)
        return texts

    async def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide
