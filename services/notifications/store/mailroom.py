"""The mails that wait, on MongoDB."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import PyMongoError

from chassis.mongo import Database, scoped, unavailable
from services.notifications.documents import (
    LETTERS,
    MESSAGES,
    NOTIFICATIONS,
    PEOPLE,
    PREFERENCES,
    PROVIDERS,
    letter_from,
    message_from,
    person_from,
    preferences_from,
    told_from,
)
from services.notifications.domain.conversation import Message
from services.notifications.domain.link_letter import LinkLetter
from services.notifications.domain.notices import Notice
from services.notifications.domain.notification import MailStatus, Notification
from services.notifications.ports import Claim

Mail = Notification | Notice | LinkLetter | Message

_READ: Mapping[str, Callable[[Mapping[str, Any]], Mail]] = {
    NOTIFICATIONS: told_from,
    LETTERS: letter_from,
    MESSAGES: message_from,
}


class StoredMailroom:
    """`ports.Mailroom` on the field `mail` of notifications, or of letters or messages (`of`). `lease` is how long a
    claim holds.

    Everything is timed by the server's clock, so senders whose clocks differ agree here.
    """

    def __init__(self, db: Database, *, lease: timedelta, of: str = NOTIFICATIONS) -> None:
        self._db = db
        self._mails = db[of]
        self._read = _READ[of]
        self._lease = lease

    async def claim(self) -> Claim | None:
        """One conditional update: of two senders one finds the mail due, for the other it is due later."""
        document = await self._mails.find_one_and_update(
            # Senders serve every provider; what follows is scoped to the mail's own. The second condition is
            # always true of a date: with it the sparse index answers.
            {"$expr": {"$lte": ["$mail.due_at", "$$NOW"]}, "mail.due_at": {"$gt": _EPOCH}},
            [
                {
                    "$set": {
                        "mail.status": MailStatus.SENDING.value,
                        "mail.attempts": {"$add": ["$mail.attempts", 1]},
                        "mail.claimed_at": "$$NOW",
                        "mail.due_at": _from_now(self._lease),
                    }
                }
            ],
            sort=[("mail.due_at", 1)],
            return_document=ReturnDocument.AFTER,
        )
        return await self._claim(document) if document else None

    async def sent(self, claim: Claim, message_id: str) -> None:
        """Nothing is due any more. Insists while MongoDB is away: unmarked, the mail would go out twice."""
        clock = asyncio.get_running_loop()
        give_up_at = clock.time() + self._lease.total_seconds() / 2
        while True:
            try:
                await self._end(claim, {"mail.status": MailStatus.SENT.value, "mail.message_id": message_id})
                return
            except PyMongoError as error:
                if not unavailable(error) or clock.time() > give_up_at:
                    raise
            await asyncio.sleep(_INSIST_SECONDS)

    async def give_up(self, claim: Claim, status: MailStatus, *, reason: str) -> None:
        """Nothing is due any more."""
        await self._end(claim, {"mail.status": status.value, "mail.reason": reason})

    async def put_back(self, claim: Claim, *, after: timedelta, reason: str) -> None:
        """Due again `after` from now."""
        state = {"mail.status": MailStatus.WAITING.value, "mail.due_at": _from_now(after)}
        await self._mails.update_one(_held(claim), [{"$set": {**state, "mail.reason": {"$literal": reason}}}])

    async def _end(self, claim: Claim, state: Mapping[str, str]) -> None:
        changes = {"$set": state, "$unset": {"mail.due_at": ""}, "$currentDate": {"mail.ended_at": True}}
        await self._mails.update_one(_held(claim), changes)

    async def _claim(self, document: Mapping[str, Any]) -> Claim:
        notification = self._read(document)
        named_id = _named_in(notification)
        wanted = [notification.person_id, named_id]
        cursor = self._db[PEOPLE].find(scoped(notification.provider_id, _id={"$in": wanted}))
        people = {found["_id"]: person_from(found) for found in await cursor.to_list(len(wanted))}
        provider = await self._db[PROVIDERS].find_one(
            scoped(notification.provider_id, _id=notification.provider_id)
        )
        return Claim(
            notification=notification,
            attempt=document["mail"]["attempts"],
            waited=document["mail"]["claimed_at"] - notification.created_at,
            recipient=people.get(notification.person_id),
            named=people.get(named_id),
            provider_name=provider["name"] if provider else "",
            wanted=isinstance(notification, LinkLetter | Message) or await self._wanted(notification),
        )

    async def _wanted(self, told: Notification | Notice) -> bool:
        """Whether its person wants a mail, by what they have said until now."""
        document = await self._db[PREFERENCES].find_one(scoped(told.provider_id, _id=told.person_id))
        return preferences_from(document, told.person_id).want_mail(told.kind)


_INSIST_SECONDS = 0.5
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _named_in(mail: Mail) -> str:
    if isinstance(mail, Notification):
        return mail.occasion.assessor_id
    return mail.from_id if isinstance(mail, Message) else ""


def _held(claim: Claim) -> dict[str, Any]:
    """The mail as long as this claim is the last one."""
    notification = claim.notification
    return scoped(
        notification.provider_id,
        {"mail.status": MailStatus.SENDING.value, "mail.attempts": claim.attempt},
        _id=notification.id,
    )


def _from_now(pause: timedelta) -> dict[str, Any]:
    milliseconds = round(pause.total_seconds() * 1000)
    return {"$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": milliseconds}}
