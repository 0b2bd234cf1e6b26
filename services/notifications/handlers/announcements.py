"""Making things known, and noting who has read them (CE-12)."""

from dataclasses import dataclass

from chassis.errors import NotFound
from chassis.tx import command, expect_version, not_known_yet
from contracts.notifications import AnnouncementChanged
from services.caseload import local_day
from services.notifications import access
from services.notifications.domain.announcement import (
    Announcement,
    AnnouncementRead,
    Content,
    NoSuchAnnouncement,
)
from services.notifications.ports import NotificationsTx


@dataclass(frozen=True, slots=True)
class Publish:
    """Make something known."""

    content: Content


@dataclass(frozen=True, slots=True)
class ChangeAnnouncement:
    """Say everything about it anew, or withdraw it."""

    announcement_id: str
    version: int
    content: Content
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ReadAnnouncement:
    """The caller has read it."""

    announcement_id: str


@command(creates="announcements")
async def publish(tx: NotificationsTx, cmd: Publish) -> Announcement:
    """Publish it, at once or from a day on. Raises `Forbidden`, `NotFound`, `NotKnownYet` and `EndsBeforeItBegins`."""
    id = tx.new_id()
    await _check_audience(tx, cmd.content)
    cmd.content.check()
    announcement = Announcement(
        id=id, content=cmd.content, published_by_id=tx.actor.person_id, published_at=tx.now
    )
    _save(tx, announcement, "published")
    return announcement


@command()
async def change_announcement(tx: NotificationsTx, cmd: ChangeAnnouncement) -> Announcement:
    """Change or withdraw it; who has read it has still read it.

    Raises as `publish` does, and `NoSuchAnnouncement`, `VersionChanged`.
    """
    announcement = await tx.announcements.get(cmd.announcement_id)
    if announcement is None:
        raise NoSuchAnnouncement("There is no such announcement.")
    access.check_keeps(tx.actor, announcement)
    expect_version(announcement.version, cmd.version)
    await _check_audience(tx, cmd.content)
    said = announcement.said_anew(cmd.content, withdrawn=cmd.withdrawn, now=tx.now)
    _save(tx, said, "withdrawn" if cmd.withdrawn else "changed")
    return said


async def read_announcement(tx: NotificationsTx, cmd: ReadAnnouncement) -> AnnouncementRead:
    """Note that the caller has read it. The first time counts, so repeating it is harmless.

    Raises `NoSuchAnnouncement` for one that does not concern the caller.
    """
    id, reader = cmd.announcement_id, tx.actor
    announcement = await tx.announcements.get(id)
    centre_ids = access.centres_of(reader)
    if announcement is None or not announcement.concerns(reader.role, centre_ids, local_day(tx.now)):
        raise NoSuchAnnouncement("There is no such announcement.")
    read_at = await tx.announcements.read_at(id, reader.person_id)
    if read_at is None:
        tx.announcements.note_reading(id, reader.person_id)
    return AnnouncementRead(id, read_at or tx.now)


async def _check_audience(tx: NotificationsTx, content: Content) -> None:
    access.check_publishes(tx.actor, content.centre_ids)
    for id in await tx.register.unknown_centres(content.centre_ids):
        raise not_known_yet(id, tx.now) or NotFound("There is no such centre.", field="centre_ids")


def _save(tx: NotificationsTx, announcement: Announcement, change: str) -> None:
    content = announcement.content
    tx.announcements.save(announcement)
    tx.publish(
        AnnouncementChanged(
            id=announcement.id,
            centre_ids=content.centre_ids,
            roles=content.roles,
            from_date=content.from_date,
            until_date=content.until_date,
            published_by_id=announcement.published_by_id,
            withdrawn=announcement.withdrawn_at is not None,
        ),
        change=change,
    )
