"""A house that is staffed: a learner to enrol, an assessor, an IQA and a qualification they are linked to."""

from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import Person
from services.identity.domain.roles import Role
from services.identity.handlers.enrolments import Enrol, enrol
from tests.identity.builders import House


class Cohort(House):
    """A house with staff, where learners are enrolled in one go."""

    qualification_id: str
    assessor: Person
    iqa: Person

    @classmethod
    async def staffed(cls) -> "Cohort":
        """The house, with an assessor and an IQA who are linked to its qualification."""
        house = await cls.built()
        house.qualification_id = await house.hear_of_qualification()
        house.assessor = await house.add_linked(Role.ASSESSOR, house.qualification_id)
        house.iqa = await house.add_linked(Role.IQA, house.qualification_id)
        return house

    async def learner(
        self, *, qualification_id: str | None = None, learner_id: str | None = None, allocated: bool = False
    ) -> Enrolment:
        """Somebody's enrolment, a new learner's unless told otherwise."""
        learner_id = learner_id or (await self.add(Role.LEARNER)).id
        enrolling = Enrol(
            learner_id=learner_id,
            centre_id=self.centre,
            qualification_id=qualification_id or self.qualification_id,
            assessor_id=self.assessor.id if allocated else None,
            iqa_id=self.iqa.id if allocated else None,
            employer_id=None,
        )
        enrolment = await self.runner.run(enrol, enrolling, actor=self.admin)
        assert isinstance(enrolment, Enrolment)
        return enrolment

    def stored(self, enrolment: Enrolment) -> dict[str, object]:
        """An enrolment as it is stored now."""
        return self.runner.documents("enrolments")[enrolment.id]
