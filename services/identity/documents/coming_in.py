"""How log-in sessions, and tries to come in, are stored. They belong to no provider."""

from typing import Any

from chassis.tx import Document
from services.identity.domain.guessing import Tries
from services.identity.domain.login_session import LoginSession
from services.identity.domain.roles import Role


def session_state(session: LoginSession) -> dict[str, Any]:
    """The stored fields of a log-in session. `member_of` is the person's provider."""
    return {
        "account_id": session.account_id,
        "member_of": session.provider_id,
        "person_id": session.person_id,
        "role": session.role.value,
        "client": session.client,
        "secret_digest": session.secret_digest,
        "spent_digest": session.spent_digest,
        "salt": session.salt,
        "started_at": session.started_at,
        "rotated_at": session.rotated_at,
        "idle_until": session.idle_until,
        "expires_at": session.expires_at,
        "ended_at": session.ended_at,
        "end_reason": session.end_reason,
        "second_factor_at": session.second_factor_at,
    }


def session_from(document: Document) -> LoginSession:
    """A log-in session read back."""
    return LoginSession(
        id=document["_id"],
        account_id=document["account_id"],
        provider_id=document["member_of"],
        person_id=document["person_id"],
        role=Role(document["role"]),
        client=document["client"],
        secret_digest=document["secret_digest"],
        spent_digest=document["spent_digest"],
        salt=document["salt"],
        started_at=document["started_at"],
        rotated_at=document["rotated_at"],
        idle_until=document["idle_until"],
        expires_at=document["expires_at"],
        ended_at=document["ended_at"],
        end_reason=document["end_reason"],
        second_factor_at=document.get("second_factor_at"),
        version=document["v"],
    )


def tries_state(tries: Tries) -> dict[str, Any]:
    """The stored fields of the tries at one user name."""
    return {
        "begun_count": tries.begun_count,
        "failed_count": tries.failed_count,
        "next_try_at": tries.next_try_at,
        "forget_at": tries.forget_at,
    }


def tries_from(document: Document) -> Tries:
    """Tries read back."""
    return Tries(
        id=document["_id"],
        begun_count=document["begun_count"],
        failed_count=document["failed_count"],
        next_try_at=document["next_try_at"],
        forget_at=document["forget_at"],
        version=document["v"],
    )
