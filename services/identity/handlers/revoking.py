"""Ending access before its tokens do: sessions end here, every door hears of it (decisions.md, Revocation)."""

from services.identity.domain.revocation import Revocation
from services.identity.handlers.announcing import access_revoked
from services.identity.ports import Tx


async def shut_out(tx: Tx, person_id: str, reason_code: str) -> None:
    """End every session of the person and refuse every token they hold. Needs a command that spans documents."""
    for session in await tx.sessions.running(person_id):
        tx.sessions.save(session.ended(tx.now, reason_code))
    revocation = Revocation(tx.new_id(), person_id, None, reason_code, tx.now)
    tx.revocations.save(revocation)
    tx.publish(access_revoked(revocation), change="revoked")
