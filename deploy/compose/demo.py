"""The demo provider in the composed platform: `seed` furnishes it and prints the logins, `story` plays the story."""

from __future__ import annotations

import asyncio
import os
import sys
import time
import urllib.request
from pathlib import Path

from contracts.registry import SERVICES
from deploy.checks.production import PRODUCTION_MODE
from deploy.compose.secrets import PLATFORM_ADMIN
from deploy.demo import story
from deploy.demo.client import Client, Refused
from deploy.demo.seed import logins, seed
from deploy.local import say

PATIENCE_SECONDS = 300.0
ROW = "{role:<18} {name:<20} {user_name:<22} {password}"


def main() -> None:
    """Wait for the platform, then do what was asked."""
    if os.environ.get("WAYMARK_MODE") == PRODUCTION_MODE:
        sys.exit("The demo's people have a known password: they are not made in production.")
    env = os.environ
    url, user = env["WAYMARK_GATEWAY_URL"], env["WAYMARK_PLATFORM_USER"]
    password = (Path("/run/waymark") / PLATFORM_ADMIN).read_text()
    for name in ("gateway", *(f"{service}-{half}" for service in SERVICES for half in ("api", "worker"))):
        _await(f"http://{name}:8000/readyz")
    asyncio.run(_await_administrator(url, user, password))
    if sys.argv[1:] == ["story"]:
        env["WAYMARK_PLATFORM_PASSWORD"] = password
        story.main()
        return
    asyncio.run(seed(url, user, password, lambda line: say.line(f"  {line}")))
    say.line(f"\nWaymark is ready: {env['WAYMARK_PUBLIC_URL']}\n")
    say.line(ROW.format(role="role", name="name", user_name="user name", password="password"))
    for login in logins():
        say.line(ROW.format(**login))


def _await(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=3).close()
            return
        except OSError as error:
            if time.monotonic() > deadline:
                sys.exit(f"{url} does not get ready: {error}")
            time.sleep(1)


async def _await_administrator(url: str, user: str, password: str) -> None:
    """Identity makes the platform's administrator a moment after its database is there."""
    deadline = time.monotonic() + 30
    async with Client(url) as client:
        while True:
            try:
                await client.sign_in(user, password)
                return
            except Refused as refused:
                if time.monotonic() > deadline:
                    sys.exit(f"The platform's administrator is not let in: {refused}")
                await asyncio.sleep(3)


if __name__ == "__main__":
    main()
