"""Keeps the ports' promises on MongoDB."""

from pymongo import IndexModel

from chassis.tx import Tx
from services.notifications import documents
from services.notifications.documents import LETTERS, MESSAGES, NOTIFICATIONS
from services.notifications.store.announcements import StoredAnnouncements
from services.notifications.store.conversations import StoredCaseload, StoredConversations
from services.notifications.store.mailroom import StoredMailroom
from services.notifications.store.told import (
    StoredAppointments,
    StoredFeeds,
    StoredLetters,
    StoredNotifications,
    StoredPreferences,
    StoredRegister,
)

INDEXES = {
    **documents.INDEXES,
    **{
        name: [*documents.INDEXES[name], IndexModel("mail.due_at", sparse=True)]
        for name in (NOTIFICATIONS, LETTERS, MESSAGES)
    },
}
"""Every index of the service; the sparse one holds only what is left to send."""


class NotificationsTx(Tx):
    """The transaction of this service."""

    notifications: StoredNotifications
    letters: StoredLetters
    register: StoredRegister
    appointments: StoredAppointments
    feeds: StoredFeeds
    preferences: StoredPreferences
    caseload: StoredCaseload
    announcements: StoredAnnouncements
    conversations: StoredConversations

    def open(self) -> None:
        """Set the ports up."""
        self.notifications = StoredNotifications(self)
        self.letters = StoredLetters(self)
        self.register = StoredRegister(self)
        self.appointments = StoredAppointments(self)
        self.feeds = StoredFeeds(self)
        self.preferences = StoredPreferences(self)
        self.caseload = StoredCaseload(self)
        self.announcements = StoredAnnouncements(self)
        self.conversations = StoredConversations(self)


__all__ = ["INDEXES", "NotificationsTx", "StoredMailroom"]
