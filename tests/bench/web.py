"""How soon the first screen can be used, with a phone's processor and in front of 20 000 learners."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
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
    let waiting = 0, long = 0
    const has = (selector) => document.querySelector(selector) !== null
    const screens = [
        { name: 'first', isThere: () => has('main h1') && has('header [aria-haspopup=menu]') },
        { name: 'door', isThere: () => has('h1') && has('input[type=password]') },
    ]
    for (const screen of screens) screen.usable = new Promise((done) => { screen.say = done })
    const isThere = (screen) => waiting === 0 && screen.isThere() && !has('.mantine-Skeleton-root')
    const look = () => {
        for (const screen of screens.filter(isThere))
            requestAnimationFrame(() => setTimeout(() => { if (isThere(screen)) screen.say(performance.now()) }))
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
    window.seen = async (name) => {
        const ms = await screens.find((one) => one.name === name).usable
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
"""Runs before the page: notes when the first screen and the door could first be used, which is the first frame after
which heading and header, or the password's field, stand there, nothing is a placeholder any more, no answer is waited
for, and the processor is free for a click.
"""
FINISHED = """() => {
    for (const one of document.querySelectorAll('script, link[rel=modulepreload]')) one.remove()
    return '<!doctype html>' + document.documentElement.outerHTML
}"""

KEPT = "document.querySelector('script') && navigator.serviceWorker.ready.then(() => null)"
"""Waits until the service worker keeps the client's files."""


async def web(ground: Ground) -> Sequence[Result]:
    """The first screen of four roles, cold and warm, and the door, beside the same pages as finished HTML."""
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
                _result(f"{role}_{state}", *(_at(place, each) for each in (large, floor, small)))
                for place, state in enumerate(("cold", "warm"))
            ]
        results += await _door(browser, site, url, f"http://localhost:{port}", many["learner"])
        await browser.close()
    return results


def _at(place: int, visits: list[list[Seen]]) -> list[Seen]:
    return [one[place] for one in visits]


def _result(name: str, seen: list[Seen], floor: list[Seen], small: list[Seen] | None = None) -> Result:
    """`small` is the same with a provider of few learners."""
    notes = [f"{min(one['usable'] for one in seen):.0f} to {max(one['usable'] for one in seen):.0f} ms"]
    if small is not None:
        notes.append(
            f"{FEW} learners {_median(small, 'usable'):.0f} ms, their thread {_median(small, 'busy'):.0f} ms"
        )
    if "busy" in floor[0]:
        thread = f"the page's thread {_median(seen, 'busy'):.0f} ms, floor {_median(floor, 'busy'):.0f}"
        notes.append(f"{thread}, beyond 50 ms at a time {_median(seen, 'long'):.0f}")
    notes.append(f"{seen[-1]['requests']:.0f} requests, {seen[-1]['script'] / 1000:.0f} kB of script")
    aim = "under 1000 ms"
    return Result(
        f"web_{name}", _median(seen, "usable"), _median(floor, "usable"), "ms", "; ".join(notes), aim=aim
    )


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


async def _visits(
    browser: Browser, url: str, user_name: str | None, size: ViewportSize, screen: str = "first"
) -> list[Seen]:
    """What somebody sees of an address with a new browser profile, and when they come again."""
    context = await _profile(browser, url, user_name)
    seen = []
    for _ in range(2):
        page = await context.new_page()
        seen.append(await _look(page, url, size, screen))
        await page.evaluate(KEPT)
        await page.close()
    await context.close()
    return seen


async def _door(browser: Browser, site: Path, url: str, floor_url: str, user_name: str) -> Sequence[Result]:
    """The sign-in page on a phone that was never here, and the first screen after it beside the sign-in alone."""
    (site / "door.html").write_text(await _finished(browser, url, None, NARROW))
    door, floor, first, alone = [], [], [], []
    for _ in range(VISITS):
        context = await _profile(browser, url, None)
        page = await context.new_page()
        door.append(await _look(page, url, NARROW, "door"))
        await page.get_by_label("User name").fill(user_name)
        await page.locator("input[type=password]").fill(PASSWORD)
        await page.wait_for_load_state("networkidle")
        sent = await page.evaluate("performance.now()")
        await page.keyboard.press("Enter")
        first.append(await page.evaluate("seen('first')"))
        first[-1]["usable"] -= sent
        await context.close()
        floor.append((await _visits(browser, f"{floor_url}/door.html", None, NARROW, "door"))[0])
        alone.append({"usable": await _sign_in(browser, url, user_name)})
    return [_result("door_cold", door, floor), _result("learner_signed_in", first, alone)]


async def _sign_in(browser: Browser, url: str, user_name: str) -> float:
    """Milliseconds until a sign-in is answered, without a page."""
    context = await browser.new_context()
    began = time.perf_counter()
    await context.request.post(
        f"{url}/api/browser-session", data={"user_name": user_name, "password": PASSWORD}
    )
    took = 1000 * (time.perf_counter() - began)
    await context.close()
    return took


async def _finished(browser: Browser, url: str, user_name: str | None, size: ViewportSize) -> str:
    """The first screen, or for nobody the door, as it looks in the end: with its styles and without its scripts."""
    context = await _profile(browser, url, user_name)
    page = await context.new_page()
    await _look(page, url, size, "door" if user_name is None else "first")
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


async def _look(page: Page, url: str, size: ViewportSize, screen: str = "first") -> Seen:
    """One visit with a slow processor, until this screen can be used."""
    await page.set_viewport_size(size)
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    await page.goto(url, wait_until="commit")
    async with asyncio.timeout(PATIENCE_SECONDS):
        seen: Seen = await page.evaluate("name => seen(name)", screen)
    metrics = {
        one["name"]: one["value"] for one in (await devtools.send("Performance.getMetrics"))["metrics"]
    }
    return seen | {"busy": 1000 * metrics["TaskDuration"]}
