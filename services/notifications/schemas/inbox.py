"""What waits for the caller."""

from datetime import datetime
from typing import Self

from chassis.schemas import Out
from services.notifications.domain.to_do import Duty, Section


class WaitingOut(Out):
    """One thing to do; `id` is the offer's, conversation's, session's or diary entry's."""

    id: str
    at: datetime
    name: str | None


class SectionOut(Out):
    """All things of one kind, and the first of them."""

    duty: Duty
    count: int
    items: list[WaitingOut]

    @classmethod
    def of(cls, section: Section, names: dict[str, str]) -> Self:
        """The section, with the names of whom it is about."""
        items = [
            WaitingOut(id=one.id, at=one.at, name=names.get(one.person_id or "")) for one in section.first
        ]
        return cls(duty=section.duty, count=section.count, items=items)


class InboxOut(Out):
    """How much waits for the caller: things to do, announcements and messages that are not read yet (PT-37)."""

    to_do: int
    info: int
    messages: int
    sections: list[SectionOut]
