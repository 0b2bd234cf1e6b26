"""Keeps employers, and who supervises whom for them."""

from chassis.tx import Tx
from services.identity.documents import employers as documents
from services.identity.documents.supervision import SUPERVISIONS, supervision_from, supervision_state
from services.identity.domain.employer import Employer
from services.identity.domain.supervision import Supervision


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


class SupervisionStore:
    """`ports.Supervisions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, provider_id: str, learner_id: str) -> Supervision:
        """The learner's supervision; a new one while nobody has said anything."""
        found = await self._tx.get(SUPERVISIONS, learner_id, provider_id)
        return supervision_from(found) if found else Supervision(learner_id, provider_id)

    def save(self, supervision: Supervision) -> None:
        """Write the supervision."""
        self._tx.save(
            SUPERVISIONS,
            supervision.learner_id,
            supervision_state(supervision),
            version=supervision.version,
            provider_id=supervision.provider_id,
        )
