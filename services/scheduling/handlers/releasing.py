"""How a learner's training stands: sessions to come lose who has withdrawn (CE-66)."""

from chassis.tx import command
from contracts.base import Received
from contracts.progression import TrainingChanged
from contracts.words import TrainingStatus
from services.scheduling.domain.seating import Leaving
from services.scheduling.domain.session import Session
from services.scheduling.domain.training import Break, Training
from services.scheduling.domain.words import Outcome
from services.scheduling.handlers.finding import reclaim, saved
from services.scheduling.ports import Tx

REASON = "Withdrawn from the qualification."
_ENDED = frozenset({TrainingStatus.COMPLETED, TrainingStatus.CERTIFICATED, TrainingStatus.WITHDRAWN})


@command(spans=True)
async def follow_training(tx: Tx, event: Received[TrainingChanged]) -> None:
    """Know who has withdrawn, has finished or is on a break. A learner who has withdrawn from everything that a planned
    session is about leaves it, and a session with nobody left is cancelled by the provider: places and rooms are free
    again (SB-41).
    """
    training = event.data
    withdrawn = training.training_status is TrainingStatus.WITHDRAWN
    standing = Training(
        ended=training.training_status in _ENDED,
        breaks=tuple(Break(one.began_on, one.returned_on) for one in training.breaks),
    )
    news = await tx.directory.know_training(
        training.id, training.learner_id, standing, withdrawn=withdrawn, version=event.version
    )
    if not news or not withdrawn:
        return
    gone = await tx.directory.withdrawn([training.learner_id]) | {training.id}
    for session in await tx.sessions.planned_of(training.learner_id):
        if session.starts_at > tx.now and _is_only_about(session, training.learner_id, gone):
            _let_go(tx, session, training.learner_id)


def _is_only_about(session: Session, learner_id: str, enrolment_ids: set[str]) -> bool:
    linked = {id for one in session.sitting if one.learner_id == learner_id for id in one.enrolment_ids}
    return bool(linked) and linked <= enrolment_ids


def _let_go(tx: Tx, session: Session, learner_id: str) -> None:
    held = session.claims()
    if len(session.sitting) == 1:
        session.cancel(Outcome.CANCELLED_BY_PROVIDER, REASON, tx.actor.person_id, tx.now)
        change = "cancelled"
    else:
        session.reseat([Leaving(learner_id, Outcome.CANCELLED_BY_PROVIDER, REASON)], [], tx.now)
        change = "participants_changed"
    reclaim(tx, (session, held))
    saved(tx, session, change)
