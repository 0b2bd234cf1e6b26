"""A database and a mail server of the test's own."""

from collections.abc import AsyncIterator

import pytest

from chassis.ids import fresh_id
from chassis.mongo import Database, close, connect, database, ensure_indexes
from services.notifications.main import SERVICE
from tests.conftest import Servers
from tests.notifications.mail_sink import MailSink


@pytest.fixture
async def db(servers: Servers, database_name: str) -> AsyncIterator[Database]:
    """An empty database with the service's indexes: senders take the mail of every provider."""
    client = connect(servers.mongo_url)
    name = f"{database_name}_notifications_{fresh_id()[-6:]}"
    db = database(client, name)
    await ensure_indexes(db, SERVICE.indexes)
    yield db
    await client.drop_database(name)
    await close(client)


@pytest.fixture
async def sink() -> AsyncIterator[MailSink]:
    """A mail server of the test's own."""
    async with MailSink() as sink:
        yield sink
