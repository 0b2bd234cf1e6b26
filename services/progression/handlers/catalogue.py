"""The catalogue of qualifications."""

from dataclasses import dataclass

from chassis.tx import command
from contracts.progression import QualificationChanged
from services.progression import access
from services.progression.domain.errors import QualificationAlreadyListed
from services.progression.domain.qualification import Qualification, regulator_number
from services.progression.ports import Tx


@dataclass(frozen=True, slots=True)
class AddQualification:
    """List a qualification; `number` in any usual writing."""

    number: str
    title: str
    level: str
    type: str


@command(creates="qualifications")
async def add_qualification(tx: Tx, cmd: AddQualification) -> Qualification:
    """Add a qualification to the provider's catalogue (CE-17).

    Refuses with Forbidden, QualificationNumberMalformed, and QualificationAlreadyListed for a number listed
    before.
    """
    access.may_keep_catalogue(tx.actor)
    number = regulator_number(cmd.number)
    listed = await tx.qualifications.with_number(number, tx.provider_id)
    if listed:
        raise QualificationAlreadyListed(
            f"{number} is listed already: {listed.title}.", field="number", qualification_id=listed.id
        )
    qualification = Qualification(tx.new_id(), number, cmd.title, cmd.level, cmd.type)
    tx.qualifications.save(qualification)
    tx.publish(
        QualificationChanged(
            id=qualification.id,
            number=qualification.number,
            title=qualification.title,
            level=qualification.level,
            type=qualification.type,
            active=True,
        ),
        change="created",
    )
    return qualification
