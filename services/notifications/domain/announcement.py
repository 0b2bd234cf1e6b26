"""What administration makes known to everybody it concerns (CE-12)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal


class NoSuchAnnouncement(NotFound):
    """There is none, or it is for others."""


class EndsBeforeItBegins(Refusal):
    """The last day of an announcement lies before its first."""

    kind: ClassVar[Kind] = Kind.INVALID


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and text in one language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is made known, to whom, and on which local days. No centres: at all of the provider's; no roles: to
    everybody; no last day: until further notice.
    """

    english: Wording
    welsh: Wording | None = None
    centre_ids: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    from_date: date
    until_date: date | None = None

    def check(self) -> None:
        """Raises `EndsBeforeItBegins`."""
        if self.until_date is not None and self.until_date < self.from_date:
            raise EndsBeforeItBegins("The last day lies before the first.", field="until_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A content that somebody published, and perhaps withdrew since."""

    id: str
    content: Content
    published_by_id: str
    published_at: datetime
    withdrawn_at: datetime | None = None
    version: int = 0

    def said_anew(self, content: Content, *, withdrawn: bool, now: datetime) -> "Announcement":
        """Everything anew; what was withdrawn may be published again. Raises `EndsBeforeItBegins`."""
        content.check()
        return replace(self, content=content, withdrawn_at=(self.withdrawn_at or now) if withdrawn else None)

    def concerns(self, role: str, centre_ids: Collection[str] | None, today: date) -> bool:
        """Whether somebody in this role at these centres (None: at all of them) reads it today."""
        content = self.content
        return (
            self.withdrawn_at is None
            and content.from_date <= today
            and (content.until_date is None or today <= content.until_date)
            and (not content.roles or role in content.roles)
            and (
                not content.centre_ids
                or centre_ids is None
                or not set(content.centre_ids).isdisjoint(centre_ids)
            )
        )


@dataclass(frozen=True, slots=True)
class AnnouncementRead:
    """When an announcement was first read by the caller, UTC."""

    announcement_id: str
    read_at: datetime
