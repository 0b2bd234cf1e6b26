"""How sets of permissions are stored."""

from collections.abc import Mapping
from typing import Any

from services.identity.domain.permission_set import Permission, PermissionSet, SetState


def permission_set_state(found: PermissionSet, *, folded_name: str) -> dict[str, Any]:
    """The stored fields of a set. `open_as` is unique: no two sets in use are called the same."""
    return {
        "open_as": f"retired/{found.id}" if found.retired_at else folded_name,
        "name": found.state.name,
        "state": _state(found.state),
        "before": [_state(one) for one in found.before],
        "retired_at": found.retired_at,
    }


def permission_set_from(document: Mapping[str, Any]) -> PermissionSet:
    """A set read back."""
    return PermissionSet(
        id=document["_id"],
        provider_id=document["provider_id"],
        state=_state_from(document["state"]),
        before=tuple(_state_from(one) for one in document["before"]),
        retired_at=document["retired_at"],
        version=document["v"],
    )


def _state(state: SetState) -> dict[str, Any]:
    return {
        "name": state.name,
        "permissions": sorted(state.permissions),
        "since": state.since,
        "by_id": state.by_id,
    }


def _state_from(stored: Mapping[str, Any]) -> SetState:
    return SetState(
        name=stored["name"],
        permissions=frozenset(Permission(word) for word in stored["permissions"]),
        since=stored["since"],
        by_id=stored["by_id"],
    )
