"""How soon the first screen can be used, with a phone's processor and in front of 20 000 learners."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from deploy.demo.founding import PASSWORD
from deploy.local.web import DIST
from deploy.seed.house import House
from deploy.seed.order import Order
from deploy.seed.team import Team
from tests.bench.ground import ROOT, Ground, free_port
from tests.bench.measure import Result
from tests.browser.conftest import FLAGS
from tests.browser.visitor import NARROW, WIDE

MANY = int(os.environ.get("WAYMARK_BENCH_LEARNERS", "20000"))
"""How many learners the large provider has; fewer to try the benchmark out."""

FEW = 40
VISITS = 3
SLOWER = 4
"""How many times slower than this machine's the phone's processor is."""

PATIENCE_SECONDS = 180
ROLES = {"learner": NARROW, "assessor": NARROW, "centre_admin": WIDE, "master_admin": WIDE}

Seen = dict[str, float]
"""What a visit came to: `usable` in ms after the navigation began, `busy` for ms of the page's one thread until then,
`long` for ms of tasks beyond 50 ms each, `requests`, and `script` in bytes.
"""

WATCH = """(() => {
    let waiting = 0, long = 0, say
    const usable = new Promise((done) => { say = done })
    const isThere = () =>
        waiting === 0 &&
        document.querySelector('main h1') !== null &&
        document.querySelector('header [aria-haspopup=menu]') !== null &&
        document.querySelector('.mantine-Skeleton-root') === null
    const look = () => {
        if (isThere()) requestAnimationFrame(() => setTimeout(() => { if (isThere()) say(performance.now()) }))
    }
    const fetched = window.fetch
    window.fetch = (...asked) => {
        waiting += 1
        return fetched(...asked).finally(() => {
            waiting -= 1
            look()
        })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    setInterval(look, 100)
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) long += duration - 50
    }).observe({ type: 'longtask', buffered: true })
    window.seen = async () => {
        const ms = await usable
        const asked = performance.getEntriesByType('resource')
        const scripts = asked.filter(({ name }) => name.endsWith('.js'))
        return {
            usable: ms,
            long,
            requests: asked.length + 1,
            script: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        }
    }
})()"""
"""Runs before the page: notes when it could first be used, which is the first frame after which its heading and the
header stand there, nothing is a placeholder any more, no answer is waited for, and the processor is free for a click.
"""
FINISHED = """() => {
    for (const one of document.querySelectorAll('script, link[rel=modulepreload]')) one.remove()
    return '<!doctype html>' + document.documentElement.outerHTML
}"""

KEPT = "document.querySelector('script') && navigator.serviceWorker.ready.then(() => null)"
"""Waits until the service worker keeps the client's files."""


async def web(ground: Ground) -> Sequence[Result]:
    """The first screen of four roles, cold and warm, beside the same page as finished HTML without a script."""
    many, few = (_seeded(ground, number=size, learners=size) for size in (MANY, FEW))
    url, site = str(ground.state["urls"]["web"]), ground.folder / "site"
    shutil.copytree(DIST, site)
    port = free_port()
    settings = {
        "GATEWAY_PORT": str(port),
        "GATEWAY_JWKS_URL": ground.desk.jwks_url,
        "GATEWAY_WEB_DIR": str(site),
        "GATEWAY_DRAIN_SECONDS": "0",
    }
    await ground.start([sys.executable, "-m", "gateway"], settings, port)
    results: list[Result] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for role, size in ROLES.items():
            page = site / f"{role}.html"
            page.write_text(await _finished(browser, url, many[role], size))
            large, small, floor = [], [], []
            for _ in range(VISITS):
                large.append(await _visits(browser, url, many[role], size))
                small.append(await _visits(browser, url, few[role], size))
                floor.append(await _visits(browser, f"http://localhost:{port}/{role}.html", None, size))
            results += [
                _result(f"{role}_{state}", *(_at(place, each) for each in (large, small, floor)))
                for place, state in enumerate(("cold", "warm"))
            ]
        await browser.close()
    return results


def _at(place: int, visits: list[list[Seen]]) -> list[Seen]:
    return [one[place] for one in visits]


def _result(name: str, large: list[Seen], small: list[Seen], floor: list[Seen]) -> Result:
    times = [one["usable"] for one in large]
    last = large[-1]
    notes = (
        f"{min(times):.0f} to {max(times):.0f} ms, {FEW} learners {_median(small, 'usable'):.0f} ms",
        f"the page's thread {_median(large, 'busy'):.0f} ms, {FEW} learners {_median(small, 'busy'):.0f}, "
        f"floor {_median(floor, 'busy'):.0f}, beyond 50 ms at a time {_median(large, 'long'):.0f}",
        f"{last['requests']:.0f} requests, {last['script'] / 1000:.0f} kB of script",
    )
    aim = "under 1000 ms"
    return Result(f"web_{name}", median(times), _median(floor, "usable"), "ms", "; ".join(notes), aim=aim)


def _median(visits: list[Seen], of: str) -> float:
    return median(one[of] for one in visits)


def _seeded(ground: Ground, *, number: int, learners: int) -> dict[str, str]:
    """A provider of this size, made unless it is there from last time; its first people's user names by role."""
    order = Order(number, learners, max(1, learners // 1000), 2 * learners, datetime.now(UTC).date())
    reach = {
        "WAYMARK_SEED_MONGO_URL": str(ground.state["urls"]["mongo"]),
        "WAYMARK_SEED_DATABASES": str(ground.state["database_prefix"]),
    }
    sizes = {name: str(getattr(order, name)) for name in ("number", "learners", "centres", "sessions")}
    options = [f"--{name}={size}" for name, size in sizes.items()]
    command = [sys.executable, "-m", "deploy.seed", *options]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **reach}, stdout=sys.stderr, check=False)
    house = House.of(order, "")
    team = Team(house, next(iter(order.teams())), "")
    people = (house.chief, *house.offices[0], team.assessor, team.learners[0])
    return {one.person.roles[0].role.value: one.user_name for one in people}


async def _visits(browser: Browser, url: str, user_name: str | None, size: ViewportSize) -> list[Seen]:
    """What somebody sees of an address with a new browser profile, and when they come again."""
    context = await _profile(browser, url, user_name)
    seen = []
    for _ in range(2):
        page = await context.new_page()
        seen.append(await _look(page, url, size))
        await page.evaluate(KEPT)
        await page.close()
    await context.close()
    return seen


async def _finished(browser: Browser, url: str, user_name: str, size: ViewportSize) -> str:
    """The first screen as it looks in the end, with its styles and without its scripts."""
    context = await _profile(browser, url, user_name)
    page = await context.new_page()
    await _look(page, url, size)
    html: str = await page.evaluate(FINISHED)
    await context.close()
    return html


async def _profile(browser: Browser, url: str, user_name: str | None) -> BrowserContext:
    """A browser profile with nothing kept but somebody's session, as the sign-in form leaves it."""
    context = await browser.new_context(locale="en-GB", timezone_id="Europe/London")
    await context.add_init_script(WATCH)
    if user_name is not None:
        credentials = {"user_name": user_name, "password": PASSWORD}
        answer = await context.request.post(f"{url}/api/browser-session", data=credentials)
        person_id = (await answer.json())["person"]["id"]
        await context.add_init_script(f"localStorage.setItem('waymark:here', '{person_id}')")
    return context


async def _look(page: Page, url: str, size: ViewportSize) -> Seen:
    """One visit with a slow processor."""
    await page.set_viewport_size(size)
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    await page.goto(url, wait_until="commit")
    async with asyncio.timeout(PATIENCE_SECONDS):
        seen: Seen = await page.evaluate("seen()")
    metrics = {
        one["name"]: one["value"] for one in (await devtools.send("Performance.getMetrics"))["metrics"]
    }
    return seen | {"busy": 1000 * metrics["TaskDuration"]}
