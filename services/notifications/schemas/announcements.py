"""Announcements, in and out."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.paging import Page
from chassis.schemas import Id, In, Out, Text
from contracts.words import Role
from services.notifications.domain.announcement import Announcement, AnnouncementRead, Content, Wording


class WordingIn(In):
    """Title and text in one language; line breaks stay."""

    title: Annotated[Text, StringConstraints(min_length=1, max_length=120)]
    text: Annotated[Text, StringConstraints(min_length=1, max_length=4000)]

    def read(self) -> Wording:
        """As the domain has it."""
        return Wording(self.title, self.text)


class AnnouncementIn(In):
    """What is made known, to whom, and on which days (Europe/London)."""

    english: WordingIn
    welsh: WordingIn | None = None
    centre_ids: Annotated[
        list[Id],
        Field(
            default_factory=list,
            max_length=60,
            description="At these centres; none: at all of the provider's.",
        ),
    ]
    roles: Annotated[
        list[Role], Field(default_factory=list, max_length=20, description="To these; none: to everybody.")
    ]
    from_date: Annotated[date | None, Field(description="First day; null: today.")] = None
    until_date: Annotated[date | None, Field(description="Last day; null: until further notice.")] = None

    def content(self, today: date) -> Content:
        """As the domain has it."""
        return Content(
            english=self.english.read(),
            welsh=self.welsh.read() if self.welsh else None,
            centre_ids=tuple(dict.fromkeys(self.centre_ids)),
            roles=tuple(dict.fromkeys(role.value for role in self.roles)),
            from_date=self.from_date or today,
            until_date=self.until_date,
        )


class ChangeAnnouncementIn(AnnouncementIn):
    """Everything anew; what was withdrawn nobody reads any more."""

    withdrawn: bool = False


class WordingOut(Out):
    """Title and text in one language."""

    title: str
    text: str

    @classmethod
    def of(cls, wording: Wording) -> Self:
        """The wording."""
        return cls(title=wording.title, text=wording.text)


class AudienceOut(Out):
    """Whom it concerns; shown to those who keep it."""

    centre_ids: list[str]
    roles: list[Role]
    until_date: date | None
    withdrawn: bool


class AnnouncementOut(Out):
    """An announcement, and when the caller first read it (UTC)."""

    id: str
    version: int
    english: WordingOut
    welsh: WordingOut | None
    from_date: date
    published_at: datetime
    read_at: datetime | None
    audience: AudienceOut | None

    @classmethod
    def of(
        cls, announcement: Announcement, *, read_at: datetime | None, kept: bool, version: int | None = None
    ) -> Self:
        """The announcement as somebody reads it, or as who keeps it does."""
        content = announcement.content
        return cls(
            id=announcement.id,
            version=announcement.version if version is None else version,
            english=WordingOut.of(content.english),
            welsh=WordingOut.of(content.welsh) if content.welsh else None,
            from_date=content.from_date,
            published_at=announcement.published_at,
            read_at=read_at,
            audience=_audience(announcement) if kept else None,
        )

    @classmethod
    def saved(cls, announcement: Announcement) -> Self:
        """As a command just left it."""
        return cls.of(announcement, read_at=None, kept=True, version=announcement.version + 1)


def _audience(announcement: Announcement) -> AudienceOut:
    content = announcement.content
    return AudienceOut(
        centre_ids=list(content.centre_ids),
        roles=[Role(role) for role in content.roles],
        until_date=content.until_date,
        withdrawn=announcement.withdrawn_at is not None,
    )


class AnnouncementsOut(Page[AnnouncementOut]):
    """A page of announcements, newest first; `unread` counts all that concern the caller and are not read yet."""

    unread: int


class AnnouncementReadOut(Out):
    """When the caller first read it, UTC."""

    id: str
    read_at: datetime

    @classmethod
    def of(cls, read: AnnouncementRead) -> Self:
        """The answer to `ReadAnnouncement`."""
        return cls(id=read.announcement_id, read_at=read.read_at)
