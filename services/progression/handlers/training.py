"""Where an enrolment stands: opened by identity, moved by the sessions that mark its way (SB-20, SB-23, SB-24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contracts.base import Received
from contracts.identity import EnrolmentChanged
from contracts.progression import LearningBreak, TrainingChanged
from contracts.scheduling import Participant, SessionChanged
from contracts.words import CertificateStatus as CertificateWord
from contracts.words import SessionType
from contracts.words import TrainingStatus as StatusWord
from services.progression.domain.training import Milestone, MilestoneKind, Training
from services.progression.handlers.attendance import booked_day, is_called_off, local_day, was_there
from services.progression.ports import Tx

MILESTONE_KINDS = {
    SessionType.INDUCTION: MilestoneKind.INDUCTION,
    SessionType.INITIAL: MilestoneKind.INITIAL,
    SessionType.GATEWAY_READY: MilestoneKind.GATEWAY_READY,
    SessionType.EPA: MilestoneKind.EPA,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One session as it marks the way of one enrolment."""

    enrolment_id: str
    learner_id: str
    milestone: Milestone


def milestones(event: Received[SessionChanged]) -> Iterable[tuple[str, Mark]]:
    """The enrolments that a session which marks the way is about; none for other types."""
    kind = MILESTONE_KINDS.get(event.data.type) if event.data.type else None
    if kind is None:
        return
    for participant in event.data.participants:
        milestone = _milestone(event, participant, kind)
        for enrolment_id in participant.enrolment_ids:
            yield enrolment_id, Mark(enrolment_id, participant.learner_id, milestone)


async def open_training(tx: Tx, event: Received[EnrolmentChanged]) -> None:
    """Every enrolment starts as registered, or as what is known of its sessions already; later words about
    the enrolment change nothing here."""
    said = event.data
    training = await tx.trainings.get(said.id, tx.provider_id) or Training(said.id, said.learner_id)
    if training.is_open:
        return
    training = training.opened(said.learner_id, said.qualification_id)
    tx.trainings.save(training)
    tx.publish(training_changed(training, cause_session_id=None), change="opened")


async def mark_milestone(tx: Tx, event: Received[SessionChanged], mark: Mark) -> None:
    """An Induction that counts moves the enrolment to In Training, a held Initial sets its first day of learning,
    Gateway Ready and EPA are dated milestones; once each.

    A session may be heard before its enrolment: what it says is kept and announced when the enrolment opens.
    """
    before = await tx.trainings.get(mark.enrolment_id, tx.provider_id)
    before = before or Training(mark.enrolment_id, mark.learner_id)
    training = before.with_milestone(mark.milestone)
    if training == before:
        return
    change = training.change_since(before)
    if training.is_open and change:
        tx.trainings.save(training)
        tx.publish(training_changed(training, cause_session_id=event.data.id), change=change)
    else:
        tx.trainings.keep(training)


def _milestone(event: Received[SessionChanged], participant: Participant, kind: MilestoneKind) -> Milestone:
    return Milestone(event.data.id, kind, _counts_on(event.data, participant), event.version)


def _counts_on(session: SessionChanged, participant: Participant) -> date | None:
    """The day it was held for the learner; an Induction that counts from its booking, the day of that."""
    if session.counts_from_booking:
        return None if is_called_off(session, participant) else booked_day(session)
    return local_day(session, participant) if was_there(session, participant) else None


def training_changed(training: Training, *, cause_session_id: str | None) -> TrainingChanged:
    """The public state of an open training."""
    assert training.qualification_id
    course = training.course
    ended = course.withdrawal or course.completion
    return TrainingChanged(
        id=training.enrolment_id,
        concerns=(training.learner_id,),
        learner_id=training.learner_id,
        qualification_id=training.qualification_id,
        training_status=StatusWord(training.status.value),
        in_training_since=training.in_training_since,
        first_day_of_learning=training.first_day_of_learning,
        cause_session_id=cause_session_id,
        gateway_ready_on=training.gateway_ready_on,
        epa_on=training.epa_on,
        starts_on=course.starts_on,
        end_on=course.end_on,
        break_began_on=course.open_break.began.on if course.open_break else None,
        breaks=tuple(
            LearningBreak(began_on=one.began.on, returned_on=one.returned.on if one.returned else None)
            for one in course.breaks[-20:]
        ),
        ended_on=ended.on if ended else None,
        certificate=CertificateWord(course.certificate_status.value),
    )
