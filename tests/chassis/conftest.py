import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chassis.bus import Bus


@pytest.fixture
def rabbit_url() -> str:
    """A virtual host on the test stack's broker. WAYMARK_TEST_STATE names the stack's state file."""
    state = Path(os.environ.get("WAYMARK_TEST_STATE", "/tmp/waymark-test-state.json"))
    if not state.exists():
        pytest.skip("no test stack is running")
    return f"{json.loads(state.read_text())['urls']['rabbit']}/test6"


@pytest.fixture
async def bus(rabbit_url: str) -> AsyncIterator[Bus]:
    """A service of the test's own on the broker."""
    async with Bus(rabbit_url) as bus:
        yield bus
