"""A week of hours, in and out. Times of day are local, `24:00` is the end of the day."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chassis.schemas import In, Out
from services.scheduling.domain.hours import DAY_MINUTES, Week

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class HoursIn(In):
    """A stretch of the day."""

    opens: TimeOfDay
    closes: TimeOfDay


class HoursOut(Out):
    """A stretch of the day."""

    opens: str
    closes: str


WeekIn = Annotated[
    list[Annotated[list[HoursIn], Field(max_length=4)]],
    Field(min_length=7, max_length=7, description="Monday to Sunday."),
]
WeekOut = Annotated[list[list[HoursOut]], Field(description="Monday to Sunday.")]


def to_week(week: list[list[HoursIn]] | None) -> Week | None:
    """As the domain has it."""
    if week is None:
        return None
    return tuple(tuple((_minute(one.opens), _minute(one.closes)) for one in day) for day in week)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _text(minute: int) -> str:
    return "24:00" if minute == DAY_MINUTES else f"{minute // 60:02}:{minute % 60:02}"


def week_out(week: Week) -> WeekOut:
    """From the domain."""
    return [[HoursOut(opens=_text(opens), closes=_text(closes)) for opens, closes in day] for day in week]
