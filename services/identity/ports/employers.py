"""What handlers about employers need from outside."""

from typing import Protocol

from services.identity.domain.employer import Employer
from services.identity.domain.supervision import Supervision


class Employers(Protocol):
    """The employers that centres work with."""

    async def get(self, provider_id: str, employer_id: str) -> Employer | None:
        """The employer."""
        ...

    async def numbered(self, provider_id: str, number_key: str) -> Employer | None:
        """The employer with this identifier, as `number_key` makes it comparable."""
        ...

    def save(self, employer: Employer) -> None:
        """Write the employer, read at its version (0: new)."""
        ...


class Supervisions(Protocol):
    """Who supervises which learner at work, from when to when."""

    async def of(self, provider_id: str, learner_id: str) -> Supervision:
        """The learner's supervision; a new one while nobody has said anything."""
        ...

    def save(self, supervision: Supervision) -> None:
        """Write the supervision, read at its version (0: new)."""
        ...
