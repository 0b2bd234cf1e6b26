"""One team: an assessor, an employer, a Smart Room, the learners, and everything they did together."""

from datetime import timedelta

from deploy.seed import words
from deploy.seed.desk import Desk
from deploy.seed.diary import Company, Diary, State
from deploy.seed.house import House
from deploy.seed.memory import Memory
from deploy.seed.order import TeamOrder
from deploy.seed.people import Newcomer, introduce, newcomer
from services.identity import documents as identity
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.roles import Role
from services.identity.domain.staff_link import Purpose
from services.identity.handlers.announcing import enrolment_changed
from services.scheduling import documents as scheduling
from services.scheduling.domain.planning import Place
from services.scheduling.domain.rooms import SmartRoom
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Hold
from services.scheduling.handlers.announcing import session_changed, smart_room_changed

ENROLLED = timedelta(days=300)
SEATS = 31


class Team:
    """Puts one team down in a memory."""

    def __init__(self, house: House, order: TeamOrder, password_hash: str) -> None:
        self._house = house
        self._order = order
        self._password_hash = password_hash
        self._ids = house.order.ids("team", order.index)
        self._chance = house.order.chance("team", order.index)
        self._at = house.order.now - ENROLLED
        self.centre = house.centres[order.centre]
        self.assessor = self._somebody(Role.ASSESSOR, "a")
        self.employer = self._somebody(Role.EMPLOYER_USER, "e")
        self.learners = [self._somebody(Role.LEARNER, f"l{n}") for n in range(order.learners)]

    async def settle(self, memory: Memory) -> None:
        """People, their enrolments, the room, and the diary."""
        for one in (self.assessor, self.employer, *self.learners):
            await introduce(memory, one, self._at)
        qualification_id = self._chance.choice(self._house.qualifications).id
        self._house.link(memory, self._ids.next(), self.assessor, qualification_id, Purpose.DELIVER)
        places = [await self._enrol(memory, one, qualification_id) for one in self.learners]
        company = Company(
            provider_id=self._house.provider.id,
            centre_id=self.centre.id,
            nation=self.centre.nation.value,
            assessor_id=self.assessor.person.id,
            places=places,
            qualification_id=qualification_id,
            room=await self._room(memory),
            workplace=self._workplace(),
        )
        diary = Diary(company, self._house.order.now, self._ids, self._chance)
        for states in diary.fill(self._order.sessions):
            await self._hold(memory, states)
        desk = Desk(company, self._house.order.now, self._ids, self._chance)
        for states in desk.entries():
            await self._hold(memory, states)
        for draft in desk.drafts():
            memory.put("scheduling", scheduling.DRAFTS, draft.id, scheduling.draft_state(draft))

    def _workplace(self) -> str:
        business = self._chance.choice(words.EMPLOYERS)
        return f"{self.employer.person.family_name}'s {business}, {self.centre.name}"

    def _somebody(self, role: Role, tag: str) -> Newcomer:
        order = self._house.order
        learner_number = (
            f"S{order.number}-{self._order.index:05d}-{tag[1:]}" if role is Role.LEARNER else None
        )
        return newcomer(
            self._ids,
            self._chance,
            role,
            provider_id=self._house.provider.id,
            centre_ids=(self.centre.id,),
            tag=f"{order.number}.t{self._order.index}{tag}",
            password_hash=self._password_hash,
            learner_number=learner_number,
        )

    async def _enrol(self, memory: Memory, learner: Newcomer, qualification_id: str) -> Place:
        iqa = self._house.offices[self._order.centre][-1]
        enrolment = Enrolment(
            self._ids.next(),
            self._house.provider.id,
            learner.person.id,
            self.centre.id,
            qualification_id,
            employer_id=self.employer.person.id,
            listed_as=learner.person.listed_as,
        )
        enrolment = enrolment.allocated(self.assessor.person, iqa.person).dated(self._at)
        memory.put("identity", identity.ENROLMENTS, enrolment.id, identity.enrolment_state(enrolment))
        await memory.say(enrolment_changed(enrolment), at=self._at)
        return Place(learner.person.id, (enrolment.id,))

    async def _room(self, memory: Memory) -> SmartRoom:
        name = f"{self.centre.name} {self._order.index + 1}"
        room_id = self._ids.next()
        room = SmartRoom(room_id, name, self.centre.id, SEATS, f"https://rooms.example/{room_id}")
        memory.put("scheduling", scheduling.SMART_ROOMS, room.id, scheduling.room_state(room))
        await memory.say(smart_room_changed(room), at=self._at)
        return room

    async def _hold(self, memory: Memory, states: list[State]) -> None:
        """One session as scheduling keeps it in the end; the others hear of every step."""
        for state in states:
            event = session_changed(state.session)
            await memory.say(event, at=state.at, version=state.version, change=state.change)
        last = states[-1]
        kept = scheduling.session_state(last.session)
        memory.put("scheduling", scheduling.SESSIONS, last.session.id, kept, version=last.version)
        _claim(memory, last.session)


def _claim(memory: Memory, session: Session) -> None:
    """Write the session into the calendars of everybody and the room it claims."""
    for claim in session.claims():
        for day in claim.slot.days:
            id = scheduling.calendar_id(session.provider_id, claim.resource, day)
            calendar = memory.read("scheduling", scheduling.CALENDARS, id) or {
                "_id": id,
                "provider_id": session.provider_id,
                **scheduling.calendar_fields(claim.resource, day),
            }
            entries = calendar.setdefault(scheduling.field_of(Hold.SESSION), [])
            entries.append(scheduling.entry_state(session.id, claim.slot))
            memory.write("scheduling", scheduling.CALENDARS, calendar)
