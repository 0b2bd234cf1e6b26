"""What handlers about employers need from outside."""

from typing import Protocol

from services.identity.domain.employer import Employer


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
