"""What waits for somebody (PT-38): one section a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Duty(StrEnum):
    """What is to be done, in the order of the sections."""

    ANSWER_OFFER = "answer_offer"
    ANSWER_MESSAGE = "answer_message"
    RECORD_OUTCOME = "record_outcome"
    CLOSE_ENTRY = "close_entry"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: the id of the offer, conversation, session or diary entry, when it takes place or came, and
    whom it is about.
    """

    id: str
    at: datetime
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """All of one kind, and the first of them."""

    duty: Duty
    count: int
    first: Sequence[Waiting]
