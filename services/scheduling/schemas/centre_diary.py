"""Events and tasks of a centre, in and out."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.schemas import Id, In, Out, Text
from services.scheduling.domain.centre_diary import LONGEST_EVENT, MOST_INVITED, CentreEvent, Task
from services.scheduling.schemas.fields import Location, StartIn

Title = Annotated[Text, StringConstraints(min_length=1, max_length=120)]
Notes = Annotated[Text, StringConstraints(max_length=2000)]


class EventIn(StartIn):
    """A meeting of a centre: it warns whoever books the invited, and refuses nothing."""

    title: Title
    minutes: Annotated[int, Field(ge=5, le=LONGEST_EVENT, description="In steps of 5.")] = 60
    place: Location | None = None
    notes: Notes = ""
    invited_ids: Annotated[
        list[Id], Field(max_length=MOST_INVITED, description="Assessors, IQAs and learners of the centre.")
    ]


class PlanEventIn(EventIn):
    """An event of one centre."""

    centre_id: Id


class EventOut(Out):
    """A meeting of a centre. The invited see who else is."""

    id: str
    version: int
    centre_id: str
    title: str
    starts_at: datetime
    ends_at: datetime
    local_start: datetime
    time_zone: str
    minutes: int
    place: str | None
    notes: str
    invited_ids: list[str]
    cancelled: bool

    @classmethod
    def of(cls, event: CentreEvent, version: int) -> Self:
        """The event at `version`."""
        meeting = event.meeting
        return cls(
            id=event.id,
            version=version,
            centre_id=event.centre_id,
            title=meeting.title,
            starts_at=event.slot.starts_at,
            ends_at=event.slot.ends_at,
            local_start=meeting.start.local,
            time_zone=meeting.start.zone,
            minutes=meeting.minutes,
            place=meeting.place or None,
            notes=meeting.notes,
            invited_ids=list(meeting.invited_ids),
            cancelled=event.cancelled_at is not None,
        )

    @classmethod
    def saved(cls, event: CentreEvent) -> Self:
        """As a command just left it."""
        return cls.of(event, event.version + 1)


class EventsOut(Out):
    """Events in order of time."""

    items: list[EventOut]


class TaskIn(In):
    """What has to be done."""

    title: Title
    notes: Notes = ""
    due_on: date | None = None


class PlanTaskIn(TaskIn):
    """A task of one centre."""

    centre_id: Id


class ChangeTaskIn(TaskIn):
    """A task, done or not."""

    done: bool = False


class TaskOut(Out):
    """What has to be done, and whether it is."""

    id: str
    version: int
    centre_id: str
    title: str
    notes: str
    due_on: date | None
    done: bool
    done_at: datetime | None
    done_by_id: str | None

    @classmethod
    def of(cls, task: Task, version: int) -> Self:
        """The task at `version`."""
        return cls(
            id=task.id,
            version=version,
            centre_id=task.centre_id,
            title=task.title,
            notes=task.notes,
            due_on=task.due_on,
            done=task.done_at is not None,
            done_at=task.done_at,
            done_by_id=task.done_by_id,
        )

    @classmethod
    def saved(cls, task: Task) -> Self:
        """As a command just left it."""
        return cls.of(task, task.version + 1)


class TasksOut(Out):
    """Tasks, those that are due first in front."""

    items: list[TaskOut]
