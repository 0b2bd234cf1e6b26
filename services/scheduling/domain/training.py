"""How an enrolment of a learner stands, as far as the clock of their reviews goes by it (CE-66)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Break:
    """A break in learning, until the day before the learner is back; open while it goes on."""

    began_on: date
    returned_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the learner is away that day."""
        return self.began_on <= day and (self.returned_on is None or day < self.returned_on)


@dataclass(frozen=True, slots=True)
class Training:
    """What counts of one enrolment: whether it has come to its end, and its breaks in learning."""

    ended: bool = False
    breaks: tuple[Break, ...] = ()

    def rests(self, day: date) -> bool:
        """Whether nothing is learned that day."""
        return self.ended or any(one.covers(day) for one in self.breaks)

    def rests_from(self, day: date) -> bool:
        """Whether nothing is learned from that day on, as far as is known."""
        return self.ended or any(one.returned_on is None and one.covers(day) for one in self.breaks)
