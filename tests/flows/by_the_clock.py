"""What services do by the clock, done for a moment that a test chooses, as whoever runs the platform would do it."""

import asyncio
import os
from datetime import datetime
from pathlib import Path

from deploy.local.stack import run_beside
from deploy.local.state import Stack
from tests.platform import Provider


async def job_done(name: str, at: datetime, provider: Provider) -> None:
    """A job of identity's as it would go at this moment (UTC), for one provider."""
    folder = Path(os.environ["WAYMARK_TEST_STATE"]).parent
    asked = ("job", name, "--at", at.isoformat(), "--provider", provider.id)
    code = await asyncio.to_thread(run_beside, Stack(folder.name, folder), "identity", *asked)
    assert code == 0
