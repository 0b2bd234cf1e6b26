"""How a word about learners who wait too long for their allocation is stored."""

from typing import Any

from services.identity.domain.allocation import AwaitedAllocation

AWAITED_ALLOCATIONS = "awaited_allocations"


def awaited_allocation_state(awaited: AwaitedAllocation) -> dict[str, Any]:
    """The stored fields."""
    return {
        "centre_id": awaited.centre_id,
        "told_ids": list(awaited.told_ids),
        "learner_count": awaited.learner_count,
        "since": awaited.since,
    }
