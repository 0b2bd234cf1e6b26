"""The story of a booked session, played against a running platform: `python -m deploy.demo.story`.

An assessor books a Smart Session of type Induction for four learners, weekly four times. Every step prints what each
service knows, and stops with a sentence when a service knows something else. It founds a provider of its own, so it
can be played again and again.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deploy.demo.client import Client, Refused, eventually
from deploy.demo.founding import PASSWORD, Member, SmallProvider, found
from deploy.demo.mailbox import Letter, letters_to

NOTES = "Bring your induction folder and a photo for your badge."


class StoryBroken(Exception):
    """A service knows something else than the story says."""


class Story:
    """The cast and what has happened so far. `say` prints a line for people."""

    def __init__(self, url: str, provider: SmallProvider, maildir: Path, say: Callable[[str], None]) -> None:
        self.url = url
        self.provider = provider
        self.maildir = maildir
        self.say = say
        self.assessor = Client(url)
        self.learners = [Client(url) for _ in provider.learners]
        self.sessions: list[dict[str, Any]] = []

    async def play(self) -> None:
        """Play every scene in order. Raises `StoryBroken`, `Refused` or TimeoutError."""
        scenes = (
            ("Everybody signs in", self.sign_in),
            ("Bethan looks at her availability", self.look_at_availability),
            ("Bethan books an Induction in a Smart Room for four learners, weekly, four times", self.book),
            ("The learning plans show it (reviews)", self.check_plans),
            ("The evidence libraries show it (evidence)", self.check_libraries),
            (
                "Everybody gets one mail with a calendar file, and one notice (notifications)",
                self.check_mails,
            ),
            ("The first session is held; Efa does not come", self.hold),
            ("Three time logs and three trainings follow (progression)", self.check_progression),
            ("The second session is moved by a day", self.move),
            ("The third session is cancelled", self.cancel),
            ("Everything follows, and the room is free again", self.check_aftermath),
        )
        try:
            for number, (title, scene) in enumerate(scenes, start=1):
                self.say(f"\n{number}. {title}")
                await scene()
        finally:
            for client in (self.assessor, *self.learners):
                await client.http.aclose()

    def know(self, service: str, what: str) -> None:
        """Print what a service knows."""
        self.say(f"   {service:<14} {what}")

    def expect(self, holds: bool, otherwise: str) -> None:
        """Stop the story unless it holds."""
        if not holds:
            raise StoryBroken(otherwise)

    async def sign_in(self) -> None:
        """Through the gateway, with user name and password."""
        await self.assessor.sign_in(self.provider.assessor.user_name, PASSWORD)
        for client, learner in zip(self.learners, self.provider.learners, strict=True):
            await client.sign_in(learner.user_name, PASSWORD)
        names = ", ".join(learner.name for learner in self.provider.learners)
        self.know("identity", f"{self.provider.assessor.name} (assessor); {names} (learners)")

    async def look_at_availability(self) -> None:
        """Her calendar of the week is empty."""
        monday = self._start().date()
        span = {"from": monday.isoformat(), "to": (monday + timedelta(days=4)).isoformat()}
        free = await self.assessor.get("/availability", **span)
        self.expect(not free["busy"], "A new assessor is already busy.")
        self.know(
            "scheduling", f"free {len(free['free'])} times from {span['from']} to {span['to']}, busy never"
        )

    async def book(self) -> None:
        """One request; assessor, learners and a room for every occurrence, all or nothing, bank holiday or not."""
        booked = await self.assessor.post(
            "/sessions",
            {
                "learner_ids": [learner.id for learner in self.provider.learners],
                "method": "smart_session",
                "type": "induction",
                "local_start": self._start().isoformat(timespec="minutes"),
                "time_zone": "Europe/London",
                "minutes": 60,
                "qualification_ids": [self.provider.qualification_id],
                "planning_notes": NOTES,
                "repeat": {"frequency": "weekly", "count": 4},
                "override": True,
            },
        )
        self.sessions = booked["sessions"]
        self.expect(len(self.sessions) == 4, "The series has not four sessions.")
        for session in self.sessions:
            self.know("scheduling", f"{_when(session)} in {session['room']['name']}, 4 learners")

    async def check_plans(self) -> None:
        """Numbered in date order, with the planning notes, the same for all four."""
        for client, learner in self._cast():
            plan = await self._plan(client, learner, lambda items: len(items) == 4)
            self.expect(
                [item["number"] for item in plan] == [1, 2, 3, 4], f"{learner.name}'s plan is not in order."
            )
            self.expect(
                {item["planning_notes"] for item in plan} == {NOTES}, "A plan lacks the planning notes."
            )
            self.know(
                "reviews", f"{learner.name}: sessions 1 to 4, first {plan[0]['local_start']}, with the notes"
            )

    async def check_libraries(self) -> None:
        """Smart Sessions carry the screen icon."""
        for client, learner in self._cast():
            items = await self._library(client, learner, lambda items: len(items) == 4)
            self.expect(
                {item["icon"] for item in items} == {"screen"}, "A Smart Session lacks the screen icon."
            )
            self.know("evidence", f"{learner.name}: {len(items)} Smart Sessions, screen icon")

    async def check_mails(self) -> None:
        """One mail for the series and person, with one VEVENT per occurrence."""
        for member in (self.provider.assessor, *self.provider.learners):
            (letter,) = await self._letters(member, 1)
            self._check_calendar(letter, "PUBLISH", sequence=0, count=4)
            self.know(
                "notifications", f"{member.name}: “{letter.subject}”, {len(letter.events)} appointments"
            )
        for client, learner in self._cast():
            notices = (await client.get("/notifications"))["items"]
            self.expect(len(notices) == 1, f"{learner.name} has {len(notices)} notices instead of one.")
        self.know("notifications", "and one notice each in Waymark")

    async def hold(self) -> None:
        """They met early; attendance is per participant."""
        absent = self.provider.learners[-1]
        held = await self.assessor.post(
            f"/sessions/{self.sessions[0]['id']}/outcome",
            {
                "outcome": "completed",
                "actual_start_at": datetime.now(UTC).isoformat(),
                "actual_minutes": 55,
                "attendance": [{"learner_id": absent.id, "outcome": "no_show", "notes": "Missed the bus."}],
            },
            version=self.sessions[0]["version"],
        )
        self.expect(held["state"] == "held", "The session is not held.")
        outcomes = ", ".join(one["outcome"] for one in held["participants"])
        self.know("scheduling", f"held for 55 minutes: {outcomes}")

    async def check_progression(self) -> None:
        """Three entries and three In Training; the fourth stays as it was."""
        cast = self._cast()
        for client, learner in cast[:3]:
            path = f"/learners/{learner.id}"
            log = await eventually(lambda c=client, p=path: c.get(f"{p}/time-log"), _has_one_entry)  # type: ignore[misc]
            training = await eventually(lambda c=client, p=path: c.get(f"{p}/training"), _is_in_training)  # type: ignore[misc]
            entry, status = log["items"][0], training["items"][0]["training_status"]
            self.expect(entry["minutes"] == 55, "The time log has other minutes than were held.")
            self.know(
                "progression",
                f"{learner.name}: {entry['minutes']} minutes {entry['job_flag']} the job, {status}",
            )
        client, absent = cast[3]
        log = await client.get(f"/learners/{absent.id}/time-log")
        training = await client.get(f"/learners/{absent.id}/training")
        status = training["items"][0]["training_status"]
        self.expect(
            log["totals"]["total_minutes"] == 0 and status == "registered", "The absent learner moved on."
        )
        self.know("progression", f"{absent.name}: nothing logged, {status}")

    async def move(self) -> None:
        """Same session, same UID, higher SEQUENCE."""
        session = self.sessions[1]
        later = datetime.fromisoformat(session["local_start"]) + timedelta(days=1)
        moved = await self.assessor.post(
            f"/sessions/{session['id']}/rescheduling",
            {
                "local_start": later.isoformat(timespec="minutes"),
                "time_zone": session["time_zone"],
                "override": True,
            },
            version=session["version"],
        )
        self.know("scheduling", f"{_when(session)} → {_when(moved)}")
        self.sessions[1] = moved

    async def cancel(self) -> None:
        """It stays in the diary, cancelled, and gives everything back."""
        session = self.sessions[2]
        self.sessions[2] = await self.assessor.post(
            f"/sessions/{session['id']}/cancellation",
            {"outcome": "cancelled_by_assessor", "reason": "The centre is closed that day."},
            version=session["version"],
        )
        self.know("scheduling", f"{_when(session)}: {self.sessions[2]['state']}")

    async def check_aftermath(self) -> None:
        """Plans, libraries and mails follow; the cancelled hour can be booked again in the same room."""
        client, learner = self._cast()[0]
        moved_to = self.sessions[1]["local_start"][:16]

        def followed(items: list[dict[str, Any]]) -> bool:
            states = [item["state"] for item in items]
            return "cancelled" in states and items[1]["local_start"][:16] == moved_to

        plan = await self._plan(client, learner, followed)
        told = ", ".join(
            f"{item['number'] or '–'} {item['local_start'][:10]} {item['state']}" for item in plan
        )
        self.know("reviews", f"{learner.name}: {told}")
        items = await self._library(client, learner, lambda items: len(items) == 3)
        self.know("evidence", f"{learner.name}: {len(items)} Smart Sessions")
        # Mails that are sent within one second arrive in any order, so they are told apart by what they want.
        letters = {letter.method: letter for letter in await self._letters(learner, 3)}
        self.expect(letters.keys() == {"PUBLISH", "REQUEST", "CANCEL"}, f"Mails are missing: {letters}")
        for method in ("REQUEST", "CANCEL"):
            letter = letters[method]
            self._check_calendar(letter, method, sequence=1, count=1)
            self.know("notifications", f"{learner.name}: “{letter.subject}” ({letter.method})")
        await self._book_freed_hour()

    async def _book_freed_hour(self) -> None:
        cancelled = self.sessions[2]
        free = await self.assessor.get(
            "/smart-rooms", free_from=cancelled["starts_at"], free_to=cancelled["ends_at"]
        )
        given_back = cancelled["room"]["id"] in {room["id"] for room in free["items"]}
        self.expect(given_back, "The cancelled session still holds its room.")
        body = {
            "learner_ids": [self.provider.learners[0].id],
            "method": "smart_session",
            "type": "learner_support",
            "local_start": cancelled["local_start"],
            "time_zone": cancelled["time_zone"],
            "minutes": 60,
            "qualification_ids": [self.provider.qualification_id],
        }
        again = await self.assessor.post("/sessions", body)
        room = again["sessions"][0]["room"]["name"]
        self.know("scheduling", f"{_when(cancelled)} is free again: booked for Learner Support in {room}")

    def _check_calendar(self, letter: Letter, method: str, *, sequence: int, count: int) -> None:
        ids = {session["id"] for session in self.sessions}
        fits = (
            letter.method == method
            and len(letter.events) == count
            and {event.sequence for event in letter.events} == {sequence}
            and all(event.uid.partition("@")[0] in ids for event in letter.events)
            and letter.zones == ("Europe/London",)
        )
        self.expect(fits, f"The calendar in “{letter.subject}” is not as it should be: {letter}")

    def _cast(self) -> list[tuple[Client, Member]]:
        return list(zip(self.learners, self.provider.learners, strict=True))

    def _start(self) -> datetime:
        """Ten o'clock on the Monday after next, local time."""
        today = datetime.now(UTC).date()
        monday = today + timedelta(days=14 - today.weekday())
        return datetime.combine(monday, datetime.min.time().replace(hour=10))

    async def _plan(
        self, client: Client, learner: Member, wanted: Callable[[list[dict[str, Any]]], bool]
    ) -> list[dict[str, Any]]:
        return await eventually(_items(client, f"/learners/{learner.id}/plan"), wanted)

    async def _library(
        self, client: Client, learner: Member, wanted: Callable[[list[dict[str, Any]]], bool]
    ) -> list[dict[str, Any]]:
        return await eventually(_items(client, f"/learners/{learner.id}/evidence"), wanted)

    async def _letters(self, member: Member, count: int) -> list[Letter]:
        async def look() -> list[Letter]:
            return await asyncio.to_thread(letters_to, self.maildir, member.email)

        letters = await eventually(look, lambda found: len(found) >= count)
        self.expect(len(letters) == count, f"{member.name} got {len(letters)} mails instead of {count}.")
        return letters


def _items(client: Client, path: str) -> Callable[[], Awaitable[list[dict[str, Any]]]]:
    async def look() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get(path))["items"]
        return found

    return look


def _has_one_entry(log: dict[str, Any]) -> bool:
    return len(log["items"]) == 1


def _is_in_training(training: dict[str, Any]) -> bool:
    return bool(training["items"][0]["training_status"] == "in_training")


def _when(session: dict[str, Any]) -> str:
    local = datetime.fromisoformat(session["local_start"])
    return f"{local:%a %d %b %Y %H:%M}"


async def play(
    url: str, platform_user: str, platform_password: str, maildir: Path, say: Callable[[str], None]
) -> None:
    """Found a provider and play the story on it. Raises `StoryBroken`, `Refused` or TimeoutError."""
    provider = await found(url, platform_user, platform_password)
    say(
        f"{provider.name}: one centre, one assessor, {len(provider.learners)} learners, {len(provider.room_ids)} rooms"
    )
    await Story(url, provider, maildir, say).play()


def main() -> None:
    """Play the story where the environment says, and exit with a sentence when it breaks."""
    env = os.environ
    try:
        asyncio.run(
            play(
                env["WAYMARK_GATEWAY_URL"],
                env["WAYMARK_PLATFORM_USER"],
                env["WAYMARK_PLATFORM_PASSWORD"],
                Path(env["WAYMARK_MAILDIR"]),
                lambda line: print(line, flush=True),
            )
        )
    except (StoryBroken, Refused, TimeoutError) as error:
        sys.exit(f"\nThe story broke here: {error}")
    print("\nThe end: every service knows what it should.")


if __name__ == "__main__":
    main()
