"""What identity's handlers need from outside. `store` keeps these promises on MongoDB.

Every read names the provider; what is saved carries it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from chassis.actor import Actor
from contracts.base import Contract
from services.identity.domain.account import Account
from services.identity.domain.allocation import AwaitedAllocation
from services.identity.domain.archiving import Standing
from services.identity.domain.disclaimer import Acceptance, Disclaimer
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.guessing import Tries
from services.identity.domain.imports import Import, Row
from services.identity.domain.link import Link, LinkDue, Purpose
from services.identity.domain.login_session import LastSignIn, LoginSession
from services.identity.domain.permission_set import PermissionSet
from services.identity.domain.person import Person
from services.identity.domain.provider import Centre, Provider
from services.identity.domain.qualification import Qualification
from services.identity.domain.revocation import Revocation
from services.identity.domain.staff_link import StaffLink
from services.identity.ports.employers import Employers, Supervisions
from services.identity.ports.sampling import Reads, SampleDecisions


class Providers(Protocol):
    """The tenants."""

    async def get(self, provider_id: str) -> Provider | None:
        """The provider."""
        ...

    def save(self, provider: Provider) -> None:
        """Write the provider, read at its version (0: new)."""
        ...


class Centres(Protocol):
    """The sites of providers."""

    async def unknown(self, provider_id: str, centre_ids: Collection[str]) -> set[str]:
        """Those of the ids that are no centre of the provider."""
        ...

    async def called(self, provider_id: str, name: str) -> str | None:
        """The id of the centre with this name or id, when there is exactly one."""
        ...

    def save(self, centre: Centre) -> None:
        """Write the centre, read at its version (0: new)."""
        ...


class People(Protocol):
    """The people of providers."""

    async def get(self, provider_id: str, person_id: str) -> Person | None:
        """The person."""
        ...

    async def those(self, provider_id: str, person_ids: Collection[str]) -> dict[str, Person]:
        """Those of the people who exist, by id."""
        ...

    async def at_addresses(self, provider_id: str, emails: Collection[str]) -> list[Person]:
        """Everybody with one of these e-mail addresses."""
        ...

    async def holding(self, provider_id: str, permission_set_id: str) -> list[Person]:
        """Everybody who was given this set of permissions."""
        ...

    async def administering(self, provider_id: str, centre_id: str) -> list[Person]:
        """The Centre Admins of a centre who may come in or will; where it has none, the Master Admins who reach it."""
        ...

    def save(self, person: Person) -> None:
        """Write the person, read at its version (0: new)."""
        ...


class Accounts(Protocol):
    """Login identities, which belong to no provider."""

    async def named(self, user_name: str) -> Account | None:
        """The account with this normalised user name."""
        ...

    async def get(self, account_id: str) -> Account | None:
        """The account."""
        ...

    async def of_person(self, person_id: str) -> Account | None:
        """The account whose member the person is."""
        ...

    def save(self, account: Account) -> None:
        """Write the account, read at its version (0: new). Its user name must be free."""
        ...


class Sessions(Protocol):
    """Log-in sessions, which belong to no provider."""

    async def get(self, session_id: str) -> LoginSession | None:
        """The session."""
        ...

    async def running(self, person_id: str) -> list[LoginSession]:
        """The person's sessions that were not ended."""
        ...

    async def last_of(self, provider_id: str, person_id: str) -> LastSignIn:
        """When the person was last here."""
        ...

    def note(self, provider_id: str, last: LastSignIn) -> None:
        """Write when somebody was last here, read at its version (0: new)."""
        ...

    def save(self, session: LoginSession) -> None:
        """Write the session, read at its version (0: new)."""
        ...


class TriesKept(Protocol):
    """How often user names were tried."""

    async def at(self, user_name: str) -> Tries:
        """The tries at a user name, whether it exists or not; none so far when nothing is kept."""
        ...

    def save(self, tries: Tries) -> None:
        """Write the tries, read at their version (0: new)."""
        ...


class Enrolments(Protocol):
    """Learners on qualifications."""

    async def get(self, provider_id: str, enrolment_id: str) -> Enrolment | None:
        """The enrolment."""
        ...

    async def those(self, provider_id: str, enrolment_ids: Collection[str]) -> dict[str, Enrolment]:
        """Those of the enrolments that exist, by id."""
        ...

    async def of_learners(self, provider_id: str, learner_ids: Collection[str]) -> list[Enrolment]:
        """Everything the learners are or were on, archived or not."""
        ...

    async def in_use_at(self, provider_id: str, centre_id: str) -> list[Enrolment]:
        """A centre's enrolments that are not archived, oldest first."""
        ...

    async def in_use_of(
        self, provider_id: str, *, centre_ids: Collection[str] | None, qualification_id: str | None
    ) -> list[Enrolment]:
        """The enrolments at the centres (None: at every one) and on the qualification (None: on any) that are not
        archived, oldest first.
        """
        ...

    async def open_one(self, provider_id: str, learner_id: str, qualification_id: str) -> Enrolment | None:
        """The learner's enrolment on the qualification that is not archived."""
        ...

    def save(self, enrolment: Enrolment) -> None:
        """Write the enrolment, read at its version (0: new)."""
        ...


class AwaitedAllocations(Protocol):
    """What centres were told of learners who wait too long."""

    def save(self, awaited: AwaitedAllocation) -> None:
        """Write a new one."""
        ...


class Qualifications(Protocol):
    """What progression has told of its catalogue."""

    async def get(self, provider_id: str, qualification_id: str) -> Qualification | None:
        """The qualification, when it was heard of."""
        ...

    async def numbered(self, provider_id: str, number: str) -> Qualification | None:
        """The qualification with this number."""
        ...

    def know(self, qualification: Qualification, *, version: int) -> None:
        """Keep what was heard, unless something newer is known."""
        ...


class StaffLinks(Protocol):
    """Who may deliver or quality assure what."""

    async def get(self, provider_id: str, link_id: str) -> StaffLink | None:
        """The link."""
        ...

    async def between(self, provider_id: str, person_id: str, qualification_id: str) -> list[StaffLink]:
        """The links of a person with a qualification, over ones too."""
        ...

    def save(self, link: StaffLink) -> None:
        """Write the link, read at its version (0: new)."""
        ...


class Trainings(Protocol):
    """What progression has told of the training status of enrolments."""

    async def standings(self, provider_id: str, enrolment_ids: Collection[str]) -> dict[str, Standing]:
        """Where those enrolments stand that were heard of."""
        ...

    def know(self, enrolment_id: str, standing: Standing, *, version: int) -> None:
        """Keep what was heard, unless something newer is known."""
        ...


class Revocations(Protocol):
    """Access that ended early."""

    def save(self, revocation: Revocation) -> None:
        """Write a new revocation."""
        ...


class Links(Protocol):
    """One-time links, and the wishes for some."""

    async def get(self, provider_id: str, link_id: str) -> Link | None:
        """The link."""
        ...

    async def open_ones(self, provider_id: str, person_id: str, purpose: Purpose) -> list[Link]:
        """The person's links of this kind that were neither used nor replaced."""
        ...

    def issue(self, link: Link) -> None:
        """Write a new link, which is announced."""
        ...

    def close(self, link: Link) -> None:
        """Write a link that was used or replaced, which is nobody else's business."""
        ...

    async def due(self, due_id: str) -> LinkDue | None:
        """The wish."""
        ...

    def save_due(self, due: LinkDue) -> None:
        """Write the wish, read at its version (0: new)."""
        ...


class Disclaimers(Protocol):
    """What providers ask everybody to accept, and who has."""

    async def of_provider(self, provider_id: str) -> Disclaimer | None:
        """The provider's disclaimer as it is now."""
        ...

    async def accepted(self, provider_id: str, person_id: str, number: int) -> Acceptance | None:
        """When the person accepted this version, if they did."""
        ...

    def save(self, disclaimer: Disclaimer) -> None:
        """Write the disclaimer, read at its version (0: new)."""
        ...

    def accept(self, provider_id: str, acceptance: Acceptance) -> None:
        """Write an acceptance that was not there."""
        ...


class Imports(Protocol):
    """Files of people, and their rows."""

    async def get(self, provider_id: str, import_id: str) -> Import | None:
        """The import."""
        ...

    async def rows(self, provider_id: str, import_id: str, numbers: Sequence[int]) -> list[Row]:
        """Rows of an import, in their order."""
        ...

    def save(self, found: Import) -> None:
        """Write the import, read at its version (0: new)."""
        ...

    def add_rows(self, found: Import, rows: Sequence[Row]) -> None:
        """Write the rows of a new import."""
        ...

    def finish(self, found: Import, row: Row) -> None:
        """Write what a row came to, unless another process was faster."""
        ...


class PermissionSets(Protocol):
    """What Custom Managers may do."""

    async def get(self, provider_id: str, permission_set_id: str) -> PermissionSet | None:
        """The set."""
        ...

    async def called(self, provider_id: str, name: str) -> PermissionSet | None:
        """The set in use with this name, however it is written."""
        ...

    def save(self, found: PermissionSet) -> None:
        """Write the set, read at its version (0: new). The name of one in use must be free."""
        ...


class Tx(Protocol):
    """One atomic change in the making, as identity's handlers see it."""

    actor: Actor
    provider_id: str
    now: datetime
    providers: Providers
    centres: Centres
    people: People
    accounts: Accounts
    sessions: Sessions
    tries: TriesKept
    enrolments: Enrolments
    employers: Employers
    supervisions: Supervisions
    staff_links: StaffLinks
    trainings: Trainings
    revocations: Revocations
    qualifications: Qualifications
    links: Links
    disclaimers: Disclaimers
    imports: Imports
    permission_sets: PermissionSets
    awaited_allocations: AwaitedAllocations
    sample_decisions: SampleDecisions
    reads: Reads

    def new_id(self) -> str:
        """The next id; the same again when the command is run again."""
        ...

    def publish(self, event: Contract, *, change: str) -> None:
        """Announce an aggregate that was saved."""
        ...
