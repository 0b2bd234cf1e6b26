"""What screens read of identity: oneself, the provider, its centres, people and enrolments, each within
reach.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.actor import PLATFORM, Actor
from chassis.errors import Forbidden
from chassis.listing import WITHOUT_PLUMBING, Order, page_of
from chassis.mongo import Database, scoped
from chassis.paging import Page, decode_cursor, encode_cursor, not_ours
from chassis.tx import Document
from services.caseload import local_day
from services.identity import access, documents
from services.identity.access import Reach
from services.identity.domain.disclaimer import Disclaimer
from services.identity.domain.errors import ImportNotFound, NoDisclaimer, PersonNotFound
from services.identity.domain.imports import Import, ImportKind, ImportState, Row, RowResult
from services.identity.domain.permission_set import in_order
from services.identity.domain.person import PersonState
from services.identity.domain.provider import Provider
from services.identity.domain.roles import Role
from services.identity.queries.apprentices import employed
from services.identity.queries.orders import ENROLMENTS_BY, PEOPLE_BY, EnrolmentsBy, PeopleBy
from services.identity.schemas.accounts import ImportOut, LastSignInOut, RowOut, SignInOfOut, SignInsOut
from services.identity.schemas.enrolments import EnrolmentOut
from services.identity.schemas.people import PersonOut
from services.identity.schemas.provider_settings import ProviderSettingsOut
from services.identity.schemas.providers import CentreOut, ProviderOut
from services.identity.schemas.signing_in import MeOut

Filter = Mapping[str, Any]

_UNDER_WAY = (ImportState.CHECKING, ImportState.RUNNING)
_CASELOAD_FIELD = {
    Role.LEARNER.value: "learner_id",
    Role.ASSESSOR.value: "assessor_id",
    Role.IQA.value: "iqa_id",
}
_STAFF = [role.value for role in Role if role not in (Role.LEARNER, Role.EMPLOYER_USER)]


@dataclass(frozen=True, slots=True)
class PeopleSought:
    """Which people a list shows: of a role, at a centre, in a state, whose names begin with these words, out of
    `ids` where they are given.
    """

    role: Role | None
    centre_id: str | None
    search: str | None
    state: PersonState | None
    ids: tuple[str, ...] | None = None
    sort: PeopleBy = "name"


@dataclass(frozen=True, slots=True)
class EnrolmentsSought:
    """Which enrolments a list shows; `waiting` are those without assessor or IQA (CE-08). Archived ones are shown
    alone or not at all.
    """

    learner_id: str | None = None
    assessor_id: str | None = None
    iqa_id: str | None = None
    centre_id: str | None = None
    qualification_id: str | None = None
    waiting: bool | None = None
    archived: bool = False
    sort: EnrolmentsBy = "enrolled"


async def me(db: Database, actor: Actor, now: datetime) -> MeOut:
    """Who is signed in; `now` is UTC. Raises PersonNotFound when they are gone meanwhile."""
    person = await _one(db, documents.PEOPLE, actor.provider_id, actor.person_id)
    provider = await _one(db, documents.PROVIDERS, actor.provider_id, actor.provider_id)
    if person is None or provider is None:
        raise PersonNotFound("You are no longer known here.")
    account = await db[documents.ACCOUNTS].find_one(
        scoped(PLATFORM, {"memberships.person_id": actor.person_id}), {"user_name": 1}
    )
    return MeOut(
        person=_person_out(person),
        user_name=account["user_name"] if account else None,
        provider=ProviderOut.of(documents.provider_from(provider), provider["v"], now),
        role=Role(actor.role),
        centre_ids=sorted(actor.centre_ids),
        permissions=in_order(actor.permissions),
    )


async def own_provider(db: Database, actor: Actor, now: datetime) -> ProviderOut:
    """The caller's provider as it is at a moment (UTC)."""
    provider = await _own_provider(db, actor)
    return ProviderOut.of(provider, provider.version, now)


async def provider_settings(db: Database, actor: Actor, now: datetime) -> ProviderSettingsOut:
    """The settings of the caller's provider as they are at a moment (UTC)."""
    provider = await _own_provider(db, actor)
    return ProviderSettingsOut.of(provider, provider.version, now)


async def _own_provider(db: Database, actor: Actor) -> Provider:
    found = await _one(db, documents.PROVIDERS, actor.provider_id, actor.provider_id)
    assert found, "a token was issued for a provider that does not exist"
    return documents.provider_from(found)


async def disclaimer(db: Database, actor: Actor) -> Disclaimer:
    """The disclaimer of the caller's provider. Raises NoDisclaimer."""
    found = await _one(db, documents.DISCLAIMERS, actor.provider_id, actor.provider_id)
    if found is None:
        raise NoDisclaimer("This provider asks nobody to accept anything.")
    return documents.disclaimer_from(found)


async def centres(db: Database, actor: Actor, *, limit: int, cursor: str | None) -> Page[CentreOut]:
    """The caller's centres by name; all of the provider's for those who work provider-wide."""
    within: Filter = {} if access.covers_all(actor) else {"_id": {"$in": sorted(actor.centre_ids)}}
    found, following = await page_of(
        db, documents.CENTRES, actor.provider_id, [within], Order("name"), limit=limit, cursor=cursor
    )
    items = [CentreOut.of(documents.centre_from(centre), centre["v"]) for centre in found]
    return Page[CentreOut](items=items, next=following)


async def people(
    db: Database, actor: Actor, sought: PeopleSought, now: datetime, *, limit: int, cursor: str | None
) -> Page[PersonOut]:
    """The people the caller may see, in the order wanted; `now` is UTC. Raises Invalid for a bad cursor."""
    wanted: list[Filter] = [await _visible_people(db, actor, now)]
    if sought.role or sought.centre_id:
        wanted.append({"roles": {"$elemMatch": _grant(sought)}})
    if sought.state:
        wanted.append({"state": sought.state.value})
    if sought.ids is not None:
        wanted.append({"_id": {"$in": list(sought.ids)}})
    wanted += [{"search": {"$regex": f"^{re.escape(word)}"}} for word in _words(sought.search)]
    order = PEOPLE_BY[sought.sort]
    found, following = await page_of(
        db, documents.PEOPLE, actor.provider_id, wanted, order, limit=limit, cursor=cursor
    )
    return Page[PersonOut](items=[_person_out(person) for person in found], next=following)


async def person(db: Database, actor: Actor, person_id: str, now: datetime) -> PersonOut:
    """One person. Raises PersonNotFound, or Forbidden for somebody of the same centre who is not the
    caller's.
    """
    found = await _one(db, documents.PEOPLE, actor.provider_id, person_id)
    if found is None:
        raise PersonNotFound("There is no such person.")
    visible = scoped(actor.provider_id, {"$and": [await _visible_people(db, actor, now), {"_id": person_id}]})
    if await db[documents.PEOPLE].find_one(visible, {"_id": 1}):
        return _person_out(found)
    if access.knows(actor, documents.person_from(found)):
        raise Forbidden("You may not see this person.")
    raise PersonNotFound("There is no such person.")


async def enrolments(
    db: Database, actor: Actor, sought: EnrolmentsSought, now: datetime, *, limit: int, cursor: str | None
) -> Page[EnrolmentOut]:
    """The enrolments the caller may see, in the order wanted; `now` is UTC. Raises Invalid for a bad cursor."""
    wanted = await enrolments_sought(db, actor, sought, now)
    order = ENROLMENTS_BY[sought.sort]
    found, following = await page_of(
        db, documents.ENROLMENTS, actor.provider_id, wanted, order, limit=limit, cursor=cursor
    )
    items = [EnrolmentOut.of(documents.enrolment_from(one), one["v"]) for one in found]
    return Page[EnrolmentOut](items=items, next=following)


async def sign_ins(db: Database, actor: Actor, now: datetime) -> SignInsOut:
    """The caller's log-in sessions that are open, newest first, at most 100."""
    own = {"member_of": actor.provider_id, "person_id": actor.person_id, "ended_at": None}
    still = {"idle_until": {"$gt": now}, "expires_at": {"$gt": now}}
    found = db[documents.SESSIONS].find(scoped(PLATFORM, own | still)).sort("started_at", -1)
    sessions = [documents.session_from(document) for document in await found.limit(100).to_list(100)]
    return SignInsOut(
        items=[
            SignInOfOut(
                id=session.id,
                role=session.role,
                started_at=session.started_at,
                used_at=session.rotated_at,
                expires_at=session.expires_at,
                current=session.id == actor.session_id,
            )
            for session in sessions
        ]
    )


async def last_sign_in(db: Database, actor: Actor, person_id: str, now: datetime) -> LastSignInOut:
    """When somebody the caller may see was last here. Raises what `person` raises."""
    await person(db, actor, person_id, now)
    found = await _one(db, documents.LAST_SIGN_INS, actor.provider_id, person_id)
    return LastSignInOut(person_id=person_id, at=found["at"] if found else None)


async def an_import(db: Database, actor: Actor, import_id: str) -> ImportOut:
    """How far an import is. Raises Forbidden and ImportNotFound."""
    found = await _import(db, actor, import_id)
    under_way = found.state in _UNDER_WAY
    had_turn = {"turn": {"$ne": found.state.value}} if under_way else {}
    counted: dict[RowResult, int] = {}
    for result in RowResult:
        wanted = scoped(actor.provider_id, had_turn, import_id=import_id, result=result.value)
        counted[result] = await db[documents.IMPORT_ROWS].count_documents(wanted)
    if under_way:
        to_come = scoped(actor.provider_id, import_id=import_id, turn=found.state.value)
        counted[RowResult.WAITING] += await db[documents.IMPORT_ROWS].count_documents(to_come)
    return ImportOut(
        id=found.id,
        state=found.state,
        rows=found.row_count,
        created_at=found.created_at,
        kind=found.kind,
        **{result.value: count for result, count in counted.items()},
    )


async def import_rows(
    db: Database, actor: Actor, import_id: str, result: RowResult | None, *, limit: int, cursor: str | None
) -> Page[RowOut]:
    """The rows of an import in their order. Raises Forbidden, ImportNotFound and Invalid for a bad cursor."""
    await _import(db, actor, import_id)
    after = decode_cursor(cursor, 1)[0] if cursor else 0
    if not isinstance(after, int):
        raise not_ours()
    wanted = {"number": {"$gt": after}} | ({"result": result.value} if result else {})
    within = scoped(actor.provider_id, wanted, import_id=import_id)
    found = await db[documents.IMPORT_ROWS].find(within).sort("number", 1).limit(limit + 1).to_list(limit + 1)
    rows = [documents.row_from(document) for document in found]
    following = encode_cursor(rows[limit - 1].number) if len(rows) > limit else None
    return Page[RowOut](items=[RowOut.of(row) for row in rows[:limit]], next=following)


async def refused_rows(db: Database, actor: Actor, import_id: str) -> tuple[ImportKind, AsyncIterator[Row]]:
    """What the file is about, and its rows that were refused, in their order. Raises Forbidden and ImportNotFound at
    once.
    """
    found = await _import(db, actor, import_id)
    refused = scoped(actor.provider_id, import_id=import_id, result=RowResult.REFUSED.value)

    async def rows() -> AsyncIterator[Row]:
        async for document in db[documents.IMPORT_ROWS].find(refused).sort("number", 1):
            yield documents.row_from(document)

    return found.kind, rows()


async def _import(db: Database, actor: Actor, import_id: str) -> Import:
    access.may_import(actor)
    found = await _one(db, documents.IMPORTS, actor.provider_id, import_id)
    if found is None or not access.sees_import(actor, documents.import_from(found)):
        raise ImportNotFound("There is no such import.")
    return documents.import_from(found)


async def _visible_people(db: Database, actor: Actor, now: datetime) -> Filter:
    centres = sorted(actor.centre_ids)
    match access.reach_of(actor):
        case Reach.PROVIDER:
            return {}
        case Reach.CENTRES:
            guests = {"_id": {"$in": await _shared_learners(db, actor)}}
            return {"$or": [{"centre_ids": {"$in": centres}}, {"centre_ids": {"$size": 0}}, guests]}
        case Reach.CASELOAD:
            around: list[Filter] = [{"_id": {"$in": await _around(db, actor, now)}}]
            if access.sees_colleagues(actor):
                around.append({"centre_ids": {"$in": centres}, "roles.role": {"$in": _STAFF}})
            return {"$or": around}
        case Reach.SAMPLE:
            return {"_id": {"$in": await _around(db, actor, now)}}
        case Reach.SELF:
            return {"_id": actor.person_id}


async def _around(db: Database, actor: Actor, now: datetime) -> list[str]:
    """Oneself and the people of one's enrolments: learners for staff, and staff for a learner."""
    own = db[documents.ENROLMENTS].find(
        scoped(actor.provider_id, {"$and": [await _visible_enrolments(db, actor, now)]}),
        {"learner_id": 1, "assessor_id": 1, "iqa_id": 1},
    )
    ids = {actor.person_id}
    async for enrolment in own:
        ids |= {enrolment["learner_id"], enrolment["assessor_id"], enrolment["iqa_id"]} - {None}
    return sorted(ids)


async def _shared_learners(db: Database, actor: Actor) -> list[str]:
    """Other centres' learners of whom an enrolment is shared with the actor's (CE-30)."""
    shared = scoped(actor.provider_id, {"archived": False}, shared_with={"$in": sorted(actor.centre_ids)})
    return [one["learner_id"] async for one in db[documents.ENROLMENTS].find(shared, {"learner_id": 1})]


async def _visible_enrolments(db: Database, actor: Actor, now: datetime) -> Filter:
    """The enrolments the actor may see, shared ones included (CE-30); those with a caseload or a sample (G06) see
    nothing that is archived (CE-52).
    """
    match access.reach_of(actor):
        case Reach.PROVIDER:
            return {}
        case Reach.CENTRES:
            centres = {"$in": sorted(actor.centre_ids)}
            return {"$or": [{"centre_id": centres}, {"shared_with": centres}]}
        case Reach.CASELOAD if actor.role == Role.EMPLOYER_USER:
            return await employed(db, actor, local_day(now))
        case Reach.CASELOAD:
            return {_CASELOAD_FIELD[actor.role]: actor.person_id, "archived": False}
        case Reach.SAMPLE:
            today = local_day(now).isoformat()
            # A sample without a first day began before such days were kept.
            begun = {"$not": {"$gt": today}}
            running = {"eqa_id": actor.person_id, "from_date": begun, "until_date": {"$gte": today}}
            centres = {"$in": sorted(actor.centre_ids)}
            return {"sampled": {"$elemMatch": running}, "centre_id": centres, "archived": False}
        case Reach.SELF:
            return {"_id": {"$in": []}}


async def enrolments_sought(
    db: Database, actor: Actor, sought: EnrolmentsSought, now: datetime
) -> list[Filter]:
    """What is sought of the enrolments the actor may see."""
    equals = {
        "learner_id": sought.learner_id,
        "assessor_id": sought.assessor_id,
        "iqa_id": sought.iqa_id,
        "qualification_id": sought.qualification_id,
        "waits": sought.waiting,
    }
    return [
        await _visible_enrolments(db, actor, now),
        {"archived": sought.archived},
        _at_centre(sought.centre_id),
        *({field: value} for field, value in equals.items() if value is not None),
    ]


def _at_centre(centre_id: str | None) -> Filter:
    """Enrolments that a centre looks after, shared ones included (CE-30)."""
    return {} if centre_id is None else {"$or": [{"centre_id": centre_id}, {"shared_with": centre_id}]}


def _grant(sought: PeopleSought) -> Filter:
    return {
        **({"role": sought.role.value} if sought.role else {}),
        **({"centre_ids": sought.centre_id} if sought.centre_id else {}),
    }


def _words(search: str | None) -> Sequence[str]:
    return documents.folded(search or "").split()[:5]


async def names_of(db: Database, provider_id: str, person_ids: set[str]) -> dict[str, str]:
    """The names to show of the provider's people, by id."""
    found = db[documents.PEOPLE].find(scoped(provider_id, _id={"$in": list(person_ids)}), {"display_name": 1})
    return {person["_id"]: person["display_name"] async for person in found}


def _person_out(document: Document) -> PersonOut:
    return PersonOut.of(documents.person_from(document), document["v"])


async def _one(db: Database, collection: str, provider_id: str, id: str) -> Document | None:
    return await db[collection].find_one(scoped(provider_id, _id=id), WITHOUT_PLUMBING)
