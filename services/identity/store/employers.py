"""Keeps employers."""

from chassis.tx import Tx
from services.identity.documents import employers as documents
from services.identity.domain.employer import Employer


class EmployerStore:
    """`ports.Employers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, employer_id: str) -> Employer | None:
        """The employer."""
        found = await self._tx.get(documents.EMPLOYERS, employer_id, provider_id)
        return documents.employer_from(found) if found else None

    async def numbered(self, provider_id: str, number_key: str) -> Employer | None:
        """The employer with this identifier, as `number_key` makes it comparable."""
        found = await self._tx.find(documents.EMPLOYERS, provider_id, number_key=number_key)
        return documents.employer_from(found[0]) if found else None

    def save(self, employer: Employer) -> None:
        """Write the employer."""
        state = documents.employer_state(employer)
        self._tx.save(
            documents.EMPLOYERS,
            employer.id,
            state,
            version=employer.version,
            provider_id=employer.provider_id,
        )
