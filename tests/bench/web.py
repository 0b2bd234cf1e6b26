"""How soon the first screen can be used, with a phone's processor and in front of 20 000 learners."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx
from playwright.async_api import ViewportSize

from deploy.demo.founding import PASSWORD
from deploy.local.web import DIST
from deploy.seed.house import House
from deploy.seed.order import Order
from deploy.seed.team import Team
from gateway.caller import COOKIE
from tests.bench.chromium import Chromium, Profile, Tab, open_chromium
from tests.bench.ground import ROOT, Ground, free_port
from tests.bench.measure import Result
from tests.browser.visitor import NARROW, WIDE

MANY = int(os.environ.get("WAYMARK_BENCH_LEARNERS", "20000"))
"""How many learners the large provider has; fewer to try the benchmark out."""

FEW = 40
VISITS = 3
SLOWER = 4
"""How many times slower than this machine's the phone's processor is."""

SETTLE_SECONDS = 1.0
ROLES = {
    "learner": NARROW,
    "assessor": NARROW,
    "iqa": WIDE,
    "employer_user": NARROW,
    "centre_admin": WIDE,
    "master_admin": WIDE,
}

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
FINISHED = """(() => {
    for (const one of document.querySelectorAll('script, link[rel=modulepreload]')) one.remove()
    return '<!doctype html>' + document.documentElement.outerHTML
})()"""

KEPT = "document.querySelector('script') && navigator.serviceWorker.ready.then(() => null)"
"""Waits until the service worker keeps the client's files."""


async def web(ground: Ground) -> Sequence[Result]:
    """The first screen of six roles, cold and warm, and the door, beside the same pages as finished HTML."""
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
    plain = f"http://localhost:{port}"
    results: list[Result] = []
    async with open_chromium() as browser:
        for role, size in ROLES.items():
            page = site / f"{role}.html"
            page.write_text(await _finished(browser, await _user(url, many[role]), size))
            large, small, floor = [], [], []
            for _ in range(VISITS):
                large.append(await _visits(browser, await _user(url, many[role]), size))
                small.append(await _visits(browser, await _user(url, few[role]), size))
                floor.append(await _visits(browser, User(f"{plain}/{role}.html"), size))
            results += [
                _result(f"{role}_{state}", *(_at(place, each) for each in (large, floor, small)))
                for place, state in enumerate(("cold", "warm"))
            ]
        results += await _door(browser, site, url, plain, many["learner"])
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
    people = (house.chief, *house.offices[0], team.assessor, team.employer, team.learners[0])
    return {one.person.roles[0].role.value: one.user_name for one in people}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody in front of a phone: the address they open, and the session they have if they have one."""

    url: str
    person_id: str = ""
    secret: str = ""


async def _user(url: str, user_name: str) -> User:
    """Somebody who has just signed in."""
    async with httpx.AsyncClient(base_url=url) as client:
        answer = await client.post("/api/browser-session", json=_credentials(user_name))
    secret = answer.headers["set-cookie"].partition(";")[0].removeprefix(f"{COOKIE}=")
    return User(url, answer.json()["person"]["id"], secret)


def _credentials(user_name: str) -> dict[str, str]:
    return {"user_name": user_name, "password": PASSWORD}


@asynccontextmanager
async def _profile(browser: Chromium, user: User) -> AsyncIterator[Profile]:
    """A browser profile with nothing kept but somebody's session, as the sign-in form leaves it."""
    async with browser.profile(WATCH) as profile:
        if user.person_id:
            await profile.keep(user.url, COOKIE, user.secret)
            async with profile.tab(NARROW) as tab:
                await tab.ask("Page.navigate", url=f"{user.url}/livez")
                await tab.run(f"localStorage.setItem('waymark:here', '{user.person_id}')")
        # A new profile gives Chromium itself something to do for a moment.
        await asyncio.sleep(SETTLE_SECONDS)
        yield profile


async def _visits(browser: Chromium, user: User, size: ViewportSize, screen: str = "first") -> list[Seen]:
    """What somebody sees of an address with a new browser profile, and when they come again."""
    async with _profile(browser, user) as profile:
        return [await _visit(profile, user.url, size, screen) for _ in range(2)]


async def _visit(profile: Profile, url: str, size: ViewportSize, screen: str) -> Seen:
    """One visit, until the service worker keeps the files; it has to start again for the next."""
    async with profile.tab(size, slower=SLOWER) as tab:
        seen = await _look(tab, url, screen)
        await tab.run(KEPT)
        await tab.ask("ServiceWorker.enable")
        await tab.ask("ServiceWorker.stopAllWorkers")
        return seen


async def _look(tab: Tab, url: str, screen: str) -> Seen:
    """Open an address and wait until this screen of it can be used."""
    await tab.ask("Page.navigate", url=url)
    seen: Seen = await tab.run(f"seen('{screen}')")
    metrics = {one["name"]: one["value"] for one in (await tab.ask("Performance.getMetrics"))["metrics"]}
    return seen | {"busy": 1000 * metrics["TaskDuration"]}


async def _door(browser: Chromium, site: Path, url: str, plain: str, user_name: str) -> Sequence[Result]:
    """The sign-in page on a phone that was never here, and the first screen after it beside the sign-in alone."""
    (site / "door.html").write_text(await _finished(browser, User(url), NARROW, "door"))
    door, floor, first, alone = [], [], [], []
    for _ in range(VISITS):
        async with (
            _profile(browser, User(url)) as profile,
            profile.tab(NARROW, slower=SLOWER) as tab,
        ):
            door.append(await _look(tab, url, "door"))
            await tab.write("input[autocomplete=username]", user_name)
            await tab.write("input[type=password]", PASSWORD)
            await asyncio.sleep(SETTLE_SECONDS)
            sent = await tab.run("performance.now()")
            await tab.press_enter()
            first.append(await tab.run("seen('first')"))
            first[-1]["usable"] -= sent
        floor.append((await _visits(browser, User(f"{plain}/door.html"), NARROW, "door"))[0])
        alone.append({"usable": await _sign_in(url, user_name)})
    return [_result("door_cold", door, floor), _result("learner_signed_in", first, alone)]


async def _sign_in(url: str, user_name: str) -> float:
    """Milliseconds until a sign-in is answered, without a page."""
    async with httpx.AsyncClient(base_url=url) as client:
        began = time.perf_counter()
        await client.post("/api/browser-session", json=_credentials(user_name))
        return 1000 * (time.perf_counter() - began)


async def _finished(browser: Chromium, user: User, size: ViewportSize, screen: str = "first") -> str:
    """A screen as it looks in the end: with its styles and without its scripts."""
    async with _profile(browser, user) as profile, profile.tab(size) as tab:
        await _look(tab, user.url, screen)
        await asyncio.sleep(SETTLE_SECONDS)
        html: str = await tab.run(FINISHED)
        return html
