"""Proves of the running platform that a service's credentials do its own work and nothing else.

`docker compose run --rm check`. Ends with 1 when anything is allowed that should not be, or the other way round.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from contracts.registry import SERVICES
from deploy.checks import broker, database, store
from deploy.checks.ledger import Ledger
from deploy.compose.definitions import ADMIN
from deploy.compose.management import Management
from deploy.compose.secrets import RABBIT_ADMIN
from deploy.local import say

HANDED = Path("/run/of")
BROKER_JOB = Path("/run/broker")


async def check() -> Ledger:
    """Try everything and answer the ledger."""
    ledger = Ledger()
    mongo_urls = {service: _setting(service, "mongo_url") for service in SERVICES}
    rabbit_urls = {service: urlsplit(_setting(service, "rabbit_url")) for service in SERVICES}
    passwords = {service: unquote(url.password or "") for service, url in rabbit_urls.items()}
    management = Management("http://rabbitmq:15672", ADMIN, (BROKER_JOB / RABBIT_ADMIN).read_text())
    await database.check(ledger, mongo_urls)
    await store.check(ledger, _setting("evidence", "s3_secret_key"))
    await broker.check(ledger, management, passwords)
    return ledger


def _setting(service: str, name: str) -> str:
    return (HANDED / service / f"{service}_{name}").read_text()


def main() -> None:
    """Check, and say how it went."""
    ledger = asyncio.run(check())
    say.line(f"\n{ledger.held} held, {len(ledger.broken)} broken")
    sys.exit(1 if ledger.broken else 0)


if __name__ == "__main__":
    main()
