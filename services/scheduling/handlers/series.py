"""Changing a session of a series and all that follow it, as one change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chassis.tx import command
from services.scheduling.domain.errors import NotInASeries
from services.scheduling.domain.series import ChangedOccurrence, SeriesChange, shifted
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import State
from services.scheduling.handlers.changing import CancelSession, MoveSession
from services.scheduling.handlers.finding import changeable, names_in, reclaim, saved
from services.scheduling.handlers.offering import offer_freed
from services.scheduling.handlers.placing import place
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True)
class MoveFollowing:
    """Move this session as told, and the planned ones after it by the same time on the clock."""

    first: MoveSession


@dataclass(frozen=True, slots=True)
class CancelFollowing:
    """Call off this session and the planned ones after it."""

    first: CancelSession


@command(spans=True)
async def move_following(tx: Tx, cmd: MoveFollowing) -> Sequence[Session]:
    """Move a session and all planned ones that follow it in its series, all or none of them (SB-39, SB-41).

    Raises `NotInASeries` and what `changeable`, `shifted`, `Session.move` and `place` raise; a clash names the
    occurrence, counted from this session.
    """
    sessions = await _from_here_on(tx, cmd.first.session_id, cmd.first.version)
    held = {session.id: session.claims() for session in sessions}
    starts = shifted([session.start for session in sessions], cmd.first.start)
    for session, start in zip(sessions, starts, strict=True):
        minutes = session.minutes if cmd.first.minutes is None else cmd.first.minutes
        session.move(start, minutes, tx.actor.person_id, tx.now)
    await place(tx, sessions, await names_in(tx, *sessions), held=held, override=cmd.first.override)
    reclaim(tx, *((session, held[session.id]) for session in sessions))
    return _all_saved(tx, sessions, "moved")


@command(spans=True)
async def cancel_following(tx: Tx, cmd: CancelFollowing) -> Sequence[Session]:
    """Cancel a session and all planned ones that follow it in its series (SB-41).

    Raises `NotInASeries` and what `changeable` and `Session.cancel` raise.
    """
    first = cmd.first
    sessions = await _from_here_on(tx, first.session_id, first.version)
    for session in sessions:
        held = session.claims()
        session.cancel(first.outcome, first.reason, tx.actor.person_id, tx.now, first.cancelled_at)
        tx.calendars.release(session.id, held)
    await offer_freed(tx, sessions)
    return _all_saved(tx, sessions, "cancelled")


async def _from_here_on(tx: Tx, session_id: str, version: int) -> list[Session]:
    """This session, whatever its state, then the planned ones after it in the order they were booked."""
    session = await changeable(tx, session_id, version)
    if session.series is None:
        raise NotInASeries
    index = session.series.index
    others = [
        one
        for one in await tx.sessions.of_series(session.series.id)
        if one.series and one.series.index > index and one.state is State.PLANNED
    ]
    return [session, *sorted(others, key=lambda one: one.series.index if one.series else 0)]


def _all_saved(tx: Tx, sessions: Sequence[Session], change: str) -> Sequence[Session]:
    """Those with the same learners changed together, so that nobody is told of a session they are not in."""
    for company in _by_company(sessions):
        together = SeriesChange(
            tx.new_id(),
            tuple(
                ChangedOccurrence(one.series.index, one.starts_at, one.minutes, one.sequence)
                for one in company
                if one.series
            ),
        )
        for session in company:
            if session.series and len(company) > 1:
                session.series = replace(session.series, change=together)
    for session in sessions:
        saved(tx, session, change)
    return sessions


def _by_company(sessions: Sequence[Session]) -> Iterable[Sequence[Session]]:
    companies: dict[frozenset[str], list[Session]] = defaultdict(list)
    for session in sessions:
        companies[frozenset(one.learner_id for one in session.sitting)].append(session)
    return companies.values()
