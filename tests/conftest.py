"""What every test may use: the running test stack, a database of one's own, and the record of requirement rows."""

import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chassis.ids import fresh_id
from chassis.mongo import close, connect

pytest_plugins = ("tests.requirements", "tests.together")


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the test stack's servers are, and where the platform on top of them is."""

    state: dict[str, Any]
    worker: int

    @property
    def mongo_url(self) -> str:
        """MongoDB, a replica set."""
        return str(self.state["urls"]["mongo"])

    @property
    def rabbit_url(self) -> str:
        """A virtual host of this test worker's own."""
        return f"{self.state['urls']['rabbit']}/test{self.worker}"

    @property
    def gateway_url(self) -> str:
        """The platform's one door."""
        return str(self.state["urls"]["gateway"])

    @property
    def signing_keys(self) -> Path:
        """The folder of the keys that identity signs with."""
        return Path(self.state["signing_keys"])

    @property
    def platform_user(self) -> str:
        """Who may take in providers."""
        return "platform-admin"

    @property
    def platform_password(self) -> str:
        """Their password."""
        return str(self.state["passwords"]["platform_admin"])

    @property
    def recording_key(self) -> bytes:
        """What the Smart Room system signs with."""
        return str(self.state["passwords"]["recording_key"]).encode()

    @property
    def logs(self) -> Path:
        """Where every service and server writes its log."""
        return Path(self.state["logs"])

    @property
    def maildir(self) -> Path:
        """Where mails arrive."""
        return Path(self.state["maildir"])


@pytest.fixture(scope="session")
def servers() -> Servers:
    """The test stack; `./waymark test` starts it and says where its state is."""
    path = os.environ.get("WAYMARK_TEST_STATE")
    if not path:
        pytest.fail("This test needs the test stack: run it with ./waymark test.")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return Servers(json.loads(Path(path).read_text()), int(worker))


@pytest.fixture(scope="session")
async def database_name(servers: Servers) -> AsyncIterator[str]:
    """The prefix of this run's own databases; they are dropped at the end."""
    prefix = f"t{servers.worker}_{fresh_id()[-8:]}"
    yield prefix
    client = connect(servers.mongo_url)
    for name in await client.list_database_names():
        if name.startswith(prefix):
            await client.drop_database(name)
    await close(client)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the night, unless `-m` names it."""
    if "nightly" not in config.option.markexpr:
        late = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]
