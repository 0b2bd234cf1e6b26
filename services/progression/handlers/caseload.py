"""Identity's people, centres and enrolments: each handler keeps the newest state it was told (guard 1)."""

from contracts.base import Received
from contracts.identity import CentreChanged, EnrolmentChanged, PersonChanged
from contracts.words import Role
from services.progression.domain.caseload import Centre, Cover, Enrolment, Person
from services.progression.ports import Tx


async def follow_person(tx: Tx, event: Received[PersonChanged]) -> None:
    """The names shown in time logs, and where somebody is a learner."""
    said = event.data
    learner_at = {
        centre_id for held in said.roles if held.role is Role.LEARNER for centre_id in held.centre_ids
    }
    tx.people.follow(Person(said.id, said.display_name, frozenset(learner_at)), version=event.version)


async def follow_centre(tx: Tx, event: Received[CentreChanged]) -> None:
    """The names of the centres shown beside an enrolment."""
    tx.centres.follow(Centre(event.data.id, event.data.name), version=event.version)


async def follow_enrolment(tx: Tx, event: Received[EnrolmentChanged]) -> None:
    """Who looks after a learner: the caseload that decides who reads their progress."""
    said = event.data
    enrolment = Enrolment(
        id=said.id,
        learner_id=said.learner_id,
        centre_id=said.centre_id,
        qualification_id=said.qualification_id,
        assessor_id=said.assessor_id,
        archived=said.archived,
        covering=tuple(Cover(c.assessor_id, c.from_date, c.until_date) for c in said.covering),
    )
    tx.enrolments.follow(enrolment, version=event.version)
