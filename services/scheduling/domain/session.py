"""The session: a slot of one assessor with learners, from planned to held, not held or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refusal
from services.scheduling.domain import errors
from services.scheduling.domain.attendance import Attendance, Participant, Result, attended
from services.scheduling.domain.planning import Features, Plan, check_duration, check_plan, kind_of
from services.scheduling.domain.rooms import (
    OPENS_BEFORE,
    RoomRef,
    SmartRoom,
    join_closes_at,
    join_opens_at,
)
from services.scheduling.domain.slot import MINUTE, Claim, Resource, Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import CANCELLED, HELD, Kind, Method, Outcome, SessionType, State


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Who cancelled (as an outcome), why, who recorded it and when (UTC): the notice given (DR-57, DR-58)."""

    outcome: Outcome
    reason: str
    by_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One session of a series as it was booked; later changes are its own. Times in UTC."""

    session_id: str
    starts_at: datetime
    ends_at: datetime
    room: RoomRef | None


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a session stands in its series: `index` counts from 1, `occurrences` are all as booked."""

    id: str
    index: int
    occurrences: tuple[Occurrence, ...]

    @property
    def count(self) -> int:
        """How many sessions were booked together."""
        return len(self.occurrences)


@dataclass(slots=True, kw_only=True)
class Session:
    """The aggregate. Its methods refuse or keep it true; nothing else may change its fields.

    `starts_at` is UTC, `local_start` the same moment on the clocks of `time_zone`; `minutes` is the planned
    length. `sequence` counts the changes of time or place people have to be told about (iCalendar). `version`
    is 0 until the session is stored.
    """

    id: str
    provider_id: str
    centre_ids: tuple[str, ...]
    assessor_id: str
    booked_by_id: str
    booked_at: datetime
    method: Method
    type: SessionType
    kind: Kind
    starts_at: datetime
    minutes: int
    time_zone: str
    local_start: datetime
    location: str | None
    room: RoomRef | None
    qualification_ids: tuple[str, ...]
    planning_notes: str | None
    participants: tuple[Participant, ...]
    auto_record: bool
    cancellation: Cancellation | None = None
    sequence: int = 0
    series: SeriesPlace | None = None
    travel_minutes: int = 0
    version: int = 0

    @classmethod
    def plan(
        cls, session_id: str, plan: Plan, start: LocalStart, features: Features, now: datetime
    ) -> "Session":
        """A new session, which for a Smart Session still lacks its room (`take_room`).

        Raises what `check_plan` and `LocalStart.utc` raise, and `StartIsInThePast`.
        """
        check_plan(plan, features)
        return cls(
            id=session_id,
            provider_id=plan.provider_id,
            centre_ids=tuple(sorted(set(plan.centre_ids))),
            assessor_id=plan.assessor_id,
            booked_by_id=plan.booked_by_id,
            booked_at=now,
            method=plan.method,
            type=plan.type,
            kind=kind_of(plan.type, plan.kind),
            starts_at=_ahead(start, now),
            minutes=plan.minutes,
            time_zone=start.zone,
            local_start=start.local,
            location=_text(plan.location),
            room=None,
            qualification_ids=tuple(dict.fromkeys(plan.qualification_ids)),
            planning_notes=_text(plan.planning_notes),
            participants=tuple(Participant(place.learner_id, place.enrolment_ids) for place in plan.places),
            auto_record=plan.auto_record,
        )

    @property
    def ends_at(self) -> datetime:
        """The planned end (UTC)."""
        return self.starts_at + self.minutes * MINUTE

    @property
    def slot(self) -> Slot:
        """The planned time."""
        return Slot(self.starts_at, self.ends_at)

    @property
    def start(self) -> LocalStart:
        """The planned start as a local time with its offset."""
        return LocalStart.at(self.starts_at, self.time_zone)

    @property
    def is_smart(self) -> bool:
        """Whether it takes place in a Smart Room."""
        return self.method is Method.SMART_SESSION

    @property
    def learner_ids(self) -> tuple[str, ...]:
        """The learners, in the order they were chosen."""
        return tuple(participant.learner_id for participant in self.participants)

    @property
    def seats(self) -> int:
        """How many people sit in the room: assessor and learners (SB-44)."""
        return 1 + len(self.participants)

    @property
    def state(self) -> State:
        """Held when at least one participant was there, not held when nobody was (X19, SB-46)."""
        if self.cancellation:
            return State.CANCELLED
        outcomes = {participant.outcome for participant in self.participants}
        if outcomes & HELD:
            return State.HELD
        return State.PLANNED if Outcome.PLANNED in outcomes else State.NOT_HELD

    def claims(self) -> list[Claim]:
        """What nobody else may use: assessor, every learner and the room while it is not cancelled (SB-41).

        The assessor is needed from `travel_minutes` before the start of a Traditional session (decisions.md).
        Recording an outcome changes no claim, whatever it says: by then the time is over or was used.
        """
        if self.cancellation:
            return []
        slot = self.slot
        claims = [
            Claim(
                Resource.person(self.assessor_id),
                Slot(slot.starts_at - self.travel_minutes * MINUTE, slot.ends_at),
            )
        ]
        claims += [Claim(Resource.person(learner_id), slot) for learner_id in self.learner_ids]
        if self.room:
            claims.append(Claim(Resource.room(self.room.id), slot))
        return claims

    def leave_time_to_travel(self, minutes: int) -> None:
        """Keep the assessor free for the way there; nobody travels to a Smart Room (decisions.md)."""
        self.travel_minutes = 0 if self.is_smart else minutes

    def take_room(self, room: SmartRoom) -> None:
        """Hold this room, not the one before; its name is the location unless a place was given (SB-13).

        Whether the room is free, open to the booker and large enough is for `rooms.py` to say beforehand.
        """
        if not self.is_smart:
            raise ValueError(f"Session {self.id} is not a Smart Session")
        if self.location is None or (self.room and self.location == self.room.name):
            self.location = room.name
        self.room = room.ref

    def move(self, start: LocalStart, minutes: int, now: datetime) -> None:
        """Plan it for another time; identity, history and, until `take_room`, the room stay (SB-41).

        Raises `SessionIsCancelled`, `SessionIsOver`, `BadDuration`, `StartIsInThePast` and what
        `LocalStart.utc` raises.
        """
        self._must_be_planned(errors.SessionIsOver())
        check_duration(minutes)
        self.starts_at = _ahead(start, now)
        self.local_start, self.time_zone, self.minutes = start.local, start.zone, minutes
        self.sequence += 1

    def cancel(self, outcome: Outcome, reason: str, by_id: str, now: datetime) -> None:
        """Call it off for everybody; it stays in the diary and claims nothing any more (DR-57, SB-41).

        Raises `SessionIsCancelled`, `SessionIsOver`, `NotACancellation` and `ReasonMissing`.
        """
        self._must_be_planned(errors.SessionIsOver())
        if outcome not in CANCELLED:
            raise errors.NotACancellation(CANCELLED)
        if not reason.strip():
            raise errors.ReasonMissing
        self.cancellation = Cancellation(outcome, reason.strip(), by_id, now)
        self.participants = tuple(replace(one, outcome=outcome) for one in self.participants)
        self.sequence += 1

    def record_outcome(
        self,
        outcome: Outcome,
        now: datetime,
        *,
        actual_start_at: datetime | None = None,
        actual_minutes: int | None = None,
        notes: str | None = None,
        attendance: Sequence[Attendance] = (),
    ) -> None:
        """Say how it ended for every participant: as listed in `attendance`, else as for all (SB-46).

        `outcome` is one of the held ones or `no_show`; times (UTC) and minutes default to the planned ones
        (DR-13). Raises `SessionIsCancelled`, `OutcomeAlreadyRecorded`, `NotAnOutcome`, `NotAParticipant`,
        `ParticipantTwice`, `BadActualMinutes`, and `NotHeldYet` when the time it was held at, or the plan if
        nobody came, lies ahead.
        """
        self._must_be_planned(errors.OutcomeAlreadyRecorded())
        minutes = self.minutes if actual_minutes is None else actual_minutes
        result = Result(outcome, actual_start_at or self.starts_at, minutes, _text(notes))
        participants = attended(self.participants, result, attendance)
        held_from = [one.actual_start_at for one in participants if one.actual_start_at]
        latest = max(held_from, default=self.starts_at)
        if latest > now:
            raise errors.NotHeldYet(latest)
        self.participants = participants

    def check_may_be_joined(self, now: datetime) -> RoomRef:
        """The room whose door is open from 10 minutes before until 30 minutes after the session (SB-48).

        Raises `NotASmartSession`, `SessionIsCancelled`, `SmartRoomNotOpenYet` and `SmartRoomHasClosed`.
        """
        if not self.room:
            raise errors.NotASmartSession
        if self.cancellation:
            raise errors.SessionIsCancelled
        opens_at, closes_at = join_opens_at(self.starts_at), join_closes_at(self.ends_at)
        if now < opens_at:
            raise errors.SmartRoomNotOpenYet(opens_at, OPENS_BEFORE // MINUTE)
        if now >= closes_at:
            raise errors.SmartRoomHasClosed(closes_at)
        return self.room

    def _must_be_planned(self, otherwise: Refusal) -> None:
        if self.state is State.CANCELLED:
            raise errors.SessionIsCancelled
        if self.state is not State.PLANNED:
            raise otherwise


def join_series(series_id: str, sessions: Sequence[Session]) -> None:
    """Make sessions booked together one series, in the order given, once they have rooms (SB-30)."""
    occurrences = tuple(Occurrence(one.id, one.starts_at, one.ends_at, one.room) for one in sessions)
    for index, session in enumerate(sessions, start=1):
        session.series = SeriesPlace(series_id, index, occurrences)


def _text(given: str | None) -> str | None:
    return (given or "").strip() or None


def _ahead(start: LocalStart, now: datetime) -> datetime:
    starts_at = start.utc()
    if starts_at < now:
        raise errors.StartIsInThePast(starts_at)
    return starts_at
