"""What people decide about themselves: their calendar feed, which mails they want, and what they have read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chassis.errors import NotFound
from services.notifications.domain.calendar_feed import Feed, FeedToken
from services.notifications.domain.notification import Reading
from services.notifications.domain.preferences import Preferences, Topic
from services.notifications.ports import NotificationsTx


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The person has read the notification."""

    notification_id: str


@dataclass(frozen=True, slots=True)
class MakeFeed:
    """The person wants an address for the own calendar feed; the token is freshly drawn."""

    token: FeedToken


async def make_feed(tx: NotificationsTx, cmd: MakeFeed) -> Feed:
    """Switch the feed on at a new address; the one before leads nowhere any more."""
    known = await tx.feeds.of(tx.actor.person_id)
    feed = replace(known, digest=cmd.token.digest, since=tx.now)
    tx.feeds.save(feed)
    return feed


@dataclass(frozen=True, slots=True)
class SwitchFeedOff:
    """The person wants no calendar feed any more."""


async def switch_feed_off(tx: NotificationsTx, cmd: SwitchFeedOff) -> None:
    """The address leads nowhere any more. A feed that is off stays so."""
    known = await tx.feeds.of(tx.actor.person_id)
    if known.digest is not None:
        tx.feeds.save(replace(known, digest=None, since=None))


@dataclass(frozen=True, slots=True)
class SayPreferences:
    """The person wants mails about these topics, or none; of the others nothing is said."""

    by_mail: Mapping[Topic, bool]


async def say_preferences(tx: NotificationsTx, cmd: SayPreferences) -> Preferences:
    """Keep what was said. It counts for every mail that has not gone out yet."""
    known = await tx.preferences.of(tx.actor.person_id)
    said = known.saying(cmd.by_mail)
    if said != known:
        tx.preferences.save(said)
    return said


async def mark_read(tx: NotificationsTx, cmd: MarkRead) -> Reading:
    """Note that the actor has read an own notification. The first time counts, so repeating it is harmless.

    Raises `NotFound` for anybody else's.
    """
    receipt = await tx.notifications.receipt(cmd.notification_id, tx.actor.person_id)
    if receipt is None:
        raise NotFound("You have no such notification.")
    if receipt.read_at is not None:
        return Reading(cmd.notification_id, receipt.read_at)
    tx.notifications.mark_read(cmd.notification_id, version=receipt.version)
    return Reading(cmd.notification_id, tx.now)
