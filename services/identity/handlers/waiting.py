"""Who has signed in and has something to do before anything opens: known by a refresh token that is not spent."""

from services.identity.domain.errors import SessionEnded
from services.identity.domain.login_session import LoginSession, RefreshToken
from services.identity.ports import Tx


async def waiting_session(tx: Tx, token: RefreshToken, client: str) -> LoginSession:
    """The session of the token. Raises SessionEnded for a token that is not the session's present one."""
    session = await tx.sessions.get(token.session_id)
    if session is None:
        raise SessionEnded("This session is over. Please sign in again.")
    session.must_present(token.secret, client, tx.now)
    return session
