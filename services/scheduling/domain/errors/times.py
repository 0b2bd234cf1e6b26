"""What is wrong with the time asked for."""

from collections.abc import Sequence
from datetime import date, datetime

from chassis.errors import Kind, Refusal
from services.scheduling.domain.errors.sentences import clock, known, listed


class BadStart(Refusal):
    """A start is a whole minute of local time between 2000 and 2099, without an offset inside."""

    kind = Kind.INVALID

    def __init__(self, given: datetime) -> None:
        super().__init__(
            f"{given.isoformat()} cannot be a start: give local date, hour and minute between 2000 and 2099.",
            field="local_start",
        )


class UnknownTimeZone(Refusal):
    """The zone is not an IANA name such as `Europe/London`."""

    kind = Kind.INVALID

    def __init__(self, zone: str) -> None:
        super().__init__(
            "This time zone is not known; use a name such as Europe/London.",
            field="time_zone",
            time_zone=zone[:64],
        )


class LocalTimeDoesNotExist(Refusal):
    """The clocks skip this local time (decisions.md, wall time).

    `neighbours` are the two local times it may have meant: by the clock after the change and by the one
    before it. `occurrence` names the one of a series, from 1.
    """

    kind = Kind.INVALID

    def __init__(
        self, local: datetime, zone: str, neighbours: tuple[datetime, datetime], occurrence: int | None = None
    ) -> None:
        before, after = neighbours
        super().__init__(
            f"{clock(local)} does not exist in {zone}, because the clocks go forward; "
            f"take {before:%H:%M} or {after:%H:%M}{f' (occurrence {occurrence})' if occurrence else ''}.",
            field="local_start",
            local_start=local,
            time_zone=zone,
            neighbours=[before, after],
            **known(occurrence=occurrence),
        )


class LocalTimeIsAmbiguous(Refusal):
    """The clocks show this local time twice; `offsets` (minutes east of UTC) are the two to choose from."""

    kind = Kind.INVALID

    def __init__(self, local: datetime, zone: str, offsets: Sequence[int]) -> None:
        super().__init__(
            f"{clock(local)} happens twice in {zone}, because the clocks go back; "
            f"say which with offset_minutes: {offsets[0]} for the first, {offsets[1]} for the second.",
            field="offset_minutes",
            local_start=local,
            time_zone=zone,
            offsets=list(offsets),
        )


class OffsetDoesNotFit(Refusal):
    """The offset given is not the one the zone has at this local time."""

    kind = Kind.INVALID

    def __init__(self, local: datetime, zone: str, offsets: Sequence[int]) -> None:
        super().__init__(
            f"At {clock(local)} the offset of {zone} is {listed(list(map(str, offsets)), 'or')} minutes.",
            field="offset_minutes",
            local_start=local,
            time_zone=zone,
            offsets=list(offsets),
        )


class BadRepeat(Refusal):
    """A repeat has either a count of at least one or a last date on or after the first session (SB-30)."""

    kind = Kind.INVALID

    def __init__(self, detail: str, field: str) -> None:
        super().__init__(detail, field=field)


class TooManyOccurrences(Refusal):
    """A series is booked in one go, so its length has a limit (reliability.md b.9)."""

    kind = Kind.INVALID

    def __init__(self, limit: int) -> None:
        super().__init__(f"A series has at most {limit} sessions.", field="repeat", limit=limit)


class StartIsInThePast(Refusal):
    """A session is planned before it begins (SB-14)."""

    kind = Kind.INVALID

    def __init__(self, starts_at: datetime) -> None:
        super().__init__("The start lies in the past.", field="local_start", starts_at=starts_at)


class BadSpan(Refusal):
    """A calendar is read for a limited number of days."""

    kind = Kind.INVALID

    def __init__(self, first: date, last: date, limit: int) -> None:
        super().__init__(
            f"Ask for 1 to {limit} days: the last day may not lie before the first.",
            field="until",
            first=first,
            last=last,
            limit=limit,
        )
