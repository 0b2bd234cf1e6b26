"""The broker's job: puts the definitions there without a restart, so that an upgrade's new queues exist at once."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from deploy.compose.definitions import ADMIN
from deploy.compose.management import Management, NotManaged
from deploy.compose.secrets import RABBIT_ADMIN
from deploy.local import say

SECRETS = Path("/run/waymark")
PATIENCE_SECONDS = 180.0


def main() -> None:
    """Load the definitions, waiting for the broker, or end with what was in the way."""
    management = Management("http://rabbitmq:15672", ADMIN, (SECRETS / RABBIT_ADMIN).read_text())
    definitions = (SECRETS / "definitions.json").read_bytes()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            management.send("POST", "/api/definitions", definitions)
            break
        except NotManaged as error:
            if time.monotonic() > deadline:
                sys.exit(f"the broker took no definitions: {error}")
            time.sleep(1)
    say.line("The broker has its topology, users and rights.")


if __name__ == "__main__":
    main()
