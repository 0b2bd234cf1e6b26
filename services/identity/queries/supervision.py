"""What screens read of a learner's supervisors."""

from datetime import date, datetime

from chassis.actor import Actor
from chassis.mongo import Database, scoped
from chassis.tx import Document
from services.identity import documents
from services.identity.documents.supervision import SUPERVISIONS, supervision_from
from services.identity.domain.roles import Role
from services.identity.domain.supervision import Supervision
from services.identity.queries import _one, person
from services.identity.schemas.supervision import NamedSupervisionOut, NamedSupervisorOut, SupervisorOut


async def supervision(
    db: Database, actor: Actor, learner_id: str, on: date | None, now: datetime
) -> NamedSupervisionOut:
    """A learner's supervisors, or the one of a day; an employer sees the own days only.

    Raises PersonNotFound and Forbidden like any look at the learner.
    """
    await person(db, actor, learner_id, now)
    stored = await _one(db, SUPERVISIONS, actor.provider_id, learner_id)
    found = supervision_from(stored) if stored else Supervision(learner_id, actor.provider_id)
    shown = [
        one
        for one in found.supervisors
        if (on is None or one.holds_on(on))
        and (actor.role != Role.EMPLOYER_USER or one.person_id == actor.person_id)
    ]
    provider_id = actor.provider_id
    people = await _known(db, documents.PEOPLE, provider_id, {one.person_id for one in shown})
    employers = await _known(db, documents.EMPLOYERS, provider_id, {one.employer_id for one in shown})
    items = [
        NamedSupervisorOut(
            **SupervisorOut.of(one).model_dump(),
            person_name=people.get(one.person_id, {}).get("display_name", ""),
            email=people.get(one.person_id, {}).get("email"),
            employer_name=employers.get(one.employer_id, {}).get("name", ""),
        )
        for one in shown
    ]
    return NamedSupervisionOut(learner_id=learner_id, items=items, version=found.version)


async def _known(db: Database, collection: str, provider_id: str, ids: set[str]) -> dict[str, Document]:
    fields = {"display_name": 1, "email": 1, "name": 1}
    found = db[collection].find(scoped(provider_id, _id={"$in": sorted(ids)}), fields)
    return {one["_id"]: one async for one in found}
