"""What is worth a word to whoever plans or closes a review, though nothing is refused (DR-22, DR-61)."""

from collections.abc import Collection, Iterable, Sequence

from services.scheduling.domain.next_review import Clock, Warning, review_days, review_plan
from services.scheduling.domain.session import Session
from services.scheduling.domain.training import Training
from services.scheduling.domain.words import HELD, Kind, Outcome
from services.scheduling.ports import Tx


async def about_next_review(tx: Tx, changed: Sequence[Session]) -> tuple[Warning, ...]:
    """For every learner of a review that was planned, or held for them: is the next one planned, and in time?

    `changed` are the sessions as this command leaves them; anything but reviews is no question.
    """
    reviews = [session for session in changed if session.kind is Kind.REVIEW]
    learner_ids = sorted({one for session in reviews for one in _concerned(session)})
    if not learner_ids:
        return ()
    stored = await tx.sessions.reviews_of(learner_ids)
    newer = {session.id: session for session in reviews}
    known = [session for session in stored if session.id not in newer] + reviews
    clocks = await review_clocks(tx, learner_ids)
    return tuple(
        warning
        for learner_id in learner_ids
        for warning in review_plan(learner_id, known, clocks[learner_id], tx.now).warnings()
    )


def _concerned(session: Session) -> Iterable[str]:
    """The learners a review is ahead of, or was held for: a missed one is planned anew when it is cancelled."""
    if session.cancellation:
        return ()
    return (
        one.learner_id
        for one in session.sitting
        if one.outcome in HELD or (one.outcome is Outcome.PLANNED and not session.recorded_afterwards)
    )


async def review_clocks(tx: Tx, learner_ids: Collection[str]) -> dict[str, Clock]:
    """What the reviews of each of these learners go by."""
    enrolments = [one for one in await tx.directory.enrolments_of(learner_ids) if not one.archived]
    trainings = await tx.directory.trainings([one.id for one in enrolments])
    nations = await tx.directory.nations({one.centre_id for one in enrolments})
    settings = await tx.directory.settings()
    own = settings.review_interval_days if settings else None
    clocks = {}
    for learner_id in learner_ids:
        theirs = [one for one in enrolments if one.learner_id == learner_id]
        days = review_days([one.nation or nations.get(one.centre_id) for one in theirs], own)
        clocks[learner_id] = Clock(days, tuple(trainings.get(one.id, Training()) for one in theirs))
    return clocks
