"""Who may teach a qualification and who may quality assure it, from which day to which (CE-25, CE-68)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal
from services.identity.domain.roles import Role


class Purpose(StrEnum):
    """What somebody is linked to a qualification for."""

    DELIVER = "deliver"
    QUALITY_ASSURE = "quality_assure"

    @property
    def role(self) -> Role:
        """The role this purpose is carried out in."""
        return Role.ASSESSOR if self is Purpose.DELIVER else Role.IQA


class StaffLinkNotFound(NotFound):
    """The provider has no such link, or it is about somebody of another centre."""


class AlreadyLinked(Refusal):
    """The person is linked to the qualification for this purpose on some of these days; `staff_link_id`."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class LinkEndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    kind: ClassVar[Kind] = Kind.INVALID


class StaffNotEligible(Refusal):
    """The person is not linked to the qualification for this purpose today; `person_id`, `purpose`."""

    kind: ClassVar[Kind] = Kind.INVALID


@dataclass(frozen=True, slots=True)
class StaffLink:
    """Somebody may deliver or quality assure a qualification from the first day to the last, in the provider's
    zone; without a last day until further notice.
    """

    id: str
    provider_id: str
    person_id: str
    qualification_id: str
    purpose: Purpose
    from_date: date
    until_date: date | None
    version: int = 0

    def __post_init__(self) -> None:
        if self.until_date and self.until_date < self.from_date:
            raise LinkEndsBeforeItBegins("The last day lies before the first.", field="until_date")

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within the link."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def overlaps(self, other: "StaffLink") -> bool:
        """Whether some day lies in both."""
        return self.holds_on(max(self.from_date, other.from_date)) and other.holds_on(
            max(self.from_date, other.from_date)
        )

    def ended(self, last_day: date) -> "StaffLink":
        """The link with its last day. Running allocations stay as they are (CE-68)."""
        return replace(self, until_date=last_day)
