"""What identity and progression said, read back."""

from collections.abc import Collection

from chassis.tx import Tx
from services.caseload import Enrolment, Person
from services.caseload.documents import ENROLMENTS, PEOPLE, enrolment_from, person_from
from services.scheduling import documents
from services.scheduling.domain.planning import Settings
from services.scheduling.domain.training import Training


class StoredDirectory:
    """`ports.Directory`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def people(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of the provider's people that are known here, by id."""
        found = await self._tx.get_many(PEOPLE, ids, self._tx.provider_id)
        return {document["_id"]: person_from(document) for document in found}

    async def enrolments_of(self, learner_ids: Collection[str]) -> list[Enrolment]:
        """Every enrolment of these learners."""
        found = await self._tx.find(ENROLMENTS, self._tx.provider_id, learner_id=tuple(learner_ids))
        return [enrolment_from(document) for document in found]

    async def caseload_of(self, assessor_id: str) -> list[Enrolment]:
        """Every enrolment this assessor looks after."""
        found = await self._tx.find(ENROLMENTS, self._tx.provider_id, assessor_id=assessor_id)
        return [enrolment_from(document) for document in found]

    async def withdrawn(self, learner_ids: Collection[str]) -> set[str]:
        """Those of these learners' enrolments that they have withdrawn from."""
        found = await self._tx.find(
            documents.TRAININGS, self._tx.provider_id, learner_id=tuple(learner_ids), withdrawn=True
        )
        return {document["_id"] for document in found}

    async def trainings(self, enrolment_ids: Collection[str]) -> dict[str, Training]:
        """By id."""
        found = await self._tx.get_many(documents.TRAININGS, enrolment_ids, self._tx.provider_id)
        return {document["_id"]: documents.training_from(document) for document in found}

    async def know_training(
        self, enrolment_id: str, learner_id: str, training: Training, *, withdrawn: bool, version: int
    ) -> bool:
        """Guard 1, looked at before anything follows from it."""
        known = await self._tx.get(documents.TRAININGS, enrolment_id, self._tx.provider_id)
        if known and known["v"] >= version:
            return False
        state = documents.training_state(learner_id, training, withdrawn=withdrawn)
        self._tx.project(documents.TRAININGS, enrolment_id, state, version=version)
        return True

    async def settings(self) -> Settings | None:
        """What the provider decides, as it counts now; None while the provider is not known here."""
        provider_id = self._tx.provider_id
        document = await self._tx.get(documents.PROVIDERS, provider_id, provider_id)
        return documents.settings_from(document, self._tx.now) if document else None

    async def course(self, qualification_id: str) -> str | None:
        """Number and title."""
        found = await self._tx.get(documents.QUALIFICATIONS, qualification_id, self._tx.provider_id)
        return f"{found['number']} {found['title']}" if found else None

    async def nations(self, centre_ids: Collection[str]) -> dict[str, str | None]:
        """The nation of each of these centres."""
        found = await self._tx.get_many(documents.CENTRES, centre_ids, self._tx.provider_id)
        return {document["_id"]: document.get("nation") for document in found}

    async def centre_exists(self, centre_id: str) -> bool:
        """Whether the centre is one of the provider's."""
        return await self._tx.get(documents.CENTRES, centre_id, self._tx.provider_id) is not None
