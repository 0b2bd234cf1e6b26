import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.mongo import Database, scoped
from services.notifications.channels.post import MailPost
from services.notifications.channels.smtp import MailServer
from services.notifications.documents import (
    NOTIFICATIONS,
    PEOPLE,
    PREFERENCES,
    PROVIDERS,
    notice_state,
    person_state,
    preferences_state,
)
from services.notifications.domain.notices import Gathering, Matter, Noted, NoticeKind
from services.notifications.domain.notification import MailStatus
from services.notifications.domain.preferences import Preferences, Topic
from services.notifications.jobs import Pace, Postman, Round
from services.notifications.store import StoredMailroom
from tests.notifications.builders import ANN, FIRST, LEE, LETTERHEAD, a_waiting_mail
from tests.notifications.mail_sink import MailSink
from tests.notifications.waiting import eventually

PACE = Pace(
    poll=timedelta(seconds=0.05),
    longest_pause=timedelta(seconds=0.2),
    address_wait=timedelta(minutes=15),
    give_up=timedelta(hours=72),
)
LEASE = timedelta(seconds=0.5)


def postman(db: Database, url: str, lease: timedelta = LEASE) -> Postman:
    post = MailPost(MailServer(url, timeout=5), LETTERHEAD)
    return Postman(StoredMailroom(db, lease=lease), post, PACE)


async def add(db: Database, *documents: dict[str, Any]) -> None:
    await db[NOTIFICATIONS].insert_many(list(documents))


async def know(db: Database, *people: Any) -> None:
    await db[PEOPLE].insert_many(
        [scoped("provider-1", _id=each.id, v=1, **person_state(each)) for each in people]
    )


async def mail_of(db: Database, id: str) -> dict[str, Any]:
    document = await db[NOTIFICATIONS].find_one(scoped("provider-1", _id=id))
    assert document is not None
    mail: dict[str, Any] = document["mail"]
    return mail


async def until_sent(db: Database, count: int) -> None:
    async def all_sent() -> bool:
        return await db[NOTIFICATIONS].count_documents({"mail.status": "sent"}) == count

    await eventually(all_sent)


async def test_a_waiting_mail_is_sent_under_the_providers_name_and_marked(
    db: Database, sink: MailSink
) -> None:
    await know(db, ANN, LEE)
    await db[PROVIDERS].insert_one(scoped("provider-1", _id="provider-1", v=1, name="Taff, Training"))
    await add(db, a_waiting_mail("n-1"))

    assert await postman(db, sink.url).deliver_next() is Round.SENT
    assert await postman(db, sink.url).deliver_next() is Round.NOTHING_DUE

    (mail,) = sink.mails
    assert mail["From"] == '"Taff, Training" <no-reply@waymark.example>'
    assert mail["Subject"].startswith("Booked: Induction session")
    assert mail["Message-ID"] == (await mail_of(db, "n-1"))["message_id"] == "<n-1@waymark.example>"


async def test_who_stays_away_is_written_to_and_so_is_the_assessor_without_a_learners_name(
    db: Database, sink: MailSink
) -> None:
    await know(db, ANN, replace(LEE, language="cy"))
    for kind, person in ((NoticeKind.AWAY, LEE), (NoticeKind.LEARNER_AWAY, ANN)):
        noted = Noted(f"n-{kind}", person.id, Matter(kind, LEE.id, since=FIRST))
        notice = notice_state(noted, mail=MailStatus.WAITING, now=datetime.now(UTC))
        await add(db, scoped("provider-1", _id=noted.id, v=1, **notice))
        assert await postman(db, sink.url).deliver_next() is Round.SENT

    learners, assessors = sink.mails
    assert (learners["To"], assessors["To"]) == (f"{LEE.name} <{LEE.email}>", f"{ANN.name} <{ANN.email}>")
    assert learners["Subject"] == "Nid ydym wedi'ch gweld ers tro"
    assert assessors["Subject"] == "One of your learners has not been here for a while"
    body = assessors.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "since Tuesday 1 December 2026" in text
    assert f"Open Waymark: {LETTERHEAD.public_url}/" in text
    assert LEE.name not in text


async def test_whether_a_mail_goes_out_is_what_its_person_says_by_then(db: Database, sink: MailSink) -> None:
    await know(db, ANN, LEE)

    async def say(topic: Topic, wanted: bool) -> None:
        said = scoped(
            "provider-1", _id=LEE.id, v=1, **preferences_state(Preferences(LEE.id, {topic: wanted}))
        )
        await db[PREFERENCES].replace_one(scoped("provider-1", _id=LEE.id), said, upsert=True)

    async def tell(kind: NoticeKind, id: str) -> Round:
        event = Gathering("Standardisation", FIRST, "Europe/London", "Newport")
        noted = Noted(id, LEE.id, Matter(kind, ANN.id, since=FIRST, event=event))
        notice = notice_state(noted, mail=MailStatus.WAITING, now=datetime.now(UTC))
        await add(db, scoped("provider-1", _id=id, v=1, **notice))
        return await postman(db, sink.url).deliver_next()

    assert await tell(NoticeKind.EVENT_PLANNED, "n-1") is Round.NOT_WANTED
    await say(Topic.EVENTS, True)
    assert await tell(NoticeKind.EVENT_CHANGED, "n-2") is Round.SENT
    await say(Topic.ABSENCE, False)
    assert await tell(NoticeKind.AWAY, "n-3") is Round.NOT_WANTED
    assert await postman(db, sink.url).deliver_next() is Round.NOTHING_DUE
    assert (await mail_of(db, "n-3"))["status"] == "none"
    await add(db, a_waiting_mail("n-4"))
    assert await postman(db, sink.url).deliver_next() is Round.SENT

    changed, booked = sink.mails
    assert changed["Subject"] == "Changed: Standardisation, now: Tuesday 1 December 2026, 10:00"
    assert booked["Subject"].startswith("Booked: ")


async def test_several_postmen_send_every_mail_once(db: Database, sink: MailSink) -> None:
    await know(db, ANN, LEE)
    await add(db, *(a_waiting_mail(f"n-{n}") for n in range(40)))
    crew = [asyncio.create_task(postman(db, sink.url, timedelta(minutes=1)).run()) for _ in range(4)]

    await until_sent(db, 40)
    await stop(*crew)

    assert sorted(mail["Message-ID"] for mail in sink.mails) == sorted(
        f"<n-{n}@waymark.example>" for n in range(40)
    )


async def test_a_mail_whose_sender_died_after_the_claim_is_sent_once_by_another(
    db: Database, sink: MailSink
) -> None:
    await know(db, ANN, LEE)
    await add(db, a_waiting_mail("n-1"))
    assert await StoredMailroom(db, lease=LEASE).claim() is not None
    died = await mail_of(db, "n-1")

    other = asyncio.create_task(postman(db, sink.url).run())
    await until_sent(db, 1)
    await stop(other)

    assert [mail["Message-ID"] for mail in sink.mails] == ["<n-1@waymark.example>"]
    sent = await mail_of(db, "n-1")
    assert (sent["attempts"], sent["claimed_at"] - died["claimed_at"] >= LEASE) == (2, True)


async def test_a_sender_that_died_before_the_mark_sends_the_same_mail_twice_and_no_more(
    db: Database, sink: MailSink
) -> None:
    """The stated window: between the mail server's yes and the mark."""
    await know(db, ANN, LEE)
    await add(db, a_waiting_mail("n-1"))
    claim = await StoredMailroom(db, lease=LEASE).claim()
    assert claim is not None
    await MailPost(MailServer(sink.url, timeout=5), LETTERHEAD).deliver(claim, LEE)

    other = asyncio.create_task(postman(db, sink.url).run())
    await until_sent(db, 1)
    await asyncio.sleep(2 * LEASE.total_seconds())
    await stop(other)

    assert [mail["Message-ID"] for mail in sink.mails] == ["<n-1@waymark.example>"] * 2


async def test_a_postman_who_is_stopped_finishes_the_mail_in_hand(db: Database, sink: MailSink) -> None:
    await know(db, ANN, LEE)
    await add(db, a_waiting_mail("n-1"))
    sink.delay = 0.3
    task = asyncio.create_task(postman(db, sink.url, timedelta(minutes=1)).run())

    async def taken() -> bool:
        return bool(sink.mails)

    await eventually(taken)
    await stop(task)

    assert (await mail_of(db, "n-1"))["status"] == "sent"


async def test_a_mail_waits_for_a_person_not_known_yet(db: Database, sink: MailSink) -> None:
    await add(db, a_waiting_mail("n-1"))
    assert await postman(db, sink.url).deliver_next() is Round.PUT_BACK
    assert (await mail_of(db, "n-1"))["reason"] == "unknown_person"

    task = asyncio.create_task(postman(db, sink.url).run())
    await know(db, LEE)
    await until_sent(db, 1)
    await stop(task)

    assert [mail["To"] for mail in sink.mails] == ["Lee Learner <lee@example.org>"]


@pytest.mark.parametrize(
    ("address", "age", "status", "reason"),
    [
        (None, timedelta(0), "undeliverable", "no_address"),
        ("not an address", timedelta(0), "undeliverable", "unusable_address"),
        ("unknown", timedelta(minutes=20), "undeliverable", "unknown_person"),
        ("lee@example.org", timedelta(hours=80), "failed", "too_late"),
    ],
)
async def test_what_cannot_be_mailed_remains_as_a_notice(
    db: Database, sink: MailSink, address: str | None, age: timedelta, status: str, reason: str
) -> None:
    await add(db, a_waiting_mail("n-1", age=age))
    if address != "unknown":
        await db[PEOPLE].insert_one(
            scoped("provider-1", _id=LEE.id, v=1, **person_state(LEE) | {"email": address})
        )

    assert await postman(db, sink.url).deliver_next() is Round.GIVEN_UP

    mail = await mail_of(db, "n-1")
    assert (mail["status"], mail["reason"], "due_at" in mail) == (status, reason, False)
    assert sink.mails == []


async def test_a_refused_recipient_is_undeliverable_and_a_delayed_mail_is_tried_again(
    db: Database, sink: MailSink
) -> None:
    await know(db, ANN, LEE)
    await add(db, a_waiting_mail("n-1"))
    sink.answers = ["451 try later"]
    assert await postman(db, sink.url).deliver_next() is Round.PUT_BACK
    await asyncio.sleep(0.3)
    assert await postman(db, sink.url).deliver_next() is Round.SENT

    sink.recipient_answer = "550 no such user"
    await add(db, a_waiting_mail("n-2"))
    assert await postman(db, sink.url).deliver_next() is Round.GIVEN_UP


async def test_mails_wait_while_the_mail_server_is_down_and_go_out_when_it_is_back(
    db: Database, sink: MailSink
) -> None:
    await know(db, ANN, LEE)
    await add(db, *(a_waiting_mail(f"n-{n}") for n in range(3)))
    async with MailSink() as gone:
        closed = gone.url
    assert await postman(db, closed).deliver_next() is Round.POST_CLOSED

    task = asyncio.create_task(postman(db, sink.url).run())
    await until_sent(db, 3)
    await stop(task)

    assert len({mail["Message-ID"] for mail in sink.mails}) == len(sink.mails) == 3


async def test_a_mail_that_cannot_be_written_holds_nobody_up(db: Database, sink: MailSink) -> None:
    await know(db, ANN, LEE)
    broken = a_waiting_mail("n-1", due_in=timedelta(seconds=-5))
    broken["params"]["occurrences"][0]["zone"] = "Nowhere/Land"
    await add(db, broken, a_waiting_mail("n-2"))
    worker = postman(db, sink.url)

    assert [await worker.deliver_next(), await worker.deliver_next()] == [Round.PUT_BACK, Round.SENT]
    assert (await mail_of(db, "n-1"))["reason"] == "ZoneInfoNotFoundError"


async def stop(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
