"""A diary kept the simplest way there is: one list, and every question goes through all of it.

It knows nothing of calendars, claims or transactions, so what it and scheduling agree on is hardly the same mistake.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Stretch = tuple[str, datetime, datetime]
"""Who or what is taken, from when until when (UTC)."""

OPENS, CLOSES = 9, 17


@dataclass(frozen=True)
class Meeting:
    """A planned session."""

    assessor: str
    learners: frozenset[str]
    start: datetime
    minutes: int
    travel: int
    smart: bool
    room: str | None = None

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=self.minutes)

    def people(self) -> Iterator[Stretch]:
        """Whom it needs and when: the assessor is on the way before."""
        way = timedelta(0) if self.smart else timedelta(minutes=self.travel)
        yield self.assessor, self.start - way, self.end
        for learner in self.learners:
            yield learner, self.start, self.end

    def within_office_hours(self) -> bool:
        """Whether it takes place on a weekday between nine and five; days of a week without a bank holiday."""
        opens, closes = self.start.replace(hour=OPENS, minute=0), self.start.replace(hour=CLOSES, minute=0)
        return self.start.weekday() < 5 and opens <= self.start and self.end <= closes


@dataclass
class NaiveDiary:
    """All meetings that are planned, and who is away."""

    rooms: Sequence[str]
    meetings: dict[str, Meeting] = field(default_factory=dict)
    away: dict[str, Stretch] = field(default_factory=dict)
    archived: set[str] = field(default_factory=set)

    def refusal(
        self,
        wanted: Sequence[Meeting],
        *,
        instead_of: Collection[str] = (),
        override: bool,
    ) -> str | None:
        """Why these meetings cannot be, as the code of the refusal; `instead_of` the ones with these ids."""
        had = {stretch for id in instead_of for stretch in self.meetings[id].people()}
        others = [meeting for id, meeting in self.meetings.items() if id not in instead_of]
        taken = [*self.away.values(), *(stretch for meeting in others for stretch in meeting.people())]
        for meeting in wanted:
            asked = [stretch for stretch in meeting.people() if stretch not in had]
            if any(_overlap(one, other) for one in asked for other in taken):
                return "double_booked"
            taken += asked
        if any(meeting.smart and not self.free_rooms(meeting, others) for meeting in wanted):
            return "no_smart_room_free"
        if not override and any(
            not meeting.within_office_hours() for meeting in wanted if not set(meeting.people()) <= had
        ):
            return "outside_working_hours"
        return None

    def free_rooms(self, meeting: Meeting, others: Sequence[Meeting]) -> set[str]:
        """The rooms that nobody else is in at the time."""
        used = {other.room for other in others if meeting.start < other.end and other.start < meeting.end}
        return set(self.rooms) - used

    def is_away(self, person: str, start: datetime, end: datetime) -> bool:
        """Whether the person has an absence that this one would overlap."""
        return any(_overlap((person, start, end), other) for other in self.away.values())


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
