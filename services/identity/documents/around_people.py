"""How blocks, sign-offs and revocations are stored."""

from collections.abc import Mapping
from typing import Any

from services.identity.domain.blocking import Block
from services.identity.domain.person import SignOff
from services.identity.domain.revocation import Revocation
from services.identity.domain.roles import Role


def block_state(block: Block) -> dict[str, Any]:
    """The stored fields of a block."""
    return {
        "by_person_id": block.by_person_id,
        "by_role": block.by_role.value,
        "at": block.at,
        "reason": block.reason,
        "was_pending": block.was_pending,
    }


def block_from(stored: Mapping[str, Any]) -> Block:
    """A block read back."""
    return Block(
        stored["by_person_id"], Role(stored["by_role"]), stored["at"], stored["reason"], stored["was_pending"]
    )


def sign_off_state(sign_off: SignOff) -> dict[str, Any]:
    """The stored fields of a sign-off for digital reviews."""
    return {"by_person_id": sign_off.by_person_id, "at": sign_off.at}


def sign_off_from(stored: Mapping[str, Any]) -> SignOff:
    """A sign-off read back."""
    return SignOff(stored["by_person_id"], stored["at"])


def revocation_state(revocation: Revocation) -> dict[str, Any]:
    """The stored fields of a revocation."""
    return {
        "person_id": revocation.person_id,
        "session_id": revocation.session_id,
        "reason_code": revocation.reason_code,
        "revoked_at": revocation.revoked_at,
        "forget_at": revocation.forget_at,
    }
