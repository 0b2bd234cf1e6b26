"""What screens read of identity: oneself, the provider, its centres, people and enrolments, each within
reach.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.mongo import Database, scoped
from chassis.paging import Page
from chassis.tx import Document
from services.identity import access, documents
from services.identity.access import Reach
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.person import PersonState
from services.identity.domain.roles import Role
from services.identity.queries.reading import CASELOAD_FIELD, Filter, one, page, visible_enrolments
from services.identity.schemas import CentreOut, EnrolmentOut, MeOut, PersonOut, ProviderOut

_STAFF = [role.value for role in Role if role not in (Role.LEARNER, Role.EMPLOYER_USER)]


@dataclass(frozen=True, slots=True)
class PeopleSought:
    """Which people a list shows: of a role, at a centre, in a state, whose names begin with these words."""

    role: Role | None
    centre_id: str | None
    search: str | None
    state: PersonState | None = None


@dataclass(frozen=True, slots=True)
class EnrolmentsSought:
    """Which enrolments a list shows; `waiting` are those without assessor or IQA (CE-08). Archived ones are shown
    alone or not at all.
    """

    learner_id: str | None
    assessor_id: str | None
    iqa_id: str | None
    centre_id: str | None
    qualification_id: str | None
    waiting: bool | None
    archived: bool


async def me(db: Database, actor: Actor) -> MeOut:
    """Who is signed in. Raises PersonNotFound when they are gone meanwhile."""
    person = await one(db, documents.PEOPLE, actor.provider_id, actor.person_id)
    provider = await one(db, documents.PROVIDERS, actor.provider_id, actor.provider_id)
    if person is None or provider is None:
        raise PersonNotFound("You are no longer known here.")
    return MeOut(
        person=_person_out(person),
        provider=ProviderOut.of(documents.provider_from(provider), provider["v"]),
        role=Role(actor.role),
        centre_ids=sorted(actor.centre_ids),
    )


async def own_provider(db: Database, actor: Actor) -> ProviderOut:
    """The caller's provider."""
    found = await one(db, documents.PROVIDERS, actor.provider_id, actor.provider_id)
    assert found, "a token was issued for a provider that does not exist"
    return ProviderOut.of(documents.provider_from(found), found["v"])


async def centres(db: Database, actor: Actor, *, limit: int, cursor: str | None) -> Page[CentreOut]:
    """The caller's centres by name; all of the provider's for those who work provider-wide."""
    within: Filter = {} if access.covers_all(actor) else {"_id": {"$in": sorted(actor.centre_ids)}}
    found, following = await page(db, documents.CENTRES, actor.provider_id, [within], "name", limit, cursor)
    items = [CentreOut.of(documents.centre_from(centre), centre["v"]) for centre in found]
    return Page[CentreOut](items=items, next=following)


async def people(
    db: Database, actor: Actor, sought: PeopleSought, *, limit: int, cursor: str | None
) -> Page[PersonOut]:
    """The people the caller may see, by family name."""
    wanted: list[Filter] = [await _visible_people(db, actor)]
    if sought.role or sought.centre_id:
        wanted.append({"roles": {"$elemMatch": _grant(sought)}})
    if sought.state:
        wanted.append({"state": sought.state.value})
    wanted += [{"search": {"$regex": f"^{re.escape(word)}"}} for word in _words(sought.search)]
    found, following = await page(db, documents.PEOPLE, actor.provider_id, wanted, "sort_name", limit, cursor)
    return Page[PersonOut](items=[_person_out(person) for person in found], next=following)


async def person(db: Database, actor: Actor, person_id: str) -> PersonOut:
    """One person. Raises PersonNotFound, or Forbidden for somebody of the same centre who is not the
    caller's.
    """
    found = await one(db, documents.PEOPLE, actor.provider_id, person_id)
    if found is None:
        raise PersonNotFound("There is no such person.")
    visible = scoped(actor.provider_id, {"$and": [await _visible_people(db, actor), {"_id": person_id}]})
    if await db[documents.PEOPLE].find_one(visible, {"_id": 1}):
        return _person_out(found)
    if access.knows(actor, documents.person_from(found)):
        raise Forbidden("You may not see this person.")
    raise PersonNotFound("There is no such person.")


async def enrolments(
    db: Database, actor: Actor, sought: EnrolmentsSought, *, limit: int, cursor: str | None
) -> Page[EnrolmentOut]:
    """The enrolments the caller may see, oldest first."""
    equals = {
        "learner_id": sought.learner_id,
        "assessor_id": sought.assessor_id,
        "iqa_id": sought.iqa_id,
        "centre_id": sought.centre_id,
        "qualification_id": sought.qualification_id,
    }
    wanted: list[Filter] = [visible_enrolments(actor), {"archived": sought.archived}]
    wanted += [{field: value} for field, value in equals.items() if value is not None]
    if sought.waiting is not None:
        wanted.append({"waits": sought.waiting})
    found, following = await page(db, documents.ENROLMENTS, actor.provider_id, wanted, "_id", limit, cursor)
    items = [EnrolmentOut.of(documents.enrolment_from(found_one), found_one["v"]) for found_one in found]
    return Page[EnrolmentOut](items=items, next=following)


async def _visible_people(db: Database, actor: Actor) -> Filter:
    centres = sorted(actor.centre_ids)
    match access.reach_of(actor):
        case Reach.PROVIDER:
            return {}
        case Reach.CENTRES:
            return {"$or": [{"centre_ids": {"$in": centres}}, {"centre_ids": {"$size": 0}}]}
        case Reach.CASELOAD:
            around: list[Filter] = [{"_id": {"$in": await _caseload(db, actor)}}]
            if access.sees_colleagues(actor):
                around.append({"centre_ids": {"$in": centres}, "roles.role": {"$in": _STAFF}})
            return {"$or": around}
        case Reach.SELF:
            return {"_id": actor.person_id}


async def _caseload(db: Database, actor: Actor) -> list[str]:
    """Oneself and the people of one's enrolments: learners for staff, and staff for a learner."""
    field = CASELOAD_FIELD[actor.role]
    own = db[documents.ENROLMENTS].find(
        scoped(actor.provider_id, {field: actor.person_id, "archived": False}),
        {"learner_id": 1, "assessor_id": 1, "iqa_id": 1},
    )
    ids = {actor.person_id}
    async for enrolment in own:
        ids |= {enrolment["learner_id"], enrolment["assessor_id"], enrolment["iqa_id"]} - {None}
    return sorted(ids)


def _grant(sought: PeopleSought) -> Filter:
    return {
        **({"role": sought.role.value} if sought.role else {}),
        **({"centre_ids": sought.centre_id} if sought.centre_id else {}),
    }


def _words(search: str | None) -> Sequence[str]:
    return documents.folded(search or "").split()[:5]


def _person_out(document: Document) -> PersonOut:
    return PersonOut.of(documents.person_from(document), document["v"])
