"""Furnishes a running stack with the demo's provider, through the public API like anybody else.

Run again, it looks at what is there and adds only what is missing. Progress goes to standard error; the last line on
standard output is JSON with the logins.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from deploy.demo import provider as demo
from deploy.demo.client import Client, Refused
from deploy.demo.desks import fill_desks
from deploy.demo.diaries import fill_diaries
from deploy.demo.employers import record_employers
from deploy.demo.founding import PASSWORD

T = TypeVar("T")

AT_ONCE = 8
TIME_ZONE = "Europe/London"
LOOKED_BACK, LOOKED_AHEAD = timedelta(days=45), timedelta(days=15)
"""Where a booking of an earlier run is looked for; after that the diary gets new ones."""


@dataclass(slots=True)
class Ids:
    """The ids of what is there, by what a person would call it."""

    centres: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    qualifications: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)


class Seed:
    """One furnishing of one provider, by its Master Admin."""

    def __init__(self, admin: Client, say: Callable[[str], None]) -> None:
        self._admin = admin
        self._say = say
        self._ids = Ids()
        self._places = asyncio.Semaphore(AT_ONCE)

    async def furnish(self) -> None:
        """Everything, each kind of thing after those it needs. Raises `Refused`."""
        await self._add_centres()
        await asyncio.gather(self._add_people(), self._add_qualifications(), self._add_rooms())
        await self._link_staff()
        await self._enrol()
        await self._record_employers()
        await self._book_sessions()
        await self._fill_diaries()
        await self._fill_desks()

    async def _add_centres(self) -> None:
        self._ids.centres = await self._known("/centres", _by("name"))
        for name in _missing(demo.NATIONS, self._ids.centres):
            body = {"name": name, "nation": demo.NATIONS[name]}
            self._ids.centres[name] = (await self._admin.post("/centres", body))["id"]
        self._say(f"{len(self._ids.centres)} centres")

    async def _add_people(self) -> None:
        known = self._ids.people = await self._known("/people", _by("email"))
        everybody = {person.email: person for person in (*demo.STAFF, *demo.LEARNERS)}
        missing = _missing(everybody, known)

        async def add(email: str) -> None:
            known[email] = await self._post("/people", self._person(everybody[email]))

        await _together(add, missing)
        self._say(f"{len(everybody)} people, {len(missing)} of them new")

    def _person(self, person: demo.Person) -> dict[str, Any]:
        centre_ids = [self._ids.centres[centre] for centre in person.centres]
        return {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "email": person.email,
            "user_name": person.user_name,
            "initial_password": PASSWORD,
            "roles": [{"role": person.role, "centre_ids": centre_ids}],
            "language": person.language,
        }

    async def _add_qualifications(self) -> None:
        known = self._ids.qualifications = await self._known("/qualifications", _by("number"))
        catalogue = {one.number: one for one in demo.QUALIFICATIONS}

        async def add(number: str) -> None:
            one = catalogue[number]
            body = {"number": number, "title": one.title, "level": one.level, "type": one.type}
            known[number] = await self._post("/qualifications", body)

        await _together(add, _missing(catalogue, known))
        self._say(f"{len(known)} qualifications")

    async def _add_rooms(self) -> None:
        known = self._ids.rooms = await self._known("/smart-rooms", _by("name"))
        rooms = {room.name: room for room in demo.ROOMS}

        async def add(name: str) -> None:
            room = rooms[name]
            centre_id = self._ids.centres[room.centre] if room.centre else None
            body = {
                "name": name,
                "centre_id": centre_id,
                "capacity": room.capacity,
                "join_url": room.join_url,
            }
            known[name] = await self._post("/smart-rooms", body)

        await _together(add, _missing(rooms, known))
        self._say(f"{len(known)} Smart Rooms")

    async def _link_staff(self) -> None:
        known = await self._known(
            "/staff-links", lambda one: (one["person_id"], one["qualification_id"], one["purpose"])
        )
        wanted = {
            (self._id(person), self._ids.qualifications[one.qualification.number], purpose)
            for one in demo.ENROLMENTS
            for person, purpose in ((one.assessor, "deliver"), (one.iqa, "quality_assure"))
            if person
        }

        async def link(triple: tuple[str, str, str]) -> None:
            fields = ("person_id", "qualification_id", "purpose")
            await self._post("/staff-links", dict(zip(fields, triple, strict=True)))

        missing = _missing(wanted, known)
        await _together(link, missing)
        self._say(f"{len(wanted)} staff links, {len(missing)} of them new")

    async def _enrol(self) -> None:
        known = await self._known("/enrolments", lambda one: (one["learner_id"], one["qualification_id"]))
        wanted = {
            (self._id(one.learner), self._ids.qualifications[one.qualification.number]): one
            for one in demo.ENROLMENTS
        }
        missing = _missing(wanted, known)

        async def enrol(pair: tuple[str, str]) -> None:
            await self._post("/enrolments", self._enrolment(wanted[pair]))

        await _together(enrol, missing)
        self._say(f"{len(wanted)} enrolments, {len(missing)} of them new")

    def _enrolment(self, enrolment: demo.Enrolment) -> dict[str, Any]:
        return {
            "learner_id": self._id(enrolment.learner),
            "centre_id": self._ids.centres[enrolment.centre],
            "qualification_id": self._ids.qualifications[enrolment.qualification.number],
            "assessor_id": self._id(enrolment.assessor) if enrolment.assessor else None,
            "iqa_id": self._id(enrolment.iqa) if enrolment.iqa else None,
            "employer_id": self._id(enrolment.employer) if enrolment.employer else None,
        }

    async def _book_sessions(self) -> None:
        now = datetime.now(UTC)
        stretch = {"from": (now - LOOKED_BACK).isoformat(), "to": (now + LOOKED_AHEAD).isoformat()}
        known = await self._known("/sessions", _by("planning_notes"), **stretch)
        sessions = {session.notes: session for session in demo.SESSIONS}
        missing = _missing(sessions, known)

        async def book(notes: str) -> None:
            async with self._places:
                await self._admin.post("/sessions", self._session(sessions[notes], now.date()))

        await _together(book, missing)
        self._say(f"{len(sessions)} bookings, {len(missing)} of them new")

    async def _record_employers(self) -> None:
        ids, today = self._ids, datetime.now(UTC).date()
        new = await record_employers(self._admin, ids.people, ids.centres, today)
        self._say(f"an employer with who supervises its learners, {new} of them new")

    async def _fill_diaries(self) -> None:
        ids, today = self._ids, datetime.now(UTC).date()
        new = await fill_diaries(self._admin, ids.people, ids.centres, ids.rooms, today)
        self._say(f"diaries: working hours, days away, an event and tasks, {new} of them new")

    async def _fill_desks(self) -> None:
        today = datetime.now(UTC).date()
        new = await fill_desks(self._admin, self._ids.people, lambda one: self._session(one, today))
        self._say(f"desks: sessions that were held, diary entries and drafts, {new} of them new")

    def _session(self, session: demo.Session, today: date) -> dict[str, Any]:
        first = session.enrolments[0]
        assert first.assessor, "only allocated learners are booked"
        numbers = {one.qualification.number for one in session.enrolments}
        body = {
            "assessor_id": self._id(first.assessor),
            "learner_ids": [self._id(one.learner) for one in session.enrolments],
            "method": session.method,
            "type": session.type,
            "local_start": f"{working_day(today, session.days_ahead)}T{session.at}",
            "time_zone": TIME_ZONE,
            "minutes": session.minutes,
            "qualification_ids": [self._ids.qualifications[number] for number in sorted(numbers)],
            "location": session.location,
            "planning_notes": session.notes,
            "override": True,
        }
        repeat = {"frequency": "weekly", "count": session.weeks}
        return body | ({"repeat": repeat} if session.weeks > 1 else {})

    def _id(self, person: demo.Person) -> str:
        return self._ids.people[person.email]

    async def _post(self, path: str, body: dict[str, Any]) -> str:
        async with self._places:
            return str((await self._admin.post(path, body))["id"])

    async def _known(self, path: str, name: Callable[[dict[str, Any]], T], **params: Any) -> dict[T, str]:
        """What a list holds, page after page: the ids by name."""
        known: dict[T, str] = {}
        params["limit"] = 100
        while True:
            page = await self._admin.get(path, **params)
            known |= {name(item): item["id"] for item in page["items"]}
            if not page.get("next"):
                return known
            params["cursor"] = page["next"]


def working_day(today: date, ahead: int) -> date:
    """The weekday so many weekdays after today, or before it."""
    day, step = today, timedelta(days=1 if ahead > 0 else -1)
    missing = abs(ahead)
    while missing:
        day += step
        missing -= day.weekday() < 5
    return day


def _by(field_name: str) -> Callable[[dict[str, Any]], str]:
    return lambda item: str(item[field_name])


def _missing(wanted: Iterable[T], known: dict[T, str]) -> list[T]:
    return [name for name in wanted if name not in known]


async def _together(do: Callable[[T], Awaitable[None]], names: Sequence[T]) -> None:
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(_as_coroutine(do, name))


async def _as_coroutine(do: Callable[[T], Awaitable[None]], name: T) -> None:
    await do(name)


async def take_in(admin: Client, platform_user: str, platform_password: str) -> None:
    """Sign in as the provider's Master Admin; take the provider in first when there is none. Raises `Refused`."""
    chief = demo.CHIEF
    try:
        await admin.sign_in(chief.user_name, PASSWORD)
    except Refused as refused:
        if refused.code != "sign_in_refused":
            raise
        async with Client(admin.url) as platform:
            await platform.sign_in(platform_user, platform_password)
            await platform.post("/providers", _provider(chief))
        await admin.sign_in(chief.user_name, PASSWORD)


def _provider(chief: demo.Person) -> dict[str, Any]:
    first, nation = next(iter(demo.NATIONS.items()))
    return {
        "name": demo.NAME,
        "features": {"smart_rooms": True, "auto_record": True},
        "time_zone": TIME_ZONE,
        "centre": {"name": first, "nation": nation},
        "admin": {
            "given_name": chief.given_name,
            "family_name": chief.family_name,
            "email": chief.email,
            "user_name": chief.user_name,
            "initial_password": PASSWORD,
        },
    }


async def seed(url: str, platform_user: str, platform_password: str, say: Callable[[str], None]) -> None:
    """Furnish the stack behind this gateway. Raises `Refused`, and a group of them from parallel work."""
    async with Client(url) as admin:
        await take_in(admin, platform_user, platform_password)
        say(demo.NAME)
        await Seed(admin, say).furnish()


def logins() -> list[dict[str, str]]:
    """Who to sign in as."""
    return [
        {"role": one.role, "name": one.name, "user_name": one.user_name, "password": PASSWORD}
        for one in demo.SHOWN
    ]


def _first(group: BaseExceptionGroup[Refused]) -> Refused:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def main() -> None:
    """Furnish the stack the environment names, then print the logins."""
    env = os.environ
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"  {time.monotonic() - started:5.1f} s  {line}", file=sys.stderr, flush=True)

    user, password = env["WAYMARK_PLATFORM_USER"], env["WAYMARK_PLATFORM_PASSWORD"]
    try:
        asyncio.run(seed(env["WAYMARK_GATEWAY_URL"], user, password, say))
    except* Refused as refusals:
        sys.exit(f"The demo's provider could not be furnished: {_first(refusals)}")
    print(json.dumps({"logins": logins()}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
