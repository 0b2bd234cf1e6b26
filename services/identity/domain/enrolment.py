"""A learner on a qualification at a centre, and who looks after them."""

from dataclasses import dataclass, replace
from datetime import date

from services.identity.domain.errors import EnrolmentArchived, NotInThatRole, SamePersonTwice
from services.identity.domain.person import Person
from services.identity.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Cover:
    """Another assessor stands in, from the first day to the last, both in the centre's zone (G07)."""

    assessor_id: str
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on one qualification. Training status is progression's; archived is an axis of its own
    (decisions.md).
    """

    id: str
    provider_id: str
    learner_id: str
    centre_id: str
    qualification_id: str
    assessor_id: str | None = None
    iqa_id: str | None = None
    employer_id: str | None = None
    blocked: bool = False
    archived: bool = False
    covering: tuple[Cover, ...] = ()
    version: int = 0

    def allocated(self, assessor: Person | None, iqa: Person | None) -> "Enrolment":
        """The enrolment with its assessor and IQA (CE-24); None leaves a place open for later.

        Raises SamePersonTwice, NotInThatRole when a person does not hold the role at this centre, and
        EnrolmentArchived.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        if assessor and iqa and assessor.id == iqa.id:
            raise SamePersonTwice(
                "Nobody is assessor and IQA of the same enrolment. Choose two people.", field="iqa_id"
            )
        if assessor:
            must_hold(assessor, Role.ASSESSOR, self.centre_id, field="assessor_id")
        if iqa:
            must_hold(iqa, Role.IQA, self.centre_id, field="iqa_id")
        return replace(self, assessor_id=assessor.id if assessor else None, iqa_id=iqa.id if iqa else None)


def must_hold(person: Person, role: Role, centre_id: str, *, field: str) -> None:
    """Refuse with NotInThatRole unless the person holds the role at the centre. `field` names the input."""
    if not person.holds(role, centre_id):
        words = role.value.replace("_", " ") if role is not Role.IQA else "IQA"
        raise NotInThatRole(
            f"{person.display_name} does not have the role {words} at this centre.",
            field=field,
            role=role.value,
            person_id=person.id,
        )
