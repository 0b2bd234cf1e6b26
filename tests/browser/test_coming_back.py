"""The service worker: who comes back has the files, also without a network, and never waits for it to ask the API."""

from playwright.async_api import expect

from deploy.demo.founding import PASSWORD
from tests.browser.furnished import Furnished
from tests.browser.visitor import NARROW
from tests.browser.windows import Windows

KEPT = "navigator.serviceWorker.ready.then(() => null)"
SOURCES = """async (path) => {
    await fetch('/api/me')
    let found = []
    while (found.length === 0) {
        await new Promise((go) => setTimeout(go, 50))
        found = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.startsWith(path))
    }
    return found.map((entry) => entry.workerFinalSourceType)
}"""
"""Where what lies under a path came from (Service Worker Static Routing API)."""


BAR = "getComputedStyle(document.getElementById('root')).backgroundColor"


async def test_who_comes_back_sees_the_bar_of_the_header_before_the_script_is_there(
    windows: Windows, furnished: Furnished
) -> None:
    async with windows.keeping_files("en") as window:
        page = await window.open(size=NARROW, language="en", dark=False)
        await page.route("**/assets/shell-*.js", lambda route: route.abort())
        await page.goto(window.url)
        assert await page.evaluate(BAR) == "rgba(0, 0, 0, 0)"
        await window.sign_in(furnished.learner.user_name, PASSWORD)
        await page.goto(window.url)
        await page.wait_for_function(f"{BAR} === 'rgb(11, 92, 97)'")


async def test_who_comes_back_has_the_files_and_asks_the_api_without_the_worker(
    windows: Windows, furnished: Furnished
) -> None:
    async with windows.keeping_files("en") as window:
        await window.sign_in(furnished.learner.user_name, PASSWORD)
        first, page = [await window.open(size=NARROW, language="en", dark=False) for _ in range(2)]
        for visit in (first, page):
            await visit.goto(window.url)
            await expect(visit.get_by_role("heading", level=1)).to_be_visible()
            await visit.evaluate(KEPT)
        assert set(await page.evaluate(SOURCES, "/assets/")) == {"cache"}
        assert set(await page.evaluate(SOURCES, "/api/")) == {"network"}

        await window.context.set_offline(True)
        await page.goto(f"{window.url}/messages")
        await expect(page.get_by_text("You are offline.")).to_be_visible()
