"""From the broker to the letter box, with the whole service running."""

import asyncio
import mailbox
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from icalendar import Calendar

from chassis.app import create_app
from chassis.ids import fresh_id
from chassis.mongo import Database, scoped
from chassis.process import Role
from chassis.rabbit import NotConfirmed
from chassis.service import Kit
from contracts.base import Contract, Envelope
from contracts.topology import queue_of
from services.notifications.documents import NOTIFICATIONS
from services.notifications.main import SERVICE
from services.notifications.settings import Settings
from tests.conftest import Servers
from tests.notifications.builders import LEARNERS, NOW, WEEK, a_person, a_series, cancelled, held, moved
from tests.notifications.waiting import eventually

PEOPLE = ("assessor-1", *LEARNERS)


@pytest.fixture
async def kit(servers: Servers, db: Database) -> AsyncIterator[Kit]:
    settings = Settings(
        mongo_url=servers.mongo_url,
        mongo_database=db.name,
        rabbit_url=servers.rabbit_url,
        smtp_url=servers.state["urls"]["smtp"],
        mail_poll_seconds=0.1,
    )
    app = create_app(SERVICE, settings, Role.ALL)
    async with app.router.lifespan_context(app):
        yield app.state.kit


class Town:
    """A provider with its people, and what the rest of the platform says about them."""

    def __init__(self, kit: Kit) -> None:
        self.provider_id = fresh_id()
        self._kit = kit

    def address(self, person_id: str) -> str:
        return f"{person_id}.{self.provider_id}@example.org"

    async def say(self, event: Contract, *, version: int = 1) -> None:
        """Put the event into the service's own queue, as a replay does, since nobody else is listening."""
        envelope = Envelope.seal(
            event,
            id=fresh_id(),
            tenant=self.provider_id,
            version=version,
            change=event.CHANGES[0],
            time=NOW,
            correlation_id="flow",
        )

        async def taken() -> bool:
            try:
                await self._kit.publisher.publish(
                    envelope.to_bytes(),
                    routing_key=queue_of(SERVICE.name),
                    message_id=envelope.id,
                    type=event.TYPE,
                    correlation_id="flow",
                    exchange="",
                )
            except NotConfirmed:  # the queue is not declared yet
                return False
            return True

        await eventually(taken)

    async def introduce_everybody(self) -> None:
        for person_id in PEOPLE:
            language = "cy" if person_id == "learner-2" else "en"
            name = f"{person_id.title()} Person"
            await self.say(a_person(person_id, name, self.address(person_id), language))


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def mails_to(servers: Servers, address: str) -> list[EmailMessage]:
    box = mailbox.Maildir(servers.maildir, create=False)
    messages = [read(box.get_bytes(key)) for key in box.iterkeys()]
    return [mail for mail in messages if address in str(mail["To"])]


def what_the_calendar_hears(mail: EmailMessage) -> tuple[str, list[tuple[str, int]]]:
    part = next(each for each in mail.walk() if each.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    return str(calendar["METHOD"]), [(str(event.uid), event.sequence) for event in calendar.events]


async def test_everybody_gets_one_mail_for_the_series_and_one_for_each_change(
    servers: Servers, db: Database, kit: Kit
) -> None:
    town = Town(kit)
    ahead = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + 2 * WEEK
    first, second, third, fourth = series = a_series(4, id=fresh_id()[-12:], first=ahead)

    for session in reversed(series):
        await town.say(session)
    await town.introduce_everybody()
    await town.say(moved(second), version=2)
    await town.say(second)
    await town.say(cancelled(third), version=2)
    await town.say(held(first), version=2)
    await town.say(fourth)

    async def all_sent() -> bool:
        sent = scoped(town.provider_id, {"mail.status": "sent"})
        return await db[NOTIFICATIONS].count_documents(sent) == 3 * len(PEOPLE)

    await eventually(all_sent, within=30)
    await asyncio.sleep(0.5)
    assert await db[NOTIFICATIONS].count_documents(scoped(town.provider_id)) == 3 * len(PEOPLE)
    for person_id in PEOPLE:
        mails = mails_to(servers, town.address(person_id))
        heard = sorted((what_the_calendar_hears(mail) for mail in mails), key=str)
        assert heard == [
            ("CANCEL", [(f"{third.id}@waymark.example", 1)]),
            ("PUBLISH", [(f"{session.id}@waymark.example", 0) for session in series]),
            ("REQUEST", [(f"{second.id}@waymark.example", 1)]),
        ]
    subjects = {mail["Subject"].partition(":")[0] for mail in mails_to(servers, town.address("learner-2"))}
    assert subjects == {"Trefnwyd", "Newid", "Canslwyd"}
