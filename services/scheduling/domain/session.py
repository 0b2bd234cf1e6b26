"""The session: a slot of one assessor with learners, from planned to held, not held or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refusal
from services.scheduling.domain import errors
from services.scheduling.domain.attendance import Attendance, Participant, Result, attended, corrected
from services.scheduling.domain.history import MOST_ENTRIES, Cancellation, Correction, Move, OutcomeChange
from services.scheduling.domain.planning import (
    Features,
    Place,
    Plan,
    check_afterwards,
    check_duration,
    check_plan,
    kind_of,
)
from services.scheduling.domain.rooms import RoomRef, SmartRoom, check_door_is_open
from services.scheduling.domain.seating import Leaving, reseated
from services.scheduling.domain.series import SeriesPlace
from services.scheduling.domain.slot import MINUTE, Claim, Resource, Slot
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import (
    CANCELLED,
    DIARY_KINDS,
    HELD,
    AttendanceMode,
    Kind,
    Method,
    Outcome,
    SessionType,
    State,
)

SEND_AGAIN_AFTER = MINUTE
"""Calendar files asked for sooner are still on their way."""


@dataclass(slots=True, kw_only=True)
class Session:
    """The aggregate. Its methods refuse or keep it true; nothing else may change its fields.

    `starts_at` is UTC, `local_start` the same moment on the clocks of `time_zone`; `minutes` is the planned
    length. `sequence` counts the changes of time, place or company people have to be told about (iCalendar), `moved`
    is the one of the last change that concerned everybody. `recorded_afterwards`: it was put in when its time had
    begun (SB-14), `afterwards_reason` says why so late. `about_session_id` is the session an Action is about (DR-79).
    `version` is 0 until the session is stored.
    """

    id: str
    provider_id: str
    centre_ids: tuple[str, ...]
    assessor_id: str
    booked_by_id: str
    booked_at: datetime
    method: Method
    type: SessionType | None
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
    moved: int = 0
    series: SeriesPlace | None = None
    travel_minutes: int = 0
    room_lost_at: datetime | None = None
    proposals: tuple[LocalStart, ...] = ()
    moves: tuple[Move, ...] = ()
    corrections: tuple[Correction, ...] = ()
    recorded_afterwards: bool = False
    afterwards_reason: str | None = None
    about_session_id: str | None = None
    counts_from_booking: bool = False
    invitations_sent_at: datetime | None = None
    version: int = 0

    @classmethod
    def plan(
        cls,
        session_id: str,
        plan: Plan,
        start: LocalStart,
        features: Features,
        now: datetime,
        *,
        afterwards: bool = False,
    ) -> "Session":
        """A new session, which for a Smart Session still lacks its room (`take_room`).

        With `afterwards`, a start in the past makes it one that is recorded afterwards (SB-14). Raises what
        `check_plan`, `check_afterwards` and `LocalStart.utc` raise, and `StartIsInThePast`.
        """
        starts_at = start.utc()
        late = starts_at < now
        if late and not afterwards:
            raise errors.StartIsInThePast(starts_at)
        check_plan(plan, features, has_room=plan.method is Method.SMART_SESSION and not late)
        if late:
            check_afterwards(starts_at, plan.afterwards_reason, now)
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
            starts_at=starts_at,
            minutes=plan.minutes,
            time_zone=start.zone,
            local_start=start.local,
            location=_text(plan.location),
            room=None,
            qualification_ids=tuple(dict.fromkeys(plan.qualification_ids)),
            planning_notes=_text(plan.planning_notes),
            participants=tuple(Participant(place.learner_id, place.enrolment_ids) for place in plan.places),
            auto_record=plan.auto_record,
            recorded_afterwards=late,
            afterwards_reason=_text(plan.afterwards_reason) if late else None,
            counts_from_booking=features.induction_on_booking and plan.type is SessionType.INDUCTION,
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
    def needs_room(self) -> bool:
        """Whether a Smart Room has to be held for it: not for one that is over already (SB-14)."""
        return self.is_smart and not self.recorded_afterwards

    @property
    def sitting(self) -> tuple[Participant, ...]:
        """The participants who hold a place: nobody who gave theirs up (SB-41)."""
        return tuple(one for one in self.participants if one.left_at is None)

    @property
    def learner_ids(self) -> tuple[str, ...]:
        """Everybody who is or was to come, in the order they were chosen."""
        return tuple(participant.learner_id for participant in self.participants)

    @property
    def seats(self) -> int:
        """How many people sit in the room: assessor and learners (SB-44)."""
        return 1 + len(self.sitting)

    @property
    def state(self) -> State:
        """Held when at least one participant was there, not held when nobody was (X19, SB-46)."""
        if self.cancellation:
            return State.CANCELLED
        outcomes = {participant.outcome for participant in self.sitting}
        if outcomes & HELD:
            return State.HELD
        return State.PLANNED if Outcome.PLANNED in outcomes else State.NOT_HELD

    def claims(self) -> list[Claim]:
        """What nobody else may use: assessor, every learner and the room while it is not cancelled (SB-41).

        The assessor is needed from `travel_minutes` before the start of a Traditional session (decisions.md).
        Recording an outcome changes no claim, whatever it says: by then the time is over or was used. A diary entry
        claims nothing (SB-47).
        """
        if self.cancellation or self.kind in DIARY_KINDS:
            return []
        slot = self.slot
        claims = [
            Claim(
                Resource.person(self.assessor_id),
                Slot(slot.starts_at - self.travel_minutes * MINUTE, slot.ends_at),
            )
        ]
        claims += [Claim(Resource.person(one.learner_id), slot) for one in self.sitting]
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
        self.room_lost_at, self.proposals = None, ()

    def change_room(self, room: SmartRoom) -> None:
        """Move to another room at the same time; everybody is told where. Raises what `move` refuses with."""
        self._must_be_planned(errors.SessionIsOver())
        self.take_room(room)
        self._concerns_everybody()

    def lose_room(self, proposals: Sequence[LocalStart], now: datetime) -> None:
        """Its room is gone and no other is free: say when one would be. Whoever moves the session decides."""
        self._must_be_planned(errors.SessionIsOver())
        self.room_lost_at, self.proposals = self.room_lost_at or now, tuple(proposals)

    def keep_room(self) -> None:
        """Its room can be used after all."""
        self.room_lost_at, self.proposals = None, ()

    def move(self, start: LocalStart, minutes: int, by_id: str, now: datetime) -> None:
        """Plan it for another time; identity, history and, until `take_room`, the room stay (SB-41).

        Raises `SessionIsCancelled`, `SessionIsOver`, `BadDuration`, `StartIsInThePast`, `MovedTooOften` and what
        `LocalStart.utc` raises.
        """
        self._must_be_planned(errors.SessionIsOver())
        check_duration(minutes)
        starts_at = start.utc()
        if starts_at < now:
            raise errors.StartIsInThePast(starts_at)
        if len(self.moves) >= MOST_ENTRIES:
            raise errors.MovedTooOften(MOST_ENTRIES)
        self.moves += (Move(by_id, now, self.starts_at, self.minutes, starts_at, minutes),)
        self.starts_at, self.recorded_afterwards = starts_at, False
        self.local_start, self.time_zone, self.minutes = start.local, start.zone, minutes
        self._concerns_everybody()

    def change_notes(self, notes: str) -> None:
        """Say anew what is planned for it (SA-50). Raises `SessionIsCancelled`, `SessionIsOver`, `NotesMissing`."""
        self._must_be_planned(errors.SessionIsOver())
        if not notes.strip() and self.kind in DIARY_KINDS:
            raise errors.NotesMissing
        self.planning_notes = _text(notes)

    def send_invitations(self, now: datetime) -> None:
        """Send its calendar file to assessor and learners once more, as it stands (DR-23).

        Raises `SessionIsCancelled`, `SessionIsOver`, `NothingToInviteTo` and `SentJustNow`.
        """
        self._must_be_planned(errors.SessionIsOver())
        if self.kind in DIARY_KINDS or self.ends_at <= now:
            raise errors.NothingToInviteTo
        if self.invitations_sent_at and now - self.invitations_sent_at < SEND_AGAIN_AFTER:
            raise errors.SentJustNow(self.invitations_sent_at + SEND_AGAIN_AFTER)
        self.invitations_sent_at = now

    def cancel(
        self, outcome: Outcome, reason: str, by_id: str, now: datetime, cancelled_at: datetime | None = None
    ) -> None:
        """Call it off for everybody; it stays in the diary and claims nothing any more (DR-57, SB-41).

        `cancelled_at` (UTC, by default `now`) is the moment it was called off, which shows the notice given (DR-58).
        Raises `SessionIsCancelled`, `SessionIsOver`, `NotACancellation`, `ReasonMissing` and `NotCancelledYet`.
        """
        self._must_be_planned(errors.SessionIsOver())
        if outcome not in CANCELLED:
            raise errors.NotACancellation(CANCELLED)
        if not reason.strip():
            raise errors.ReasonMissing
        if cancelled_at and cancelled_at > now:
            raise errors.NotCancelledYet(cancelled_at)
        self.cancellation = Cancellation(outcome, reason.strip(), by_id, cancelled_at or now)
        self.participants = tuple(
            one if one.left_at else replace(one, outcome=outcome) for one in self.participants
        )
        self._concerns_everybody()

    def reseat(self, leaving: Sequence[Leaving], joining: Sequence[Place], now: datetime) -> None:
        """Let learners leave and others join as one change; who left keeps an entry (SB-35, SB-41).

        Raises `SessionIsCancelled`, `SessionIsOver` and what `reseated` raises.
        """
        self._must_be_planned(errors.SessionIsOver())
        self.participants = reseated(
            self.participants,
            leaving,
            joining,
            assessor_id=self.assessor_id,
            sequence=self.sequence + 1,
            now=now,
        )
        self.sequence += 1

    def record_outcome(
        self,
        outcome: Outcome,
        now: datetime,
        *,
        actual_start_at: datetime | None = None,
        actual_minutes: int | None = None,
        notes: str | None = None,
        mode: AttendanceMode | None = None,
        place: str | None = None,
        attendance: Sequence[Attendance] = (),
    ) -> None:
        """Say how it ended for every participant: as listed in `attendance`, else as for all (SB-46).

        `outcome` is one of the held ones or `no_show`; times (UTC) and minutes default to the planned ones
        (DR-13), but a review says when it began (DR-14) and a diary entry may be done before its time. Raises
        `SessionIsCancelled`, `OutcomeAlreadyRecorded`, `NotAnOutcome`, `NotAParticipant`, `ParticipantTwice`,
        `BadActualMinutes`, `ExplanationMissing`, `ActualStartMissing`, and `NotHeldYet` when the time it was held
        at, or the plan if nobody came, lies ahead.
        """
        self._must_be_planned(errors.OutcomeAlreadyRecorded())
        if self.kind is Kind.REVIEW and outcome in HELD and actual_start_at is None:
            raise errors.ActualStartMissing
        minutes = self.minutes if actual_minutes is None else actual_minutes
        began_at = actual_start_at or (min(self.starts_at, now) if self.type is None else self.starts_at)
        result = Result(outcome, began_at, minutes, _text(notes), mode, _text(place))
        self._held_by(attended(self.participants, result, attendance), now)

    def correct_outcome(
        self, attendance: Sequence[Attendance], reason: str, by_id: str, now: datetime
    ) -> None:
        """Put right how it ended for those listed; who did, when and why is kept (decisions.md, move, cancel).

        Raises `SessionIsCancelled`, `NoOutcomeYet`, `ReasonMissing`, `CorrectedTooOften` and what `record_outcome`
        raises about attendance.
        """
        if self.state is State.CANCELLED:
            raise errors.SessionIsCancelled
        if self.state is State.PLANNED:
            raise errors.NoOutcomeYet
        if not reason.strip():
            raise errors.ReasonMissing
        if len(self.corrections) >= MOST_ENTRIES:
            raise errors.CorrectedTooOften(MOST_ENTRIES)
        before = {one.learner_id: one.outcome for one in self.participants}
        usual = Result(Outcome.COMPLETED, self.starts_at, self.minutes, None)
        self._held_by(corrected(self.participants, attendance, usual), now)
        changes = tuple(
            OutcomeChange(one.learner_id, before[one.learner_id], one.outcome) for one in attendance
        )
        self.corrections += (Correction(by_id, now, reason.strip(), changes),)

    def check_may_be_joined(self, now: datetime) -> RoomRef:
        """The room, while its door is open (SB-48).

        Raises `NotASmartSession`, `SessionIsCancelled` and what `check_door_is_open` raises.
        """
        if not self.room:
            raise errors.NotASmartSession
        if self.cancellation:
            raise errors.SessionIsCancelled
        check_door_is_open(self.slot, now)
        return self.room

    def _held_by(self, participants: tuple[Participant, ...], now: datetime) -> None:
        began = [one.actual_start_at for one in participants if one.actual_start_at]
        latest = max(began, default=self.starts_at)
        if latest > now:
            raise errors.NotHeldYet(latest)
        self.participants = participants

    def _concerns_everybody(self) -> None:
        """The time or the whole session changed: all who hold a place have to be told."""
        self.sequence += 1
        self.moved = self.sequence
        self.participants = tuple(
            one if one.left_at else replace(one, told=self.sequence) for one in self.participants
        )
        if self.series:
            self.series = replace(self.series, change=None)

    def _must_be_planned(self, otherwise: Refusal) -> None:
        if self.state is State.CANCELLED:
            raise errors.SessionIsCancelled
        if self.state is not State.PLANNED:
            raise otherwise


def _text(given: str | None) -> str | None:
    return (given or "").strip() or None
