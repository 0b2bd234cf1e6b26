"""Drafts as they are stored. What was typed is kept as one text: its fields are the form's, not ours."""

import json
from collections.abc import Mapping
from typing import Any

from services.scheduling.domain.draft import Draft


def draft_state(draft: Draft) -> dict[str, Any]:
    """A draft as it is stored."""
    return {
        "by_id": draft.by_id,
        "typed": json.dumps(dict(draft.typed)),
        "participants": draft.participants,
        "base": draft.base,
        "changed_at": draft.changed_at,
        "expires_at": draft.expires_at,
        "session_ids": list(draft.session_ids),
    }


def draft_from(document: Mapping[str, Any]) -> Draft:
    """A stored draft."""
    return Draft(
        id=document["_id"],
        by_id=document["by_id"],
        typed=json.loads(document["typed"]),
        participants=document["participants"],
        base=document["base"],
        changed_at=document["changed_at"],
        session_ids=tuple(document["session_ids"]),
        version=document["v"],
    )
