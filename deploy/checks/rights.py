"""Proves of the running platform that everybody's credentials do their own work and nothing else.

`docker compose run --rm check`. Ends with 1 when anything is allowed that should not be, or the other way round.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.checks import broker, database, store
from deploy.checks.ledger import Ledger
from deploy.compose.definitions import ADMIN, USERS
from deploy.compose.management import Management
from deploy.compose.secrets import RABBIT_ADMIN
from deploy.local import say

HANDED = Path("/run/of")
BROKER_JOB = Path("/run/broker")


async def check() -> Ledger:
    """Try everything and answer the ledger."""
    ledger = Ledger()
    mongo_urls = {user: _setting(user, "mongo_url") for user in USERS}
    rabbit_urls = {user: urlsplit(_setting(user, "rabbit_url")) for user in USERS}
    passwords = {user: unquote(url.password or "") for user, url in rabbit_urls.items()}
    management = Management("http://rabbitmq:15672", ADMIN, (BROKER_JOB / RABBIT_ADMIN).read_text())
    await database.check(ledger, mongo_urls)
    await store.check(ledger, _setting("evidence", "s3_secret_key"))
    await broker.check(ledger, management, passwords)
    return ledger


def _setting(user: str, name: str) -> str:
    return (HANDED / user / f"{user}_{name}").read_text()


def main() -> None:
    """Check, and say how it went."""
    ledger = asyncio.run(check())
    say.line(f"\n{ledger.held} held, {len(ledger.broken)} broken")
    sys.exit(1 if ledger.broken else 0)


if __name__ == "__main__":
    main()
