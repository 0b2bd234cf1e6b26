"""What a centre plans besides sessions: events to which people are invited (CE-09), and tasks (CE-10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.scheduling.domain.errors import BadEventLength, EventIsCancelled, NobodyInvited
from services.scheduling.domain.slot import Claim, Resource, Slot
from services.scheduling.domain.walltime import LocalStart

MOST_INVITED = 200
LONGEST_EVENT = 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What is told of an event: what it is, when, how long (minutes), where, and who is invited."""

    title: str
    start: LocalStart
    minutes: int
    place: str
    notes: str
    invited_ids: tuple[str, ...]

    def check(self) -> None:
        """Raises `NobodyInvited`, `BadEventLength` and what `LocalStart.utc` raises."""
        if not self.invited_ids:
            raise NobodyInvited
        if not 5 <= self.minutes <= LONGEST_EVENT or self.minutes % 5:
            raise BadEventLength(self.minutes, LONGEST_EVENT)
        self.start.utc()

    def appears_other_than(self, before: "Meeting") -> bool:
        """Whether the invited have to be told: what, when or where is another. Notes they read when they look."""
        return (self.title, self.start, self.minutes, self.place) != (
            before.title,
            before.start,
            before.minutes,
            before.place,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreEvent:
    """A meeting of a centre. It makes the invited busy, so that a booking is warned, and refuses none.

    Its changes are counted (`sequence`): `moved` is the last of title, time or place, `joined` and `left` say with
    which somebody was invited, or was not any more.
    """

    id: str
    centre_id: str
    meeting: Meeting
    planned_by_id: str
    cancelled_at: datetime | None = None
    sequence: int = 0
    moved: int = 0
    joined: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    @property
    def slot(self) -> Slot:
        """Its time, UTC."""
        return Slot.of(self.meeting.start.utc(), self.meeting.minutes)

    def claims(self) -> list[Claim]:
        """The calendars it stands in, unless it is cancelled."""
        if self.cancelled_at:
            return []
        return [Claim(Resource.person(id), self.slot) for id in self.meeting.invited_ids]

    def changed(self, meeting: Meeting) -> "CentreEvent":
        """The event with everything said anew. Raises `EventIsCancelled` and what `Meeting.check` raises."""
        if self.cancelled_at:
            raise EventIsCancelled
        meeting.check()
        number, before = self.sequence + 1, set(self.meeting.invited_ids)
        after = set(meeting.invited_ids)
        joined = {id: self.joined.get(id, 0) if id in before else number for id in meeting.invited_ids}
        gone = {id: number for id in self.meeting.invited_ids if id not in after}
        stayed_away = {id: at for id, at in self.left.items() if id not in after}
        return replace(
            self,
            meeting=meeting,
            sequence=number,
            moved=number if meeting.appears_other_than(self.meeting) else self.moved,
            joined={id: at for id, at in joined.items() if at},
            left=dict([*gone.items(), *stayed_away.items()][:MOST_INVITED]),
        )

    def cancelled(self, now: datetime) -> "CentreEvent":
        """It does not take place. Raises `EventIsCancelled`."""
        if self.cancelled_at:
            raise EventIsCancelled
        return replace(self, cancelled_at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something a centre has to do, perhaps until a local day."""

    id: str
    centre_id: str
    title: str
    notes: str
    due_on: date | None
    planned_by_id: str | None
    planned_at: datetime
    done_by_id: str | None = None
    done_at: datetime | None = None
    version: int = 0

    def say(
        self, *, title: str, notes: str, due_on: date | None, done: bool, by_id: str, now: datetime
    ) -> "Task":
        """Everything anew; the first who says that it is done did it."""
        said = replace(self, title=title, notes=notes, due_on=due_on)
        if done == (self.done_at is not None):
            return said
        return replace(said, done_by_id=by_id if done else None, done_at=now if done else None)
