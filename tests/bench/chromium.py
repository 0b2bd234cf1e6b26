"""A Chromium with next to nothing attached to it, so that a page is as fast as it is for people.

Playwright has DevTools report every request with the script that sent it, and puts scripts of its own into every page:
with a slowed processor that took a third of the time until a screen could be used. Here DevTools slows the processor
down, opens addresses and reads the clock.
"""

import asyncio
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import ViewportSize

from tests.browser.conftest import FLAGS

START_SECONDS = 30.0
ANSWER_SECONDS = 180.0

Content = dict[str, Any]


class DevTools:
    """Asks a browser by the DevTools protocol; what it tells by itself is not listened to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Content]] = {}

    async def listen(self) -> None:
        """Hand every answer to whoever asked, until the browser is gone."""
        async for message in self._socket:
            content = json.loads(message.data)
            waiting = self._waiting.pop(content.get("id"), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(content)

    async def ask(self, method: str, params: Mapping[str, Any] | None = None, session: str = "") -> Content:
        """The result of a method, asked of the browser or of a page's session. Raises what DevTools calls an error."""
        number = next(self._numbers)
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        asked = {"id": number, "method": method, "params": params or {}}
        await self._socket.send_json(asked | ({"sessionId": session} if session else {}))
        async with asyncio.timeout(ANSWER_SECONDS):
            answer = await waiting
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: Content = answer["result"]
        return result


@dataclass(frozen=True, slots=True)
class Tab:
    """One window of a profile."""

    devtools: DevTools
    target: str
    session: str

    async def ask(self, method: str, **params: Any) -> Content:
        """The result of a method for this window."""
        return await self.devtools.ask(method, params, self.session)

    async def run(self, script: str) -> Any:
        """What an expression comes to; a promise is waited for."""
        asked = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in asked:
            raise RuntimeError(f"{script}: {asked['exceptionDetails']}")
        return asked["result"].get("value")

    async def write(self, field: str, text: str) -> None:
        """Type into the first field that a selector finds."""
        await self.run(f"document.querySelector({json.dumps(field)}).focus()")
        await self.ask("Input.insertText", text=text)

    async def press_enter(self) -> None:
        """The key that sends a form."""
        for kind in ("keyDown", "keyUp"):
            key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            await self.ask("Input.dispatchKeyEvent", type=kind, **key)

    async def close(self) -> None:
        """Shut the window."""
        await self.devtools.ask("Target.closeTarget", {"targetId": self.target})


@dataclass(frozen=True, slots=True)
class Profile:
    """A browser profile that nobody has used; `before` is a script that runs before every page's own."""

    devtools: DevTools
    name: str
    before: str

    async def keep(self, url: str, cookie: str, value: str) -> None:
        """Keep a cookie of an address, as its server sets one."""
        kept = {"url": url, "name": cookie, "value": value, "path": "/", "secure": True, "httpOnly": True}
        asked = {"browserContextId": self.name, "cookies": [kept | {"sameSite": "Lax"}]}
        await self.devtools.ask("Storage.setCookies", asked)

    @asynccontextmanager
    async def tab(self, size: ViewportSize, *, slower: int = 1) -> AsyncIterator[Tab]:
        """An empty window of a size; its pages have a processor so many times slower than this machine's."""
        empty = {"url": "about:blank", "browserContextId": self.name}
        target = (await self.devtools.ask("Target.createTarget", empty))["targetId"]
        attached = await self.devtools.ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        tab = Tab(self.devtools, target, attached["sessionId"])
        shape = {"width": size["width"], "height": size["height"], "deviceScaleFactor": 1, "mobile": False}
        await tab.ask("Emulation.setDeviceMetricsOverride", **shape)
        await tab.ask("Emulation.setCPUThrottlingRate", rate=slower)
        await tab.ask("Performance.enable", timeDomain="threadTicks")
        await tab.ask("Page.enable")
        await tab.ask("Page.addScriptToEvaluateOnNewDocument", source=self.before)
        yield tab
        await tab.close()


class Chromium:
    """A browser in the zone and language of a British phone."""

    def __init__(self, devtools: DevTools) -> None:
        self._devtools = devtools

    @asynccontextmanager
    async def profile(self, before: str) -> AsyncIterator[Profile]:
        """A new profile, and afterwards no trace of it."""
        name = (await self._devtools.ask("Target.createBrowserContext"))["browserContextId"]
        yield Profile(self._devtools, name, before)
        await self._devtools.ask("Target.disposeBrowserContext", {"browserContextId": name})


@asynccontextmanager
async def open_chromium() -> AsyncIterator[Chromium]:
    """Debian's Chromium, alone in a folder of its own."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("There is no chromium here; ./waymark up installs it.")
    folder = Path(tempfile.mkdtemp(prefix="waymark-bench-"))
    process = await asyncio.create_subprocess_exec(
        *(program, *FLAGS, f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"),
        env={**os.environ, "TZ": "Europe/London", "LANGUAGE": "en_GB"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port, path = await _address(folder)
        url = f"ws://127.0.0.1:{port}{path}"
        async with aiohttp.ClientSession() as http, http.ws_connect(url, max_msg_size=0) as socket:
            devtools = DevTools(socket)
            listening = asyncio.create_task(devtools.listen())
            yield Chromium(devtools)
            listening.cancel()
    finally:
        process.kill()
        await process.wait()
        shutil.rmtree(folder, ignore_errors=True)


async def _address(folder: Path) -> tuple[str, str]:
    """Port and path at which the browser takes questions; it writes them down when it is ready."""
    async with asyncio.timeout(START_SECONDS):
        while True:
            written = folder / "DevToolsActivePort"
            lines = written.read_text().splitlines() if written.exists() else []
            if len(lines) == 2:
                return lines[0], lines[1]
            await asyncio.sleep(0.05)
