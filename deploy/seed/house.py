"""What all teams share: the provider, its centres and catalogue, its office and its quality assurers."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.progression import QualificationChanged
from deploy.seed import words
from deploy.seed.memory import Memory
from deploy.seed.order import Order
from deploy.seed.people import TIME_ZONE, Newcomer, introduce, newcomer
from services.identity import documents
from services.identity.domain.provider import Centre, Language, Nation, Provider
from services.identity.domain.provider_settings import Features
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import Purpose, StaffLink
from services.identity.handlers.announcing import centre_changed, provider_changed
from services.progression import documents as progression
from services.progression.domain.qualification import Qualification

FOUNDED = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class House:
    """The same for every team that asks, without asking any database."""

    order: Order
    provider: Provider
    centres: tuple[Centre, ...]
    qualifications: tuple[Qualification, ...]
    chief: Newcomer
    offices: tuple[tuple[Newcomer, ...], ...]
    """Of each centre: its administrator, its business support, its IQA."""

    @classmethod
    def of(cls, order: Order, password_hash: str) -> "House":
        """The house of an order."""
        provider = Provider(
            order.provider_id,
            f"Seed Training {order.number}",
            Features(smart_rooms=True, auto_record=True),
            TIME_ZONE,
            Language.ENGLISH,
        )
        ids, chance = order.ids("house"), order.chance("house")
        centres = tuple(_centre(ids.next(), provider.id, index) for index in range(order.centres))
        catalogue = tuple(Qualification(ids.next(), *one) for one in words.QUALIFICATIONS)

        def somebody(role: Role, tag: str, centre_ids: tuple[str, ...]) -> Newcomer:
            return newcomer(
                ids,
                chance,
                role,
                provider_id=provider.id,
                centre_ids=centre_ids,
                tag=f"{order.number}.{tag}",
                password_hash=password_hash,
            )

        chief = somebody(Role.MASTER_ADMIN, "chief", ())
        roles = (Role.CENTRE_ADMIN, Role.BUSINESS_SUPPORT, Role.IQA)
        offices = tuple(
            tuple(somebody(role, f"c{place}.{role}", (centre.id,)) for role in roles)
            for place, centre in enumerate(centres)
        )
        return cls(order, provider, centres, catalogue, chief, offices)

    async def settle(self, memory: Memory) -> None:
        """Put everything of the house down but the provider itself, and tell the others of all of it."""
        at = self.order.now - FOUNDED
        await memory.say(provider_changed(self.provider, at), at=at)
        for centre in self.centres:
            memory.put("identity", documents.CENTRES, centre.id, documents.centre_state(centre))
            await memory.say(centre_changed(centre), at=at)
        for entry in self.qualifications:
            state = progression.qualification_state(entry)
            memory.put("progression", progression.QUALIFICATIONS, entry.id, state)
            await memory.say(_listed(entry), at=at)
        await introduce(memory, self.chief, at)
        ids = self.order.ids("links")
        for office in self.offices:
            for one in office:
                await introduce(memory, one, at)
            for qualification in self.qualifications:
                self.link(memory, ids.next(), office[-1], qualification.id, Purpose.QUALITY_ASSURE)

    def link(self, memory: Memory, id: str, one: Newcomer, qualification_id: str, purpose: Purpose) -> None:
        """Let somebody deliver or quality assure a qualification."""
        since = (self.order.now - FOUNDED).date()
        link = StaffLink(id, self.provider.id, one.person.id, qualification_id, purpose, since, None)
        memory.put("identity", documents.STAFF_LINKS, id, documents.staff_link_state(link))

    def open(self, memory: Memory) -> None:
        """Put the provider itself down, which comes last: where it is, everything is."""
        state = documents.provider_state(self.provider)
        memory.put("identity", documents.PROVIDERS, self.provider.id, state)


def _listed(entry: Qualification) -> QualificationChanged:
    return QualificationChanged(
        id=entry.id, number=entry.number, title=entry.title, level=entry.level, type=entry.type, active=True
    )


def _centre(id: str, provider_id: str, index: int) -> Centre:
    town = words.TOWNS[index % len(words.TOWNS)]
    nation = Nation.WALES if town in words.WELSH_TOWNS else Nation.ENGLAND
    name = town if index < len(words.TOWNS) else f"{town} {index // len(words.TOWNS) + 1}"
    return Centre(id, provider_id, name, nation, TIME_ZONE)
