"""What an external quality assurer learns of asking a centre to archive (CE-62, G06)."""

from dataclasses import dataclass

from services.identity.domain.enrolment import Enrolment


@dataclass(frozen=True, slots=True)
class Prompted:
    """How many enrolments of the centre wait to be archived, and which of them are in the sample of who asked."""

    waiting: int
    sampled: tuple[Enrolment, ...]
