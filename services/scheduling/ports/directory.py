"""What handlers need of people, enrolments, centres and settings."""

from collections.abc import Collection
from typing import Protocol

from services.caseload import Enrolment, Person
from services.scheduling.domain.planning import Settings
from services.scheduling.domain.training import Training


class Directory(Protocol):
    """People, enrolments, centres and settings, as heard from identity and progression."""

    async def people(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of the provider's people that are known here, by id."""
        ...

    async def enrolments_of(self, learner_ids: Collection[str]) -> list[Enrolment]:
        """Every enrolment of these learners."""
        ...

    async def withdrawn(self, learner_ids: Collection[str]) -> set[str]:
        """Those of these learners' enrolments that they have withdrawn from."""
        ...

    async def trainings(self, enrolment_ids: Collection[str]) -> dict[str, Training]:
        """How those of these enrolments stand that were heard of."""
        ...

    async def know_training(
        self, enrolment_id: str, learner_id: str, training: Training, *, withdrawn: bool, version: int
    ) -> bool:
        """Keep how a training stands; False when that or something newer is known already."""
        ...

    async def caseload_of(self, assessor_id: str) -> list[Enrolment]:
        """Every enrolment this assessor looks after; stand-ins do not count."""
        ...

    async def settings(self) -> Settings | None:
        """What the provider decides, as it counts now; None while the provider is not known here."""
        ...

    async def course(self, qualification_id: str) -> str | None:
        """What a qualification is called, with its number; None while it is not known here."""
        ...

    async def nations(self, centre_ids: Collection[str]) -> dict[str, str | None]:
        """The nation of each of these centres, as far as it is known."""
        ...

    async def centre_exists(self, centre_id: str) -> bool:
        """Whether the centre is one of the provider's."""
        ...
