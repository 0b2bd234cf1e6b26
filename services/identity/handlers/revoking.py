"""Ending access before its tokens do: sessions end here, every door hears of it (decisions.md, Revocation)."""

from services.identity.domain.login_session import LoginSession
from services.identity.domain.revocation import Revocation
from services.identity.handlers.announcing import access_revoked
from services.identity.ports import Tx


async def shut_out(tx: Tx, person_id: str, reason_code: str) -> None:
    """End every session of the person and refuse every token they hold. Needs a command that spans documents."""
    for session in await tx.sessions.running(person_id):
        tx.sessions.save(session.ended(tx.now, reason_code))
    _revoke(tx, person_id, None, reason_code)


async def let_renew(tx: Tx, person_id: str, reason_code: str) -> None:
    """Refuse every token the person holds. Their sessions go on: the next token says what they may do now.

    The sessions are written as they are, so that a renewal under way begins again and reads what is new. Needs a
    command that spans documents.
    """
    for session in await tx.sessions.running(person_id):
        tx.sessions.save(session)
    _revoke(tx, person_id, None, reason_code)


async def end_others(tx: Tx, person_id: str, reason_code: str, *, but: str = "") -> None:
    """End the person's sessions but one. Whoever signs in at the same moment is not refused, as with `shut_out`.

    Needs a command that spans documents.
    """
    for session in await tx.sessions.running(person_id):
        if session.id != but:
            end_and_revoke(tx, session, reason_code)


def end_and_revoke(tx: Tx, session: LoginSession, reason_code: str) -> None:
    """End one session and refuse its access tokens. Needs a command that spans documents."""
    tx.sessions.save(session.ended(tx.now, reason_code))
    _revoke(tx, session.person_id, session.id, reason_code)


def _revoke(tx: Tx, person_id: str, session_id: str | None, reason_code: str) -> None:
    revocation = Revocation(tx.new_id(), person_id, session_id, reason_code, tx.now)
    tx.revocations.save(revocation)
    tx.publish(access_revoked(revocation), change="revoked")
