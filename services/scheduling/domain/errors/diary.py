"""What is wrong with working hours, closures, absences and events."""

from collections.abc import Sequence
from datetime import date, datetime

from chassis.errors import Kind, Refusal


class BadHours(Refusal):
    """The hours of a weekday follow each other: each begins before it ends, none overlap."""

    kind = Kind.INVALID

    def __init__(self, weekday: int) -> None:
        super().__init__(
            "Working hours begin before they end and do not overlap.", field="week", weekday=weekday
        )


class BadClosure(Refusal):
    """A closure is a limited number of days, the last not before the first."""

    kind = Kind.INVALID

    def __init__(self, first: date, last: date, limit: int) -> None:
        super().__init__(
            f"A closure lasts 1 to {limit} days: the last day may not lie before the first.",
            field="closures",
            first=first,
            last=last,
            limit=limit,
        )


class BadAbsence(Refusal):
    """An absence ends after it begins, has both times of day or neither, and a limited length."""

    kind = Kind.INVALID

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"An absence ends after it begins and lasts at most {limit} days; give both times of day or neither.",
            field="last",
            limit=limit,
        )


class AbsenceOverlaps(Refusal):
    """The person is away then already."""

    kind = Kind.CONFLICT

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        super().__init__(
            "There is an absence at that time already.", field="first", starts_at=starts_at, ends_at=ends_at
        )


class AbsenceIsWithdrawn(Refusal):
    """It was taken back before."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This absence was withdrawn.")


class NobodyInvited(Refusal):
    """A meeting has somebody to meet (CE-09)."""

    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__("Invite at least one person.", field="invited_ids")


class NotInvitable(Refusal):
    """A centre invites its own assessors, IQAs and learners (CE-09)."""

    kind = Kind.INVALID

    def __init__(self, person_ids: Sequence[str]) -> None:
        super().__init__(
            "Only assessors, IQAs and learners of the centre can be invited.",
            field="invited_ids",
            person_ids=list(person_ids),
        )


class BadEventLength(Refusal):
    """An event lasts 5 minutes to 12 hours, in steps of 5 minutes."""

    kind = Kind.INVALID

    def __init__(self, minutes: int, longest: int) -> None:
        super().__init__(
            f"An event lasts from 5 minutes to {longest // 60} hours in steps of 5 minutes.",
            field="minutes",
            minutes=minutes,
            longest=longest,
        )


class EventIsCancelled(Refusal):
    """It was called off before."""

    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This event is cancelled.")
