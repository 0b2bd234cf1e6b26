"""What a booker asks for and the rules it has to keep before any calendar is opened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.scheduling.domain import errors
from services.scheduling.domain.words import Kind, Method, SessionType

PLACES = 30
QUALIFICATIONS = 6
SHORTEST, LONGEST, STEP = 5, 12 * 60, 5
AFTERWARDS_DAYS = 30
"""How long after its start a session may be recorded without a word why (SB-14 as amended)."""

_KINDS_OF_OTHER_TYPES = (Kind.GENERAL, Kind.ASSESSMENT, Kind.ESQ_SESSION)


@dataclass(frozen=True, slots=True)
class Features:
    """What the provider has switched on (SB-12, SB-28). `induction_on_booking`: an Induction moves its learners when it
    is booked, not when it is held (SB-20, G03). `offer_freed_slots`: see `offers` (B-04). `allocation_first`:
    see `check_allocated`.
    """

    smart_rooms: bool
    auto_record: bool
    induction_on_booking: bool = False
    offer_freed_slots: bool = False
    allocation_first: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What a provider decides that scheduling goes by. `review_interval_days`: None, it follows from the nation."""

    features: Features
    review_interval_days: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A learner who is to take part, with the enrolments in the chosen qualifications (SB-18 as amended).

    `waits`: one of these enrolments has no assessor or no IQA yet.
    """

    learner_id: str
    enrolment_ids: tuple[str, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the booker chose: the same for every occurrence of a series.

    `kind` may be left open, then it follows from the type. `location` and `planning_notes` are plain text,
    `minutes` is the length as it passes: a clock change does not stretch it.
    """

    provider_id: str
    centre_ids: tuple[str, ...]
    booked_by_id: str
    assessor_id: str
    places: tuple[Place, ...]
    qualification_ids: tuple[str, ...]
    method: Method
    type: SessionType
    minutes: int
    kind: Kind | None = None
    location: str | None = None
    planning_notes: str | None = None
    auto_record: bool = False
    afterwards_reason: str | None = None


def check_plan(plan: Plan, features: Features, *, has_room: bool) -> None:
    """Raises the first refusal a plan deserves whatever its time: length, learners, type, method, place.

    `has_room`: a Smart Room will be held for it, which is a place (SB-13).
    """
    check_duration(plan.minutes)
    check_places(plan.assessor_id, plan.places)
    if not plan.qualification_ids:
        raise errors.NoQualificationLinked
    strangers = [place.learner_id for place in plan.places if not place.enrolment_ids]
    if strangers:
        raise errors.LearnersNotEnrolled(strangers)
    kind_of(plan.type, plan.kind)
    _check_method(plan, features)
    if plan.type is SessionType.FORMAL_REVIEW and not has_room and not (plan.location or "").strip():
        raise errors.LocationMissing


def check_allocated(places: Sequence[Place], features: Features, names: Mapping[str, str]) -> None:
    """Raises `NotAllocatedYet` for learners who would work without an assessor and an IQA, whatever the session is
    for and even if it was held already; unless the provider lets them (CE-60).
    """
    waiting = {place.learner_id: names[place.learner_id] for place in places if place.waits}
    if waiting and features.allocation_first:
        raise errors.NotAllocatedYet(waiting, [one.learner_id for one in places if not one.waits])


def check_afterwards(starts_at: datetime, reason: str | None, now: datetime) -> None:
    """Raises `LateRecordNeedsAReason` for a session that began more than 30 days ago and says nothing why (SB-14)."""
    if now - starts_at > timedelta(days=AFTERWARDS_DAYS) and not (reason or "").strip():
        raise errors.LateRecordNeedsAReason(AFTERWARDS_DAYS)


def check_duration(minutes: int) -> None:
    """Raises `BadDuration` unless it is 5 minutes to 12 hours in steps of 5 (SB-17)."""
    if not SHORTEST <= minutes <= LONGEST or minutes % STEP:
        raise errors.BadDuration(minutes, SHORTEST, LONGEST, STEP)


def kinds_of(session_type: SessionType) -> tuple[Kind, ...]:
    """The kinds a session of this type may have, the usual one first (SB-47)."""
    return (Kind.REVIEW,) if session_type is SessionType.FORMAL_REVIEW else _KINDS_OF_OTHER_TYPES


def kind_of(session_type: SessionType, kind: Kind | None) -> Kind:
    """The kind a session gets; raises `KindDoesNotFitType` when `kind` contradicts the type (SB-47)."""
    allowed = kinds_of(session_type)
    if kind is None:
        return allowed[0]
    if kind not in allowed:
        raise errors.KindDoesNotFitType(session_type, allowed)
    return kind


def check_places(assessor_id: str, places: Sequence[Place]) -> None:
    """Raises unless it is a group of 1 to 30 different learners without the assessor (SB-09, SB-26)."""
    if not places:
        raise errors.NoParticipants
    if len(places) > PLACES:
        raise errors.TooManyParticipants(PLACES, len(places))
    counts = Counter(place.learner_id for place in places)
    twice = [learner_id for learner_id, count in counts.items() if count > 1]
    if twice:
        raise errors.ParticipantTwice(twice)
    if assessor_id in counts:
        raise errors.AssessorIsAParticipant(assessor_id)


def _check_method(plan: Plan, features: Features) -> None:
    smart = plan.method is Method.SMART_SESSION
    if smart and not features.smart_rooms:
        raise errors.SmartRoomsNotEnabled
    if plan.auto_record and not smart:
        raise errors.AutoRecordNeedsASmartSession
    if plan.auto_record and not features.auto_record:
        raise errors.AutoRecordNotEnabled
