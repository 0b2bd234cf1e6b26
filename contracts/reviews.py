"""What reviews says."""

from typing import ClassVar

from contracts.base import Contract
from contracts.reads import NotedRead


class ReviewsRead(NotedRead, Contract, name="reviews.read.noted", major=1, heard_by=("identity",)):
    """Somebody whose reading is watched was shown something of reviews."""

    CHANGES: ClassVar[tuple[str, ...]] = ("noted",)
