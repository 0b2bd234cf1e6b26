"""The learning plan: all sessions of a learner, numbered in date order (SA-48, SB-32)."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.reviews.domain.session import CANCELLED, HELD, Participation, PlannedSession, PlanState


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One session in one learner's plan. A cancelled one keeps its place and has no number."""

    number: int | None
    session: PlannedSession
    own: Participation
    state: PlanState


def plan_of(learner_id: str, sessions: Iterable[PlannedSession]) -> list[PlanEntry]:
    """The learner's plan in chronological order; sessions without the learner and diary entries, which have
    no type, are left out.

    Numbers follow the dates, so a session booked in between moves the later numbers up. What was cancelled,
    for everybody or for this learner, is shown without a number; a no-show keeps its number, because the
    visit was made.
    """
    entries: list[PlanEntry] = []
    number = 0
    for session in sorted(sessions, key=lambda session: (session.starts_at, session.id)):
        own = session.participation_of(learner_id)
        if own is None or session.type is None:
            continue
        state = state_for(session, own)
        if state is not PlanState.CANCELLED:
            number += 1
        entries.append(PlanEntry(number if state is not PlanState.CANCELLED else None, session, own, state))
    return entries


def state_for(session: PlannedSession, own: Participation) -> PlanState:
    """How the session stands for this learner: by their own outcome, unless all of it was cancelled
    (SB-46)."""
    if session.state == "cancelled" or own.outcome in CANCELLED:
        return PlanState.CANCELLED
    if own.outcome == "planned":
        return PlanState.PLANNED
    return PlanState.HELD if own.outcome in HELD else PlanState.NOT_HELD
