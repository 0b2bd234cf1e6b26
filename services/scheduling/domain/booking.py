"""What a booking or a change came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.scheduling.domain.next_review import Warning
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart


@dataclass(frozen=True, slots=True)
class Booking:
    """What was booked: the sessions in order, and what of the series was left out.

    `skipped_months` lack the day of a monthly repeat; `skipped` are the starts that did not fit.
    """

    sessions: Sequence[Session]
    skipped_months: tuple[str, ...] = ()
    skipped: tuple[LocalStart, ...] = ()
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A session as a change left it, and what is worth a word."""

    session: Session
    warnings: tuple[Warning, ...] = ()
