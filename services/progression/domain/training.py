"""Where one enrolment stands in its training (ENROLMENT_STATUS; SB-20, SB-23).

The status is never moved by an event: it follows from the facts known about the enrolment, so the facts may
arrive in any order, twice, or be corrected, and the outcome is the same.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.progression.domain.course import NOTHING_DECIDED, CertificateStatus, Course


class TrainingStatus(StrEnum):
    """How far an enrolment has come. Archived is not among them: it is an axis of its own and identity's."""

    REGISTERED = "registered"
    IN_TRAINING = "in_training"
    BREAK_IN_LEARNING = "break_in_learning"
    IN_EPA = "in_epa"
    COMPLETED = "completed"
    CERTIFICATED = "certificated"
    WITHDRAWN = "withdrawn"


class MilestoneKind(StrEnum):
    """The session types that mark the way of an enrolment."""

    INDUCTION = "induction"
    INITIAL = "initial"
    GATEWAY_READY = "gateway_ready"
    EPA = "epa"


class TrainingChange(StrEnum):
    """What a new fact did to the training."""

    STATUS_CHANGED = "status_changed"
    FIRST_DAY_RECORDED = "first_day_recorded"
    MILESTONE_RECORDED = "milestone_recorded"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is known of one session that marks the way: `counts_on` is the local day it was held or, where the provider
    has it so, booked (SB-20), None while it was not held for this learner or is called off; `version` is the session's.
    """

    session_id: str
    kind: MilestoneKind
    counts_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Training:
    """The training of one enrolment, started by whichever is heard first: the enrolment or a session of it.

    It is open, and announced, once the enrolment is known. Version 0 is not stored yet.
    """

    enrolment_id: str
    learner_id: str
    qualification_id: str | None = None
    milestones: tuple[Milestone, ...] = ()
    course: Course = NOTHING_DECIDED
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the enrolment itself has been heard of."""
        return self.qualification_id is not None

    @property
    def status(self) -> TrainingStatus:
        """What people decided last (CE-66); before that registered, until an Induction counts (SB-20)."""
        decided = (
            (self.course.withdrawal, TrainingStatus.WITHDRAWN),
            (self.course.certificate_status is CertificateStatus.RECEIVED, TrainingStatus.CERTIFICATED),
            (self.course.completion, TrainingStatus.COMPLETED),
            (self.course.open_break, TrainingStatus.BREAK_IN_LEARNING),
            (self.course.epa, TrainingStatus.IN_EPA),
            (self.in_training_since, TrainingStatus.IN_TRAINING),
        )
        return next((status for holds, status in decided if holds), TrainingStatus.REGISTERED)

    @property
    def in_training_since(self) -> date | None:
        """The day of the first Induction that counts."""
        return self._first_held(MilestoneKind.INDUCTION)

    @property
    def first_day_of_learning(self) -> date | None:
        """The day of the first held Initial session (SB-23)."""
        return self._first_held(MilestoneKind.INITIAL)

    @property
    def gateway_ready_on(self) -> date | None:
        """The day of the first held Gateway Ready session (SB-24)."""
        return self._first_held(MilestoneKind.GATEWAY_READY)

    @property
    def epa_on(self) -> date | None:
        """The day of the first held EPA session (SB-24)."""
        return self._first_held(MilestoneKind.EPA)

    def opened(self, learner_id: str, qualification_id: str) -> "Training":
        """The training of a known enrolment. An enrolment is one learner on one qualification for good, so
        whichever version of it is heard first says it all."""
        return replace(self, learner_id=learner_id, qualification_id=qualification_id)

    def with_milestone(self, milestone: Milestone) -> "Training":
        """The training that knows of this session; the same one when it knows this or a newer version
        already."""
        known = {one.session_id: one for one in self.milestones}
        before = known.get(milestone.session_id)
        if before and before.version >= milestone.version:
            return self
        known[milestone.session_id] = milestone
        return replace(self, milestones=tuple(known[id] for id in sorted(known)))

    def decided(self, course: Course) -> "Training":
        """The training after somebody decided something about it."""
        return replace(self, course=course)

    def change_since(self, before: "Training") -> TrainingChange | None:
        """What became different in what the world is told; None when nothing did."""
        if (self.status, self.in_training_since) != (before.status, before.in_training_since):
            return TrainingChange.STATUS_CHANGED
        if self.first_day_of_learning != before.first_day_of_learning:
            return TrainingChange.FIRST_DAY_RECORDED
        if (self.gateway_ready_on, self.epa_on) != (before.gateway_ready_on, before.epa_on):
            return TrainingChange.MILESTONE_RECORDED
        return None

    def _first_held(self, kind: MilestoneKind) -> date | None:
        days = [one.counts_on for one in self.milestones if one.kind is kind and one.counts_on]
        return min(days, default=None)
