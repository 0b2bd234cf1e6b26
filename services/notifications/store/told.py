"""Keeps the ports' promises on MongoDB."""

from collections.abc import Collection
from datetime import datetime

from chassis.tx import Tx
from services.notifications.documents import (
    APPOINTMENTS,
    CENTRES,
    FEEDS,
    LETTERS,
    NOTIFICATIONS,
    OFFERS,
    PEOPLE,
    PREFERENCES,
    PROVIDERS,
    appointment_state,
    feed_from,
    feed_state,
    letter_state,
    notice_state,
    notification_state,
    person_state,
    preferences_from,
    preferences_state,
)
from services.notifications.domain.calendar_feed import Appointment, Feed
from services.notifications.domain.facts import Told
from services.notifications.domain.link_letter import LinkLetter
from services.notifications.domain.notices import Noted
from services.notifications.domain.notification import MailStatus, Person
from services.notifications.domain.preferences import Preferences
from services.notifications.ports import Receipt


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

    def know_centre(self, id: str, *, version: int) -> None:
        """Guard 1."""
        self._tx.project(CENTRES, id, {}, version=version)

    def know_offer(
        self, id: str, learner_id: str | None, *, until: datetime | None, starts_at: datetime, version: int
    ) -> None:
        """Guard 1."""
        state = {"learner_id": learner_id, "until": until, "starts_at": starts_at}
        self._tx.project(OFFERS, id, state, version=version)

    async def unknown_centres(self, ids: Collection[str]) -> list[str]:
        """Those of the provider's centres that are not known here."""
        found = await self._tx.get_many(CENTRES, ids, self._tx.provider_id)
        known = {document["_id"] for document in found}
        return [id for id in ids if id not in known]


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
