"""The way of an enrolment as people decide it: its programme dates, breaks, end, and certificate (CE-65, CE-66).

Every decision keeps its day, its reason and who took it. What follows for the status is `training.Training`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.progression.domain import errors


class CertificateStatus(StrEnum):
    """How far the certificate is, in this order (CE-65)."""

    NONE = "none"
    CLAIMED = "claimed"
    APPROVED = "approved"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody decided something about an enrolment: from which day it holds, why, who, and when they said so (UTC)."""

    on: date
    reason: str
    by_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Break:
    """A break in learning; open until the return is recorded."""

    began: Decision
    expected_return_on: date | None
    returned: Decision | None = None

    @property
    def lost(self) -> timedelta:
        """How much later the programme ends because of it; nothing while it lasts."""
        return self.returned.on - self.began.on if self.returned else timedelta()


@dataclass(frozen=True, slots=True)
class CertificateStep:
    """The certificate came this far."""

    status: CertificateStatus
    decision: Decision


@dataclass(frozen=True, slots=True)
class Course:
    """Everything people decided about one enrolment so far. `number` is the certificate's."""

    starts_on: date | None = None
    planned_end_on: date | None = None
    breaks: tuple[Break, ...] = ()
    epa: Decision | None = None
    completion: Decision | None = None
    withdrawal: Decision | None = None
    certificate: tuple[CertificateStep, ...] = ()
    number: str | None = None

    @property
    def certificate_status(self) -> CertificateStatus:
        """How far the certificate is now."""
        return self.certificate[-1].status if self.certificate else CertificateStatus.NONE

    @property
    def open_break(self) -> Break | None:
        """The break that goes on."""
        return self.breaks[-1] if self.breaks and self.breaks[-1].returned is None else None

    @property
    def end_on(self) -> date | None:
        """The planned end, later by every break that is over (CE-66)."""
        if self.planned_end_on is None:
            return None
        return self.planned_end_on + sum((one.lost for one in self.breaks), timedelta())

    def planned(self, starts_on: date, planned_end_on: date) -> "Course":
        """The course with these programme dates. Raises EndsBeforeItStarts."""
        if planned_end_on <= starts_on:
            raise errors.EndsBeforeItStarts
        return replace(self, starts_on=starts_on, planned_end_on=planned_end_on)

    def broken_off(self, decision: Decision, expected_return_on: date | None) -> "Course":
        """The course with a break that begins. Raises TrainingHasEnded, OnBreakAlready, ReturnsBeforeItBegins."""
        self._must_go_on()
        if self.open_break:
            raise errors.OnBreakAlready
        if expected_return_on and expected_return_on <= decision.on:
            raise errors.ReturnsBeforeItBegins("expected_return_on")
        if self.breaks and self.breaks[-1].returned and decision.on < self.breaks[-1].returned.on:
            raise errors.BreaksOverlap
        return replace(self, breaks=(*self.breaks, Break(decision, expected_return_on)))

    def returned(self, decision: Decision) -> "Course":
        """The course after the learner came back. Raises TrainingHasEnded, NotOnBreak, ReturnsBeforeItBegins."""
        self._must_go_on()
        going_on = self.open_break
        if going_on is None:
            raise errors.NotOnBreak
        if decision.on < going_on.began.on:
            raise errors.ReturnsBeforeItBegins("on")
        return replace(self, breaks=(*self.breaks[:-1], replace(going_on, returned=decision)))

    def in_epa(self, decision: Decision) -> "Course":
        """The course in its end-point assessment. Raises TrainingHasEnded, OnBreakAlready."""
        self._must_go_on()
        if self.open_break:
            raise errors.OnBreakAlready
        return replace(self, epa=decision)

    def completed(self, decision: Decision) -> "Course":
        """The course that is done. Raises TrainingHasEnded, OnBreakAlready."""
        self._must_go_on()
        if self.open_break:
            raise errors.OnBreakAlready
        return replace(self, completion=decision)

    def withdrawn(self, decision: Decision) -> "Course":
        """The course that was given up, perhaps during a break. Raises TrainingHasEnded."""
        self._must_go_on()
        return replace(self, withdrawal=decision)

    def reopened(self) -> "Course":
        """The course as if it had not ended. Raises NotEnded, and CertificateIsUnderWay once one is claimed."""
        if self.completion is None and self.withdrawal is None:
            raise errors.NotEnded
        if self.certificate_status is not CertificateStatus.NONE:
            raise errors.CertificateIsUnderWay
        return replace(self, completion=None, withdrawal=None)

    def certified(self, status: CertificateStatus, number: str | None, decision: Decision) -> "Course":
        """The course with its certificate one step further, or, to correct a mistake, one step back.

        Raises CertificateStepSkipped, CertificateNumberMissing for one that is received, TrainingWithdrawn.
        """
        if self.withdrawal:
            raise errors.TrainingWithdrawn
        steps = list(CertificateStatus)
        present, wanted = steps.index(self.certificate_status), steps.index(status)
        if abs(wanted - present) != 1:
            raise errors.CertificateStepSkipped(_following(steps, present))
        kept = number or self.number
        if status is CertificateStatus.RECEIVED and not kept:
            raise errors.CertificateNumberMissing
        taken = (
            self.certificate[:-1]
            if wanted < present
            else (*self.certificate, CertificateStep(status, decision))
        )
        return replace(self, certificate=taken, number=kept if taken else None)

    def _must_go_on(self) -> None:
        if self.completion or self.withdrawal:
            raise errors.TrainingHasEnded


NOTHING_DECIDED = Course()
"""How every enrolment starts."""


def check_day(on: date, today: date) -> None:
    """Nothing is decided to have happened tomorrow. Raises DayIsToCome."""
    if on > today:
        raise errors.DayIsToCome


def _following(steps: Sequence[CertificateStatus], present: int) -> tuple[str, ...]:
    return tuple(steps[index].value for index in (present - 1, present + 1) if 0 <= index < len(steps))
