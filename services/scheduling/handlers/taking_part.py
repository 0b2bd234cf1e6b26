"""Who takes part in a session that is to be booked: the assessor, the learners, and the centres they belong to."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.errors import Forbidden, Kind, NotFound, Refusal
from chassis.tx import not_known_yet
from services.caseload import Enrolment, Person, reaches
from services.scheduling import access
from services.scheduling.domain.planning import Features, Place, check_allocated
from services.scheduling.ports import Tx


class AssessorMissing(Refusal):
    """A booker who is no assessor says whose session it is (SB-08)."""

    kind = Kind.INVALID


class NotAnAssessor(Refusal):
    """The person named as assessor has no such role where the booker may use it."""

    kind = Kind.INVALID


class PersonIsBlocked(Refusal):
    """A blocked person gets no new sessions (CE-33)."""

    kind = Kind.CONFLICT


class LearnerHasWithdrawn(Refusal):
    """Who has withdrawn from everything gets no new sessions (CE-66)."""

    kind = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Party:
    """Everybody in the session, and what their provider has switched on. `names` are for refusals."""

    assessor_id: str
    places: tuple[Place, ...]
    centre_ids: tuple[str, ...]
    names: dict[str, str]
    features: Features


async def find_party(
    tx: Tx, assessor_id: str | None, learner_ids: Sequence[str], qualification_ids: Sequence[str]
) -> Party:
    """The assessor (by default the booker) and the learners with their enrolments in the chosen qualifications.

    Raises `AssessorMissing`, `NotAnAssessor`, `PersonIsBlocked`, `LearnerHasWithdrawn`, `NotAllocatedYet`, `Forbidden`
    for a learner outside the caseload, and `NotFound` (or `NotKnownYet`) for a person who does not exist in the
    booker's centres.
    """
    assessor_id = assessor_id or _own_id(tx)
    known = await _known(tx, {assessor_id, *learner_ids}, learner_ids)
    _check_assessor(tx, _person(tx, known.people, assessor_id, "assessor", "assessor_id"))
    return _party(tx, assessor_id, learner_ids, qualification_ids, known)


async def find_joining(
    tx: Tx, assessor_id: str, learner_ids: Sequence[str], qualification_ids: Sequence[str]
) -> Party:
    """The learners with their enrolments in the chosen qualifications, for a session of this assessor.

    Raises what `find_party` raises about learners.
    """
    known = await _known(tx, set(learner_ids), learner_ids)
    return _party(tx, assessor_id, learner_ids, qualification_ids, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was heard of those who are to take part."""

    people: dict[str, Person]
    enrolments: Sequence[Enrolment]
    withdrawn: Collection[str]
    features: Features


async def _known(tx: Tx, person_ids: Collection[str], learner_ids: Sequence[str]) -> _Known:
    return _Known(
        *await asyncio.gather(
            tx.directory.people(person_ids),
            tx.directory.enrolments_of(learner_ids),
            tx.directory.withdrawn(learner_ids),
            switched_on(tx),
        )
    )


async def switched_on(tx: Tx) -> Features:
    """What the provider has switched on; nothing when it was never heard of. Raises `NotKnownYet` for a new one."""
    settings = await tx.directory.settings()
    if settings is None and (early := not_known_yet(tx.provider_id, tx.now)):
        raise early
    return settings.features if settings else Features(smart_rooms=False, auto_record=False)


def _party(
    tx: Tx, assessor_id: str, learner_ids: Sequence[str], qualification_ids: Sequence[str], known: _Known
) -> Party:
    reachable = [one for one in known.enrolments if not one.archived and reaches(tx.actor, one.centre_ids)]
    places = []
    for learner_id in learner_ids:
        learner = _person(tx, known.people, learner_id, "learner", "learner_ids")
        theirs = [one for one in reachable if one.learner_id == learner_id]
        if not theirs:
            raise _out_of_reach(tx, learner, known.enrolments)
        own = [one for one in theirs if one.id not in known.withdrawn]
        if not own:
            raise LearnerHasWithdrawn(f"{learner.name} has withdrawn.", field="learner_ids", id=learner_id)
        _check_learner(tx, assessor_id, learner, own)
        linked = [one for one in own if one.qualification_id in qualification_ids]
        waits = any(one.waits for one in linked)
        places.append(Place(learner_id, tuple(one.id for one in linked), waits))
    linked_ids = {id for place in places for id in place.enrolment_ids}
    centres = {one.centre_id for one in reachable if one.learner_id in learner_ids}
    centres |= {one.shared_with for one in reachable if one.shared_with and one.id in linked_ids}
    names = {person.id: person.name for person in known.people.values()}
    check_allocated(places, known.features, names)
    return Party(assessor_id, tuple(places), tuple(sorted(centres)), names, known.features)


def _own_id(tx: Tx) -> str:
    if tx.actor.role != "assessor":
        raise AssessorMissing("Say whose session it is: choose the assessor.", field="assessor_id")
    return tx.actor.person_id


def _person(tx: Tx, people: dict[str, Person], id: str, role: str, field: str) -> Person:
    if id not in people:
        raise not_known_yet(id, tx.now) or _no_such(role, field, id)
    return people[id]


def _no_such(role: str, field: str, id: str) -> NotFound:
    return NotFound(f"There is no such {role} in your centres.", field=field, id=id)


def _check_assessor(tx: Tx, assessor: Person) -> None:
    if not access.is_colleague(tx.actor, assessor):
        raise _no_such("assessor", "assessor_id", assessor.id)
    centres = assessor.roles.get("assessor")
    if centres is None or (centres and not reaches(tx.actor, centres)):
        raise NotAnAssessor(f"{assessor.name} is no assessor in your centres.", field="assessor_id")
    _check_active(assessor, "assessor_id")


def _out_of_reach(tx: Tx, learner: Person, enrolments: Sequence[Enrolment]) -> Refusal:
    """Nobody here knows such a learner, or the news of their first enrolment is still on its way."""
    enrolled = any(one.learner_id == learner.id for one in enrolments)
    soon = None if enrolled else not_known_yet(learner.id, tx.now)
    return soon or _no_such("learner", "learner_ids", learner.id)


def _check_learner(tx: Tx, assessor_id: str, learner: Person, own: Sequence[Enrolment]) -> None:
    today: date = tx.now.date()
    if not any(access.may_book_learner(tx.actor, assessor_id, one, today) for one in own):
        raise Forbidden(f"{learner.name} is not one of your learners.", field="learner_ids", id=learner.id)
    _check_active(learner, "learner_ids")
    if all(one.blocked for one in own):
        raise PersonIsBlocked(f"{learner.name} is blocked.", field="learner_ids", id=learner.id)


def _check_active(person: Person, field: str) -> None:
    if person.state in ("blocked", "archived"):
        raise PersonIsBlocked(f"{person.name} is {person.state}.", field=field, id=person.id)
