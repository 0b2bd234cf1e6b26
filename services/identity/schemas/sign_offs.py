"""What the routes about sign-offs for digital reviews give."""

from datetime import datetime
from typing import Self

from chassis.schemas import Out
from services.identity.domain.person import Person


class SignOffOut(Out):
    """Whether somebody is signed off for digital reviews, by whom and since when; `version` is the person's."""

    person_id: str
    signed_off: bool
    by_person_id: str | None
    at: datetime | None
    version: int

    @classmethod
    def of(cls, person: Person, version: int) -> Self:
        """The sign-off of the person at a version."""
        found = person.review_sign_off
        return cls(
            person_id=person.id,
            signed_off=found is not None,
            by_person_id=found.by_person_id if found else None,
            at=found.at if found else None,
            version=version,
        )
