"""Finding a session that somebody wants to change, and saving it with its event."""

from collections.abc import Sequence

from chassis.errors import Forbidden, NotFound
from chassis.tx import expect_version
from services.scheduling import access
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Claim
from services.scheduling.handlers.announcing import session_changed
from services.scheduling.ports import Tx


async def find_session(tx: Tx, session_id: str) -> Session:
    """The session, for somebody who may know that it exists. Raises `NotFound`."""
    session = await tx.sessions.get(session_id)
    if session is None or not (access.may_see(tx.actor, session) or access.is_near(tx.actor, session)):
        raise NotFound("There is no such session.")
    return session


async def changeable(tx: Tx, session_id: str, version: int) -> Session:
    """The session, for somebody who may move and cancel it. Raises `NotFound`, `Forbidden`, `VersionChanged`."""
    session = await find_session(tx, session_id)
    if not access.may_change(tx.actor, session):
        raise Forbidden("Only the session's assessor and those who book for the centre change it.")
    expect_version(session.version, version)
    return session


def reclaim(tx: Tx, *changed: tuple[Session, Sequence[Claim]]) -> None:
    """Give back what changed sessions held and no longer need, and take what they need now, as one change.

    All is given back before anything is taken: sessions of a series may take each other's times.
    """
    for session, held in changed:
        needed = session.claims()
        tx.calendars.release(session.id, [claim for claim in held if claim not in needed])
    for session, held in changed:
        tx.calendars.claim(session.id, [claim for claim in session.claims() if claim not in held])


def saved(tx: Tx, session: Session, change: str) -> Session:
    """Write the session with its event."""
    tx.sessions.save(session)
    tx.publish(session_changed(session), change=change)
    return session


async def names_in(tx: Tx, *sessions: Session) -> dict[str, str]:
    """The names of everybody in these sessions, for refusals."""
    ids = {id for session in sessions for id in (session.assessor_id, *session.learner_ids)}
    return {person.id: person.name for person in (await tx.directory.people(ids)).values()}
