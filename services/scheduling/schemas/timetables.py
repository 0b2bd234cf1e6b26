"""Working hours and absences, in and out."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.schemas import Id, In, Mark, Out, Text
from services.scheduling.domain.absence import Absence, AbsenceKind
from services.scheduling.domain.hours import Closure
from services.scheduling.domain.session import Session
from services.scheduling.domain.timetable import LONGEST_TRAVEL, MOST_CLOSURES, InForce, Timetable
from services.scheduling.schemas.fields import Zone
from services.scheduling.schemas.hours import WeekIn, WeekOut, week_out

Note = Annotated[Text, StringConstraints(max_length=500)]


class ClosureIn(In):
    """Days on which nobody works, both included."""

    first: date
    last: date
    reason: Annotated[Text, StringConstraints(max_length=100)] = ""

    def to_closure(self) -> Closure:
        """As the domain has it."""
        return Closure(self.first, self.last, self.reason)


class ClosureOut(Out):
    """Days on which nobody works, both included."""

    first: date
    last: date
    reason: str


class TimetableIn(In):
    """All that is said, anew; null means: as the provider says, and where it says nothing, the usual.

    Usual is Monday to Friday, 09:00 to 17:00, no travel, and bank holidays of the centre's nation are free.
    """

    week: WeekIn | None = None
    travel_minutes: Annotated[
        int | None, Field(ge=0, le=LONGEST_TRAVEL, description="Kept free before a Traditional session.")
    ] = None
    bank_holidays: Annotated[bool | None, Field(description="Whether bank holidays are days off.")] = None
    closures: Annotated[tuple[ClosureIn, ...], Field(max_length=MOST_CLOSURES)] = ()


class InForceOut(Out):
    """What counts in the end."""

    week: WeekOut
    travel_minutes: int


class TimetableOut(Out):
    """What is said for a person, a centre or the provider, and for a person what counts in the end."""

    id: str
    version: int
    week: WeekOut | None
    travel_minutes: int | None
    bank_holidays: bool | None
    closures: list[ClosureOut]
    in_force: InForceOut | None

    @classmethod
    def of(cls, timetable: Timetable, version: int, in_force: InForce | None = None) -> Self:
        """From the domain."""
        return cls(
            id=timetable.id,
            version=version,
            week=None if timetable.week is None else week_out(timetable.week),
            travel_minutes=timetable.travel_minutes,
            bank_holidays=timetable.bank_holidays,
            closures=[
                ClosureOut(first=one.first, last=one.last, reason=one.reason) for one in timetable.closures
            ],
            in_force=in_force
            and InForceOut(week=week_out(in_force.hours.week), travel_minutes=in_force.travel_minutes),
        )

    @classmethod
    def saved(cls, timetable: Timetable) -> Self:
        """As a command just left it."""
        return cls.of(timetable, timetable.version + 1)


class AbsenceIn(In):
    """Whole local days, or from a time on the first day until a time on the last."""

    person_id: Annotated[Id | None, Field(description="Without it you.")] = None
    first: date
    last: date
    from_time: Annotated[time | None, Field(description="Local, without offset.")] = None
    until_time: Annotated[time | None, Field(description="Local; not part of it.")] = None
    time_zone: Zone = "Europe/London"
    kind: AbsenceKind = AbsenceKind.LEAVE
    note: Note = ""


class SessionThereOut(Out):
    """A session that lies in an absence or a lost room and wants another time or place."""

    id: str
    starts_at: datetime
    ends_at: datetime
    learner_ids: Annotated[list[str], Mark.SHOWN]

    @classmethod
    def of(cls, session: Session) -> Self:
        """From the domain."""
        return cls(
            id=session.id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            learner_ids=list(session.learner_ids),
        )


class AbsenceOut(Out):
    """An absence. Why is null for everybody but the person and their administrators."""

    id: str
    version: int
    person_id: str
    starts_at: datetime
    ends_at: datetime
    first: date
    last: date
    from_time: time | None
    until_time: time | None
    time_zone: str
    kind: AbsenceKind | None
    note: str | None
    withdrawn: bool

    @classmethod
    def of(cls, absence: Absence, version: int, *, private: bool = True) -> Self:
        """The absence; `private`: with the reason."""
        away = absence.away
        return cls(
            id=absence.id,
            version=version,
            person_id=absence.person_id,
            starts_at=absence.slot.starts_at,
            ends_at=absence.slot.ends_at,
            first=away.first,
            last=away.last,
            from_time=away.from_time,
            until_time=away.until_time,
            time_zone=away.time_zone,
            kind=absence.kind if private else None,
            note=absence.note if private else None,
            withdrawn=absence.withdrawn_at is not None,
        )


class EnteredAbsenceOut(AbsenceOut):
    """An absence with the sessions that lie in it: they stay, and want another time."""

    sessions: list[SessionThereOut]

    @classmethod
    def entered(cls, absence: Absence, sessions: Sequence[Session]) -> Self:
        """As a command just left it."""
        out = AbsenceOut.of(absence, absence.version + 1)
        return cls(**out.model_dump(), sessions=[SessionThereOut.of(one) for one in sessions])


class AbsencesOut(Out):
    """Absences in order of time."""

    items: list[AbsenceOut]
