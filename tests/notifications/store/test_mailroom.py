import asyncio
from datetime import timedelta
from typing import Any

import pytest
from yarl import URL

from chassis.mongo import Database, close, connect, database, scoped
from services.notifications.documents import NOTIFICATIONS, PEOPLE, PROVIDERS, person_state
from services.notifications.domain.notification import MailStatus
from services.notifications.store import StoredMailroom
from tests.chassis.bus import Wire
from tests.conftest import Servers
from tests.notifications.builders import ANN, LEE, a_waiting_mail

LEASE = timedelta(seconds=30)
INSTANT = timedelta(milliseconds=1)


@pytest.fixture
def mailroom(db: Database) -> StoredMailroom:
    return StoredMailroom(db, lease=LEASE)


async def add(db: Database, *documents: dict[str, Any]) -> None:
    await db[NOTIFICATIONS].insert_many(list(documents))


async def mail_of(db: Database, id: str) -> dict[str, Any]:
    document = await db[NOTIFICATIONS].find_one(scoped("provider-1", _id=id))
    assert document is not None
    mail: dict[str, Any] = document["mail"]
    return mail


async def test_a_claim_brings_the_notification_and_what_is_known_of_the_people(
    db: Database, mailroom: StoredMailroom
) -> None:
    await add(db, a_waiting_mail("n-1"))
    assert (await claimed(mailroom)).recipient is None
    await db[PEOPLE].insert_many(
        [scoped("provider-1", _id=each.id, v=1, **person_state(each)) for each in (ANN, LEE)]
    )
    await db[PROVIDERS].insert_one(scoped("provider-1", _id="provider-1", v=1, name="Taff Training"))
    await add(db, a_waiting_mail("n-2"))

    claim = await claimed(mailroom)

    assert (claim.notification.id, claim.attempt) == ("n-2", 1)
    assert (claim.recipient, claim.named, claim.provider_name) == (LEE, ANN, "Taff Training")


async def test_people_of_another_provider_are_not_known(db: Database, mailroom: StoredMailroom) -> None:
    await add(db, a_waiting_mail("n-1"))
    await db[PEOPLE].insert_one(scoped("provider-2", _id=LEE.id, v=1, **person_state(LEE)))

    assert (await claimed(mailroom)).recipient is None


async def test_of_many_senders_each_mail_has_one(db: Database, mailroom: StoredMailroom) -> None:
    await add(db, *(a_waiting_mail(f"n-{n}") for n in range(30)))

    async def take_all() -> list[str]:
        taken = []
        while claim := await mailroom.claim():
            taken.append(claim.notification.id)
        return taken

    hands = await asyncio.gather(*(take_all() for _ in range(8)))

    assert sorted(id for hand in hands for id in hand) == sorted(f"n-{n}" for n in range(30))


async def test_the_mail_due_longest_comes_first_and_one_due_later_not_at_all(
    db: Database, mailroom: StoredMailroom
) -> None:
    minute = timedelta(minutes=1)
    await add(db, a_waiting_mail("late", due_in=minute), a_waiting_mail("old", due_in=-2 * minute))
    await add(db, a_waiting_mail("oldest", due_in=-3 * minute), a_waiting_mail("none", status="none"))

    assert [(await claimed(mailroom)).notification.id for _ in range(2)] == ["oldest", "old"]
    assert await mailroom.claim() is None


async def test_a_sent_mail_is_not_due_any_more(db: Database, mailroom: StoredMailroom) -> None:
    await add(db, a_waiting_mail("n-1"))

    await mailroom.sent(await claimed(mailroom), "<n-1@waymark.example>")

    mail = await mail_of(db, "n-1")
    assert (mail["status"], mail["message_id"]) == ("sent", "<n-1@waymark.example>")
    assert "due_at" not in mail
    assert await mailroom.claim() is None


async def test_a_mail_put_back_is_due_again_later(db: Database, mailroom: StoredMailroom) -> None:
    await add(db, a_waiting_mail("n-1"))

    await mailroom.put_back(await claimed(mailroom), after=timedelta(hours=1), reason="$busy")
    waits = await mail_of(db, "n-1")
    assert (waits["reason"], waits["due_at"] - waits["claimed_at"] >= timedelta(hours=1)) == ("$busy", True)
    assert await mailroom.claim() is None

    an_hour_ago = {"$set": {"mail.due_at": waits["claimed_at"]}}
    await db[NOTIFICATIONS].update_one(scoped("provider-1", _id="n-1"), an_hour_ago)
    assert (await claimed(mailroom)).attempt == 2


async def test_a_claim_whose_lease_ended_passes_to_the_next_and_can_change_nothing(db: Database) -> None:
    mailroom = StoredMailroom(db, lease=INSTANT)
    await add(db, a_waiting_mail("n-1"))
    first = await claimed(mailroom)
    await asyncio.sleep(0.01)
    second = await claimed(mailroom)

    await mailroom.give_up(first, MailStatus.FAILED, reason="too_late")
    await mailroom.put_back(first, after=LEASE, reason="late")
    assert (await mail_of(db, "n-1"))["status"] == "sending"
    await mailroom.sent(second, "<n-1@waymark.example>")

    assert (await mail_of(db, "n-1"))["status"] == "sent"


async def test_an_idle_look_reads_nothing_however_many_mails_were_sent_or_wait(
    db: Database, mailroom: StoredMailroom
) -> None:
    hour = timedelta(hours=1)
    await add(db, *(a_waiting_mail(f"sent-{n}", status="sent") for n in range(200)))
    await add(db, *(a_waiting_mail(f"later-{n}", due_in=hour) for n in range(200)))

    await db.command("profile", 2)
    assert await mailroom.claim() is None
    await db.command("profile", 0)

    profile = await db["system.profile"].find_one({"command.findAndModify": NOTIFICATIONS})
    assert profile is not None
    assert profile["docsExamined"] == 0
    assert profile["keysExamined"] <= 1


async def test_a_mail_is_marked_sent_although_mongodb_was_away_for_a_while(
    servers: Servers, db: Database, mailroom: StoredMailroom
) -> None:
    await add(db, a_waiting_mail("n-1"))
    async with Wire(servers.mongo_url.partition("?")[0]).laid() as wire:
        client = connect(f"{wire.url}?directConnection=true", timeout_ms=1500)
        far = StoredMailroom(database(client, db.name), lease=LEASE)
        claim = await claimed(far)
        port = URL(wire.url).port
    assert port
    marking = asyncio.create_task(far.sent(claim, "<n-1@waymark.example>"))
    await asyncio.sleep(1)
    assert not marking.done()

    async with Wire(servers.mongo_url.partition("?")[0]).laid(port):
        await marking

    assert (await mail_of(db, "n-1"))["status"] == "sent"
    await close(client)


async def claimed(mailroom: StoredMailroom) -> Any:
    claim = await mailroom.claim()
    assert claim is not None
    return claim
