"""Keeps the ports' promises on MongoDB."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pymongo import IndexModel, ReturnDocument
from pymongo.errors import PyMongoError

from chassis.mongo import Database, scoped, unavailable
from chassis.tx import Tx
from services.notifications import documents
from services.notifications.documents import (
    APPOINTMENTS,
    FEEDS,
    LETTERS,
    NOTIFICATIONS,
    PEOPLE,
    PREFERENCES,
    PROVIDERS,
    appointment_state,
    feed_from,
    feed_state,
    letter_from,
    letter_state,
    notice_state,
    notification_state,
    person_from,
    person_state,
    preferences_from,
    preferences_state,
    told_from,
)
from services.notifications.domain.calendar_feed import Appointment, Feed
from services.notifications.domain.facts import Told
from services.notifications.domain.link_letter import LinkLetter
from services.notifications.domain.notices import Noted, Notice
from services.notifications.domain.notification import MailStatus, Notification, Person
from services.notifications.domain.preferences import Preferences
from services.notifications.ports import Claim, Receipt

INDEXES = {
    **documents.INDEXES,
    **{
        name: [*documents.INDEXES[name], IndexModel("mail.due_at", sparse=True)]
        for name in (NOTIFICATIONS, LETTERS)
    },
}
"""Every index of the service; the sparse one holds only what is left to send."""


class StoredNotifications:
    """`ports.Notifications` in the collection `notifications`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, told: Told, *, mail: MailStatus) -> None:
        """Insert under the fact's id: a duplicate has been told already."""
        self._tx.once(NOTIFICATIONS, told.id, notification_state(told, mail=mail, now=self._tx.now))

    def note(self, noted: Noted, *, mail: MailStatus) -> None:
        """Insert under the fact's id: a duplicate has been told already."""
        self._tx.once(NOTIFICATIONS, noted.id, notice_state(noted, mail=mail, now=self._tx.now))

    async def receipt(self, id: str, person_id: str) -> Receipt | None:
        """The person's own only."""
        document = await self._tx.get(NOTIFICATIONS, id, self._tx.provider_id)
        if document is None or document["person_id"] != person_id:
            return None
        return Receipt(document["read_at"], document["v"])

    def mark_read(self, id: str, *, version: int) -> None:
        """Sets this one field: the mail of the same document belongs to its sender."""
        self._tx.keep(NOTIFICATIONS, id, {"read_at": self._tx.now}, version=version)


class StoredLetters:
    """`ports.Letters` in the collection `letters`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, letter: LinkLetter) -> None:
        """Insert under the link's id: a duplicate has been sent already."""
        self._tx.once(LETTERS, letter.id, letter_state(letter))


class StoredRegister:
    """`ports.Register` in the collections `people` and `providers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def know_person(self, person: Person, *, version: int) -> None:
        """Guard 1."""
        self._tx.project(PEOPLE, person.id, person_state(person), version=version)

    def know_provider(self, id: str, name: str, *, version: int) -> None:
        """Guard 1."""
        self._tx.project(PROVIDERS, id, {"name": name}, version=version)


class StoredAppointments:
    """`ports.Appointments` in the collection `appointments`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def know(self, appointment: Appointment, *, version: int) -> None:
        """Guard 1."""
        state = appointment_state(appointment)
        self._tx.project(APPOINTMENTS, appointment.id, state, version=version)


class StoredFeeds:
    """`ports.FeedsKept` in the collection `calendar_feeds`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, person_id: str) -> Feed:
        """The person's own."""
        document = await self._tx.get(FEEDS, person_id, self._tx.provider_id)
        return feed_from(document) if document else Feed(person_id)

    def save(self, feed: Feed) -> None:
        """Nobody else is told."""
        self._tx.keep(FEEDS, feed.person_id, feed_state(feed), version=feed.version)


class StoredPreferences:
    """`ports.PreferencesKept` in the collection `preferences`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, person_id: str) -> Preferences:
        """The person's own."""
        return preferences_from(await self._tx.get(PREFERENCES, person_id, self._tx.provider_id), person_id)

    def save(self, preferences: Preferences) -> None:
        """Nobody else is told."""
        state = preferences_state(preferences)
        self._tx.keep(PREFERENCES, preferences.person_id, state, version=preferences.version)


class NotificationsTx(Tx):
    """The transaction of this service."""

    notifications: StoredNotifications
    letters: StoredLetters
    register: StoredRegister
    appointments: StoredAppointments
    feeds: StoredFeeds
    preferences: StoredPreferences

    def open(self) -> None:
        """Set the ports up."""
        self.notifications = StoredNotifications(self)
        self.letters = StoredLetters(self)
        self.register = StoredRegister(self)
        self.appointments = StoredAppointments(self)
        self.feeds = StoredFeeds(self)
        self.preferences = StoredPreferences(self)


class StoredMailroom:
    """`ports.Mailroom` on the field `mail` of the notifications, or of the letters with `of=LETTERS`. `lease` is how
    long a claim holds.

    Everything is timed by the server's clock, so senders whose clocks differ agree here.
    """

    def __init__(self, db: Database, *, lease: timedelta, of: str = NOTIFICATIONS) -> None:
        self._db = db
        self._mails = db[of]
        self._read: Callable[[Mapping[str, Any]], Notification | Notice | LinkLetter] = (
            letter_from if of == LETTERS else told_from
        )
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
        assessor_id = notification.occasion.assessor_id if isinstance(notification, Notification) else ""
        wanted = [notification.person_id, assessor_id]
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
            assessor=people.get(assessor_id),
            provider_name=provider["name"] if provider else "",
            wanted=isinstance(notification, LinkLetter) or await self._wanted(notification),
        )

    async def _wanted(self, told: Notification | Notice) -> bool:
        """Whether its person wants a mail, by what they have said until now."""
        document = await self._db[PREFERENCES].find_one(scoped(told.provider_id, _id=told.person_id))
        return preferences_from(document, told.person_id).want_mail(told.kind)


_INSIST_SECONDS = 0.5
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


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
