"""A booking that is not finished: everything typed so far, for a while, for its booker alone (SB-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.scheduling.domain import errors
from services.scheduling.domain.planning import PLACES

DRAFT_DAYS = 14
"""How long a draft waits after its last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the booker typed, as the form has it; a few fields or all. Nobody else sees it and nothing is held.

    `base` is what the number of participants starts at: 2 with Smart Rooms (assessor and learner), else 1
    (SB-25, SB-27). `session_ids` are there once it is booked. Times in UTC; version 0 is not stored yet.
    """

    id: str
    by_id: str
    typed: Mapping[str, Any]
    participants: int
    base: int
    changed_at: datetime
    session_ids: tuple[str, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if not self.base <= self.participants < self.base + PLACES:
            raise errors.BadNumberOfParticipants(self.base, self.base + PLACES - 1)

    @property
    def expires_at(self) -> datetime:
        """When it is forgotten."""
        return self.changed_at + timedelta(days=DRAFT_DAYS)

    @property
    def learner_ids(self) -> tuple[str, ...]:
        """The learners ticked so far."""
        return tuple(self.typed.get("learner_ids", ()))

    @property
    def more_learners(self) -> int:
        """How many learners besides the first the second step asks for (SB-25)."""
        return self.participants - self.base

    @property
    def still_to_choose(self) -> int:
        """How many of those are not ticked yet; the ticked list wins over the number."""
        return max(0, self.more_learners + 1 - len(self.learner_ids))

    def check_open(self) -> None:
        """Raises `DraftIsBooked` once it is booked."""
        if self.session_ids:
            raise errors.DraftIsBooked(self.session_ids)


def base_of(smart_rooms: bool) -> int:
    """What the number of participants starts at (SB-27 as amended)."""
    return 2 if smart_rooms else 1
