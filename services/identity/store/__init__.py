"""Keeps the promises of `ports` on MongoDB, through the chassis' Tx."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from chassis.actor import PLATFORM
from chassis.tx import Tx
from services.identity import documents
from services.identity.documents.allocating import AWAITED_ALLOCATIONS, awaited_allocation_state
from services.identity.domain.account import Account
from services.identity.domain.allocation import AwaitedAllocation
from services.identity.domain.archiving import Standing
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.guessing import Tries
from services.identity.domain.login_session import LastSignIn, LoginSession
from services.identity.domain.permission_set import PermissionSet
from services.identity.domain.person import Person
from services.identity.domain.provider import Centre, Provider
from services.identity.domain.qualification import Qualification
from services.identity.domain.revocation import Revocation
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import StaffLink
from services.identity.store.around_accounts import DisclaimerStore, ImportStore, LinkStore
from services.identity.store.employers import EmployerStore, SupervisionStore
from services.identity.store.sampling import ReadStore, SampleDecisionStore


class ProviderStore:
    """`ports.Providers`. A provider's own scope is its id."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str) -> Provider | None:
        """The provider."""
        found = await self._tx.get(documents.PROVIDERS, provider_id, provider_id)
        return documents.provider_from(found) if found else None

    def save(self, provider: Provider) -> None:
        """Write the provider."""
        state = documents.provider_state(provider)
        self._tx.save(
            documents.PROVIDERS, provider.id, state, version=provider.version, provider_id=provider.id
        )


class CentreStore:
    """`ports.Centres`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def unknown(self, provider_id: str, centre_ids: Collection[str]) -> set[str]:
        """Those of the ids that are no centre of the provider."""
        found = await self._tx.get_many(documents.CENTRES, centre_ids, provider_id)
        return set(centre_ids) - {centre["_id"] for centre in found}

    async def called(self, provider_id: str, name: str) -> str | None:
        """The id of the centre with this name or id, when there is exactly one."""
        found = await self._tx.find(documents.CENTRES, provider_id, name=name)
        found = found or await self._tx.get_many(documents.CENTRES, [name], provider_id)
        return str(found[0]["_id"]) if len(found) == 1 else None

    def save(self, centre: Centre) -> None:
        """Write the centre."""
        state = documents.centre_state(centre)
        self._tx.save(
            documents.CENTRES, centre.id, state, version=centre.version, provider_id=centre.provider_id
        )


class PersonStore:
    """`ports.People`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, person_id: str) -> Person | None:
        """The person."""
        found = await self._tx.get(documents.PEOPLE, person_id, provider_id)
        return documents.person_from(found) if found else None

    async def those(self, provider_id: str, person_ids: Collection[str]) -> dict[str, Person]:
        """Those of the people who exist, by id."""
        found = await self._tx.get_many(documents.PEOPLE, person_ids, provider_id)
        return {one["_id"]: documents.person_from(one) for one in found}

    async def at_addresses(self, provider_id: str, emails: Collection[str]) -> list[Person]:
        """Everybody with one of these e-mail addresses."""
        words = tuple(documents.folded(email) for email in emails)
        found = await self._tx.find(documents.PEOPLE, provider_id, search=words) if words else []
        wanted = {email.casefold() for email in emails}
        return [documents.person_from(one) for one in found if (one["email"] or "").casefold() in wanted]

    async def holding(self, provider_id: str, permission_set_id: str) -> list[Person]:
        """Everybody who was given this set of permissions."""
        found = await self._tx.find(documents.PEOPLE, provider_id, permission_set_id=permission_set_id)
        return [documents.person_from(one) for one in found]

    async def administering(self, provider_id: str, centre_id: str) -> list[Person]:
        """Its Centre Admins, or else the Master Admins who reach it."""
        roles = (Role.CENTRE_ADMIN, Role.MASTER_ADMIN)
        held = {"roles.role": tuple(role.value for role in roles)}
        found = await self._tx.find(documents.PEOPLE, provider_id, **held)
        people = [one for one in map(documents.person_from, found) if one.is_expected]
        by_role = ([one for one in people if one.holds(role, centre_id)] for role in roles)
        return next((some for some in by_role if some), [])

    def save(self, person: Person) -> None:
        """Write the person."""
        state = documents.person_state(person)
        self._tx.save(
            documents.PEOPLE, person.id, state, version=person.version, provider_id=person.provider_id
        )


class AccountStore:
    """`ports.Accounts`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def named(self, user_name: str) -> Account | None:
        """The account with this normalised user name."""
        found = await self._tx.find(documents.ACCOUNTS, PLATFORM, user_name=user_name)
        return documents.account_from(found[0]) if found else None

    async def get(self, account_id: str) -> Account | None:
        """The account."""
        found = await self._tx.get(documents.ACCOUNTS, account_id, PLATFORM)
        return documents.account_from(found) if found else None

    async def of_person(self, person_id: str) -> Account | None:
        """The account whose member the person is."""
        found = await self._tx.find(documents.ACCOUNTS, PLATFORM, **{"memberships.person_id": person_id})
        return documents.account_from(found[0]) if found else None

    def save(self, account: Account) -> None:
        """Write the account."""
        state = documents.account_state(account)
        self._tx.keep(documents.ACCOUNTS, account.id, state, version=account.version, provider_id=PLATFORM)


class SessionStore:
    """`ports.Sessions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, session_id: str) -> LoginSession | None:
        """The session."""
        found = await self._tx.get(documents.SESSIONS, session_id, PLATFORM)
        return documents.session_from(found) if found else None

    async def running(self, person_id: str) -> list[LoginSession]:
        """The person's sessions that were not ended."""
        found = await self._tx.find(documents.SESSIONS, PLATFORM, person_id=person_id, ended_at=None)
        return [documents.session_from(one) for one in found]

    async def last_of(self, provider_id: str, person_id: str) -> LastSignIn:
        """When the person was last here."""
        found = await self._tx.get(documents.LAST_SIGN_INS, person_id, provider_id)
        if found is None:
            return LastSignIn(person_id)
        return LastSignIn(person_id, found["at"], found.get("invited_at"), found["v"])

    def note(self, provider_id: str, last: LastSignIn) -> None:
        """Write when somebody was last here, or was invited."""
        self._tx.keep(
            documents.LAST_SIGN_INS,
            last.person_id,
            {"at": last.at, "invited_at": last.invited_at},
            version=last.version,
            provider_id=provider_id,
        )

    def save(self, session: LoginSession) -> None:
        """Write the session."""
        state = documents.session_state(session)
        self._tx.keep(documents.SESSIONS, session.id, state, version=session.version, provider_id=PLATFORM)


class TriesStore:
    """`ports.TriesKept`, under a digest of the name: what was typed there may have been a password."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def at(self, user_name: str) -> Tries:
        """The tries at a user name."""
        id = hashlib.sha256(user_name.encode()).hexdigest()[:40]
        found = await self._tx.get(documents.TRIES, id, PLATFORM)
        return documents.tries_from(found) if found else Tries(id)

    def save(self, tries: Tries) -> None:
        """Write the tries."""
        state = documents.tries_state(tries)
        self._tx.keep(documents.TRIES, tries.id, state, version=tries.version, provider_id=PLATFORM)


class EnrolmentStore:
    """`ports.Enrolments`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, enrolment_id: str) -> Enrolment | None:
        """The enrolment."""
        found = await self._tx.get(documents.ENROLMENTS, enrolment_id, provider_id)
        return documents.enrolment_from(found) if found else None

    async def those(self, provider_id: str, enrolment_ids: Collection[str]) -> dict[str, Enrolment]:
        """Those of the enrolments that exist, by id."""
        found = await self._tx.get_many(documents.ENROLMENTS, enrolment_ids, provider_id)
        return {one["_id"]: documents.enrolment_from(one) for one in found}

    async def of_learners(self, provider_id: str, learner_ids: Collection[str]) -> list[Enrolment]:
        """Everything the learners are or were on, archived or not."""
        found = await self._tx.find(documents.ENROLMENTS, provider_id, learner_id=tuple(learner_ids))
        return [documents.enrolment_from(one) for one in found]

    async def in_use_at(self, provider_id: str, centre_id: str) -> list[Enrolment]:
        """A centre's enrolments that are not archived, oldest first."""
        return await self._in_use(provider_id, centre_id=centre_id)

    async def in_use_of(
        self, provider_id: str, *, centre_ids: Collection[str] | None, qualification_id: str | None
    ) -> list[Enrolment]:
        """The enrolments at the centres and on the qualification that are not archived, oldest first."""
        equals: dict[str, Any] = {} if centre_ids is None else {"centre_id": tuple(centre_ids)}
        if qualification_id is not None:
            equals["qualification_id"] = qualification_id
        return await self._in_use(provider_id, **equals)

    async def _in_use(self, provider_id: str, **equals: Any) -> list[Enrolment]:
        found = await self._tx.find(documents.ENROLMENTS, provider_id, archived=False, **equals)
        return sorted((documents.enrolment_from(one) for one in found), key=lambda one: one.id)

    async def open_one(self, provider_id: str, learner_id: str, qualification_id: str) -> Enrolment | None:
        """The learner's enrolment on the qualification that is not archived."""
        pair = documents.open_pair(learner_id, qualification_id)
        found = await self._tx.find(documents.ENROLMENTS, provider_id, open_as=pair)
        return documents.enrolment_from(found[0]) if found else None

    def save(self, enrolment: Enrolment) -> None:
        """Write the enrolment."""
        state = documents.enrolment_state(enrolment)
        self._tx.save(
            documents.ENROLMENTS,
            enrolment.id,
            state,
            version=enrolment.version,
            provider_id=enrolment.provider_id,
        )


class AwaitedAllocationStore:
    """`ports.AwaitedAllocations`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def save(self, awaited: AwaitedAllocation) -> None:
        """Write it."""
        self._tx.save(AWAITED_ALLOCATIONS, awaited.id, awaited_allocation_state(awaited), version=0)


class StaffLinkStore:
    """`ports.StaffLinks`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, link_id: str) -> StaffLink | None:
        """The link."""
        found = await self._tx.get(documents.STAFF_LINKS, link_id, provider_id)
        return documents.staff_link_from(found) if found else None

    async def between(self, provider_id: str, person_id: str, qualification_id: str) -> list[StaffLink]:
        """The links of a person with a qualification, over ones too."""
        found = await self._tx.find(
            documents.STAFF_LINKS, provider_id, person_id=person_id, qualification_id=qualification_id
        )
        return [documents.staff_link_from(one) for one in found]

    def save(self, link: StaffLink) -> None:
        """Write the link."""
        state = documents.staff_link_state(link)
        self._tx.keep(
            documents.STAFF_LINKS, link.id, state, version=link.version, provider_id=link.provider_id
        )


class TrainingStore:
    """`ports.Trainings`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def standings(self, provider_id: str, enrolment_ids: Collection[str]) -> dict[str, Standing]:
        """Where those enrolments stand that were heard of."""
        found = await self._tx.get_many(documents.TRAININGS, enrolment_ids, provider_id)
        return {one["_id"]: Standing(one["status"], one.get("certificate", "none")) for one in found}

    def know(self, enrolment_id: str, standing: Standing, *, version: int) -> None:
        """Keep what was heard, unless something newer is known."""
        self._tx.project(documents.TRAININGS, enrolment_id, asdict(standing), version=version)


class RevocationStore:
    """`ports.Revocations`: like sessions they belong to no provider."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def save(self, revocation: Revocation) -> None:
        """Write a new revocation."""
        state = documents.revocation_state(revocation)
        self._tx.save(documents.REVOCATIONS, revocation.id, state, version=0, provider_id=PLATFORM)


class QualificationStore:
    """`ports.Qualifications`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, qualification_id: str) -> Qualification | None:
        """The qualification, when it was heard of."""
        found = await self._tx.get(documents.QUALIFICATIONS, qualification_id, provider_id)
        return documents.qualification_from(found) if found else None

    async def numbered(self, provider_id: str, number: str) -> Qualification | None:
        """The qualification with this number."""
        found = await self._tx.find(documents.QUALIFICATIONS, provider_id, number=number)
        return documents.qualification_from(found[0]) if found else None

    def know(self, qualification: Qualification, *, version: int) -> None:
        """Keep what was heard, unless something newer is known."""
        state = documents.qualification_state(qualification)
        self._tx.project(documents.QUALIFICATIONS, qualification.id, state, version=version)


class PermissionSetStore:
    """`ports.PermissionSets`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, permission_set_id: str) -> PermissionSet | None:
        """The set."""
        found = await self._tx.get(documents.PERMISSION_SETS, permission_set_id, provider_id)
        return documents.permission_set_from(found) if found else None

    async def called(self, provider_id: str, name: str) -> PermissionSet | None:
        """The set in use with this name."""
        found = await self._tx.find(documents.PERMISSION_SETS, provider_id, open_as=documents.folded(name))
        return documents.permission_set_from(found[0]) if found else None

    def save(self, found: PermissionSet) -> None:
        """Write the set."""
        state = documents.permission_set_state(found, folded_name=documents.folded(found.state.name))
        self._tx.keep(
            documents.PERMISSION_SETS, found.id, state, version=found.version, provider_id=found.provider_id
        )


class IdentityTx(Tx):
    """The Tx of identity's handlers (`ports.Tx`)."""

    def open(self) -> None:
        """Set up the ports."""
        self.providers = ProviderStore(self)
        self.centres = CentreStore(self)
        self.people = PersonStore(self)
        self.accounts = AccountStore(self)
        self.sessions = SessionStore(self)
        self.tries = TriesStore(self)
        self.enrolments = EnrolmentStore(self)
        self.employers = EmployerStore(self)
        self.supervisions = SupervisionStore(self)
        self.staff_links = StaffLinkStore(self)
        self.trainings = TrainingStore(self)
        self.revocations = RevocationStore(self)
        self.qualifications = QualificationStore(self)
        self.links = LinkStore(self)
        self.disclaimers = DisclaimerStore(self)
        self.imports = ImportStore(self)
        self.permission_sets = PermissionSetStore(self)
        self.awaited_allocations = AwaitedAllocationStore(self)
        self.sample_decisions = SampleDecisionStore(self)
        self.reads = ReadStore(self)
