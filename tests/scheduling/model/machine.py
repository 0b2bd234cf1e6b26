"""Scheduling and the naive diary are asked the same things, in any order, and have to answer alike."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chassis.testing.service import ServiceUnderTest
from contracts.identity import PersonChanged, RoleHeld
from contracts.words import AccountState, Language, Role
from tests.faults.oracle import claims_of_calendars, claims_of_sessions, overlaps
from tests.scheduling.conftest import Provider, a_provider
from tests.scheduling.model.naive import Meeting, NaiveDiary

MONDAY = date(2032, 3, 1)
"""A week without a bank holiday, in winter: London's clocks show UTC."""

PATIENCE_SECONDS = 60
MOST_DAYS = 3
CALLED_OFF = {"outcome": "cancelled_by_assessor", "reason": "Ill."}

ASSESSORS, LEARNERS = st.integers(0, 1), st.integers(0, 3)
GROUPS = st.sets(LEARNERS, min_size=1, max_size=3)
STARTS = st.builds(
    lambda day, half_hours: (
        datetime(2032, 3, 1, 8, 30, tzinfo=UTC) + timedelta(days=day, minutes=30 * half_hours)
    ),
    st.integers(0, 1),
    st.integers(0, 5),
)
"""Two crowded mornings that begin before the office does."""

MINUTES = st.sampled_from([30, 60, 90])


Await = Callable[[Coroutine[Any, Any, Any]], Any]
"""Waits for what the service's loop is to do."""


class DiaryMachine(RuleBasedStateMachine):
    """One provider: two assessors, four learners whom both look after, two Smart Rooms."""

    service: ServiceUnderTest
    wait: Await

    @initialize()
    def found(self) -> None:
        """A new provider, and an empty diary."""
        self.wait(self._found())

    async def _found(self) -> None:
        self.provider: Provider = await a_provider(self.service)
        second = await self.provider.person(Role.ASSESSOR, "Gwen Hughes")
        self.assessors = [self.provider.assessor_id, second]
        self.learners = self.provider.learner_ids
        for learner in self.learners:
            await self.provider.enrol(learner, second)
        self.chief = self.provider.as_role("master_admin", everywhere=True)
        self.diary = NaiveDiary([await self.provider.room(f"Room {number}") for number in (1, 2)])
        self.versions: dict[str, int] = {}
        self.series: list[list[str]] = []
        self.timetables = dict.fromkeys(self.assessors, 0)
        self.travel = dict.fromkeys(self.assessors, 0)

    @rule(
        assessor=ASSESSORS,
        group=GROUPS,
        start=STARTS,
        minutes=MINUTES,
        smart=st.booleans(),
        days=st.integers(1, MOST_DAYS),
        skip=st.booleans(),
        override=st.booleans(),
    )
    def book(
        self,
        assessor: int,
        group: set[int],
        start: datetime,
        minutes: int,
        smart: bool,
        days: int,
        skip: bool,
        override: bool,
    ) -> None:
        """A session or, on several days, a series."""
        who, learners = self.assessors[assessor], sorted(self.learners[one] for one in group)
        first = Meeting(who, frozenset(learners), start, minutes, self.travel[who], smart)
        wanted = [replace(first, start=start + timedelta(days=day)) for day in range(days)]
        refusal = self.diary.refusal(wanted, override=override)
        if skip and refusal:
            fits = [one for one in wanted if self.diary.refusal([one], override=override) is None]
            wanted, refusal = (fits, None) if fits else (wanted, refusal)
        if self.diary.archived & first.learners:
            refusal = "person_is_blocked"
        body = self.provider.a_booking(
            assessor_id=who,
            learner_ids=learners,
            local_start=_local(start),
            minutes=minutes,
            method="smart_session" if smart else "traditional",
            skip_conflicts=skip,
            override=override,
        )
        if days > 1:
            body["repeat"] = {"frequency": "daily", "count": days}
        answer = self.wait(self.chief.post("/sessions", json=body))
        if self._agrees(answer, refusal):
            booked = answer.json()["sessions"]
            for session, meeting in zip(booked, wanted, strict=True):
                self._note(session, meeting)
            if booked[0]["series"]:
                self.series.append([session["id"] for session in booked])

    @precondition(lambda self: self.diary.meetings)
    @rule(data=st.data(), start=STARTS, minutes=MINUTES, override=st.booleans())
    def move(self, data: st.DataObject, start: datetime, minutes: int, override: bool) -> None:
        """A session to another time."""
        id, meeting = self._some_meeting(data)
        travel = meeting.travel if (start, minutes) == (meeting.start, meeting.minutes) else None
        moved = replace(
            meeting,
            start=start,
            minutes=minutes,
            travel=self.travel[meeting.assessor] if travel is None else travel,
        )
        refusal = self.diary.refusal([moved], instead_of={id}, override=override)
        body = {"local_start": _local(start), "minutes": minutes, "override": override}
        answer = self._change(id, "rescheduling", body)
        if self._agrees(answer, refusal):
            self._note(answer.json(), moved)

    @precondition(lambda self: self.series)
    @rule(data=st.data(), days=st.integers(0, 1), half_hours=st.integers(0, 3), minutes=MINUTES)
    def move_following(self, data: st.DataObject, days: int, half_hours: int, minutes: int) -> None:
        """A session of a series and those that follow it, by the same time."""
        here = self._following(data)
        if here is None:
            return
        by = timedelta(days=days, minutes=30 * half_hours)
        moved = {}
        for id in here:
            meeting = self.diary.meetings[id]
            stays = not by and minutes == meeting.minutes
            travel = meeting.travel if stays else self.travel[meeting.assessor]
            moved[id] = replace(meeting, start=meeting.start + by, minutes=minutes, travel=travel)
        refusal = self.diary.refusal(list(moved.values()), instead_of=moved.keys(), override=True)
        body = {"local_start": _local(moved[here[0]].start), "minutes": minutes, "override": True}
        answer = self._change(here[0], "following/rescheduling", body)
        if self._agrees(answer, refusal):
            for session in answer.json()["sessions"]:
                self._note(session, moved[session["id"]])

    @precondition(lambda self: self.series)
    @rule(data=st.data())
    def cancel_following(self, data: st.DataObject) -> None:
        """A session of a series and those that follow it are called off."""
        here = self._following(data)
        if here is not None:
            assert self._agrees(self._change(here[0], "following/cancellation", CALLED_OFF), None)
            for id in here:
                del self.diary.meetings[id]

    @precondition(lambda self: self.diary.meetings)
    @rule(data=st.data(), leaving=st.sets(LEARNERS, max_size=2), joining=st.sets(LEARNERS, max_size=2))
    def change_company(self, data: st.DataObject, leaving: set[int], joining: set[int]) -> None:
        """Learners leave a session and others join it."""
        id, meeting = self._some_meeting(data)
        going = {self.learners[one] for one in leaving} & meeting.learners
        coming = {self.learners[one] for one in joining} - meeting.learners
        company = meeting.learners - going | coming
        if not company or not (going or coming):
            return
        changed = replace(meeting, learners=company)
        refusal = self.diary.refusal([changed], instead_of={id}, override=True)
        if self.diary.archived & coming:
            refusal = "person_is_blocked"
        reason = {"outcome": "cancelled_by_learner", "reason": "Ill."}
        body = {
            "leaving": [{"learner_id": one} | reason for one in sorted(going)],
            "joining": sorted(coming),
        }
        answer = self._change(id, "participants", body)
        if self._agrees(answer, refusal):
            self._note(answer.json(), changed)

    @precondition(lambda self: self.diary.meetings)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """A session is called off."""
        id, _ = self._some_meeting(data)
        assert self._agrees(self._change(id, "cancellation", CALLED_OFF), None)
        del self.diary.meetings[id]

    @precondition(lambda self: len(self.diary.away) < 3)
    @rule(person=st.integers(0, 5), start=STARTS, minutes=MINUTES)
    def go_away(self, person: int, start: datetime, minutes: int) -> None:
        """Somebody has an absence, sessions or not."""
        who = [*self.assessors, *self.learners][person]
        end = start + timedelta(minutes=minutes)
        refusal = "absence_overlaps" if self.diary.is_away(who, start, end) else None
        body = {
            "person_id": who,
            "first": start.date().isoformat(),
            "last": start.date().isoformat(),
            "from_time": f"{start:%H:%M}",
            "until_time": f"{end:%H:%M}",
        }
        answer = self.wait(self.chief.post("/absences", json=body))
        if self._agrees(answer, refusal):
            self.diary.away[answer.json()["id"]] = (who, start, end)

    @precondition(lambda self: self.diary.away)
    @rule(data=st.data())
    def come_back(self, data: st.DataObject) -> None:
        """An absence is taken back."""
        id = self._some_id(data, self.diary.away)
        path = f"/absences/{id}/withdrawal"
        assert self._agrees(self.wait(self.chief.post(path, headers={"If-Match": '"1"'})), None)
        del self.diary.away[id]

    @rule(assessor=ASSESSORS, minutes=st.sampled_from([0, 30]))
    def travel_longer_or_shorter(self, assessor: int, minutes: int) -> None:
        """How long an assessor needs to get anywhere, from the next booking on."""
        who = self.assessors[assessor]
        answer = self.wait(
            self.chief.put(
                f"/timetables/{who}",
                json={"travel_minutes": minutes},
                headers={"If-Match": f'"{self.timetables[who]}"'},
            )
        )
        assert self._agrees(answer, None)
        self.timetables[who] += 1
        self.travel[who] = minutes

    @precondition(lambda self: len(self.diary.meetings) > 2 and not self.diary.archived)
    @rule(learner=LEARNERS)
    def archive(self, learner: int) -> None:
        """A learner is archived: what is planned stays, nothing new is booked."""
        who = self.learners[learner]
        self.diary.archived.add(who)
        self.wait(self.provider.hear(_archived(who, self.provider.centre_id), version=2))

    @invariant()
    def nothing_is_taken_twice(self) -> None:
        """Sessions, calendars and the naive diary say the same, and nobody is in two places."""
        if hasattr(self, "diary"):
            self.wait(self._compare())

    async def _compare(self) -> None:
        db, own = self.service.kit.db, {"provider_id": self.provider.id}
        held = await claims_of_sessions(db, **own)
        assert held == await claims_of_calendars(db, **own)
        assert overlaps(held) == []
        rooms = {(one.room, one.start, one.end) for one in self.diary.meetings.values() if one.smart}
        people = {stretch for one in self.diary.meetings.values() for stretch in one.people()}
        assert {
            (resource.id, starts_at, ends_at) for resource, starts_at, ends_at, _ in held
        } == rooms | people

    def _some_meeting(self, data: st.DataObject) -> tuple[str, Meeting]:
        id = self._some_id(data, self.diary.meetings)
        return id, self.diary.meetings[id]

    def _following(self, data: st.DataObject) -> list[str] | None:
        """The planned sessions of a series from one of them on, if one is left."""
        series = self.series[data.draw(st.integers(0, len(self.series) - 1))]
        planned = [id for id in series if id in self.diary.meetings]
        return planned[data.draw(st.integers(0, len(planned) - 1)) :] if planned else None

    def _some_id(self, data: st.DataObject, among: Mapping[str, object]) -> str:
        """One of these by its place, because ids are new in every run."""
        return list(among)[data.draw(st.integers(0, len(among) - 1))]

    def _change(self, id: str, what: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"If-Match": f'"{self.versions[id]}"'}
        answer: httpx.Response = self.wait(
            self.chief.post(f"/sessions/{id}/{what}", json=body, headers=headers)
        )
        return answer

    def _agrees(self, answer: httpx.Response, refusal: str | None) -> bool:
        """Whether it was done; fails when the naive diary says otherwise."""
        done = answer.status_code in (200, 201)
        assert (None if done else answer.json()["code"]) == refusal, answer.text
        return done

    def _note(self, session: dict[str, Any], meeting: Meeting) -> None:
        room = session["room"]["id"] if session["room"] else None
        assert (room in self.diary.rooms) == meeting.smart
        self.diary.meetings[session["id"]] = replace(meeting, room=room)
        self.versions[session["id"]] = session["version"]


def machine(service: ServiceUnderTest) -> type[DiaryMachine]:
    """The machine for this service. Hypothesis does not await, so it runs in a thread of its own."""
    loop = asyncio.get_running_loop()

    def wait(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE_SECONDS)

    return type("Diary", (DiaryMachine,), {"service": service, "wait": staticmethod(wait)})


def _local(start: datetime) -> str:
    return f"{start:%Y-%m-%dT%H:%M}"


def _archived(person_id: str, centre_id: str) -> PersonChanged:
    return PersonChanged(
        id=person_id,
        given_name="Aled",
        family_name="Jones",
        display_name="Aled Jones",
        email=None,
        roles=(RoleHeld(role=Role.LEARNER, centre_ids=(centre_id,)),),
        centre_ids=(centre_id,),
        time_zone="Europe/London",
        language=Language.EN,
        state=AccountState.ARCHIVED,
    )
