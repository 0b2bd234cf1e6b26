"""Notifications, preferences and the calendar feed, in and out."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chassis.paging import Page
from chassis.schemas import In, Out
from services.notifications.domain.calendar_feed import Feed
from services.notifications.domain.notices import Notice, NoticeKind
from services.notifications.domain.notification import Kind, Notification, Reading
from services.notifications.domain.preferences import Preferences, Topic, topics_of
from services.notifications.domain.wording import NoticeWording, Wording


class NotificationOut(Out):
    """One notification, in the words of the language its person reads. Times are UTC."""

    id: str
    kind: Kind | NoticeKind
    title: str
    text: str
    session_ids: list[str]
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notification: Notification, wording: Wording) -> "NotificationOut":
        """The notification as its person reads it."""
        return cls(
            id=notification.id,
            kind=notification.occasion.kind,
            title=wording.title,
            text=wording.text,
            session_ids=[each.session_id for each in notification.occasion.occurrences],
            created_at=notification.created_at,
            read_at=notification.read_at,
        )

    @classmethod
    def noted(cls, notice: Notice, wording: NoticeWording) -> "NotificationOut":
        """The notice as its person reads it."""
        return cls(
            id=notice.id,
            kind=notice.matter.kind,
            title=wording.title,
            text=wording.text,
            session_ids=[],
            created_at=notice.created_at,
            read_at=notice.read_at,
        )


class NotificationsOut(Page[NotificationOut]):
    """A page of the caller's notifications, newest first; `unread` counts all of them, up to 1 000."""

    unread: int


class ReadOut(Out):
    """When a notification was first read, UTC."""

    id: str
    read_at: datetime

    @classmethod
    def of(cls, reading: Reading) -> "ReadOut":
        """The answer to `MarkRead`."""
        return cls(id=reading.notification_id, read_at=reading.read_at)


class TopicOut(Out):
    """Whether mails are wanted about a topic, or the application is enough."""

    topic: Topic
    by_mail: bool


class PreferencesOut(Out):
    """What one may decide in the role one is signed in with; everything else is mailed in any case."""

    topics: list[TopicOut]

    @classmethod
    def of(cls, preferences: Preferences, role: str) -> "PreferencesOut":
        """The topics that concern the role."""
        return cls(
            topics=[TopicOut(topic=topic, by_mail=preferences.by_mail(topic)) for topic in topics_of(role)]
        )


class TopicIn(In):
    """Whether mails are wanted about a topic."""

    topic: Topic
    by_mail: bool


class PreferencesIn(In):
    """What is said anew; a topic that is not named stays as it is."""

    topics: Annotated[list[TopicIn], Field(max_length=len(Topic))]


class FeedOut(Out):
    """One's calendar feed: since when it is on, null while it is off. Its address is shown only when it is made."""

    on: bool
    since: datetime | None

    @classmethod
    def of(cls, feed: Feed) -> "FeedOut":
        """The feed."""
        return cls(on=feed.digest is not None, since=feed.since)


class FeedAddressOut(Out):
    """Where a calendar program finds the feed. Whoever knows the address reads it, so it is shown this once."""

    url: str
