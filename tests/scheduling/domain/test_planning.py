"""Planning a session: what is refused before any calendar is opened, and what a planned session is."""

from dataclasses import replace
from typing import Any

import pytest

from chassis.errors import Refusal
from services.scheduling.domain import errors
from services.scheduling.domain.planning import Features, Place, check_allocated
from services.scheduling.domain.series import join_series
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import Claim, Resource
from services.scheduling.domain.words import Kind, Outcome, SessionType, State
from tests.scheduling.domain.builders import (
    ALL_OFF,
    NOW,
    a_plan,
    a_room,
    a_session,
    a_start,
    hours_of,
    learners,
    local,
    utc,
)

HOUR = hours_of("2026-10-05 09:00", "2026-10-05 10:00")


def test_a_planned_session_knows_its_time_in_utc_and_on_the_wall() -> None:
    session = a_session(minutes=90)

    assert (session.starts_at, session.ends_at) == (utc("2026-10-05 09:00"), utc("2026-10-05 10:30"))
    assert (session.local_start, session.time_zone) == (local("2026-10-05 10:00"), "Europe/London")
    assert (session.state, session.sequence, session.version, session.booked_at) == (State.PLANNED, 0, 0, NOW)


def test_a_session_over_a_clock_change_lasts_as_long_as_it_was_planned_for() -> None:
    session = a_session(start=a_start("2026-10-25 00:30"), minutes=120)

    assert session.ends_at == utc("2026-10-25 01:30")


def test_text_that_is_blank_is_no_text() -> None:
    session = a_session(location="  ", planning_notes="\n")

    assert session.location is None
    assert session.planning_notes is None


def test_the_centres_of_a_session_are_each_named_once() -> None:
    assert a_session(centre_ids=("north", "south", "north")).centre_ids == ("north", "south")


@pytest.mark.parametrize("minutes", [5, 90, 720])
def test_a_session_lasts_from_five_minutes_to_twelve_hours(minutes: int) -> None:
    assert a_session(minutes=minutes).minutes == minutes


@pytest.mark.parametrize("minutes", [-60, 0, 4, 7, 725])
def test_any_other_duration_is_refused(minutes: int) -> None:
    with pytest.raises(errors.BadDuration) as refused:
        a_session(minutes=minutes)

    assert str(refused.value) == "A session lasts from 5 minutes to 12 hours in steps of 5 minutes."


def test_a_start_in_the_past_is_refused_and_the_present_minute_is_not() -> None:
    assert a_session(start=a_start("2026-10-01 09:30")).starts_at == NOW
    with pytest.raises(errors.StartIsInThePast):
        a_session(start=a_start("2026-10-01 09:29"))


def test_a_group_has_thirty_places() -> None:
    assert len(a_session(places=learners(30)).participants) == 30
    with pytest.raises(errors.TooManyParticipants, match="30 places"):
        a_session(places=learners(31))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"places": ()}, errors.NoParticipants),
        ({"places": learners(2) + learners(1)}, errors.ParticipantTwice),
        ({"assessor_id": "learner-1"}, errors.AssessorIsAParticipant),
        ({"qualification_ids": ()}, errors.NoQualificationLinked),
        ({"places": (*learners(1), Place("stranger", ()))}, errors.LearnersNotEnrolled),
        ({"auto_record": True}, errors.AutoRecordNeedsASmartSession),
        ({"type": SessionType.FORMAL_REVIEW}, errors.LocationMissing),
        ({"type": SessionType.FORMAL_REVIEW, "location": " "}, errors.LocationMissing),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(changes: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        a_session(**changes)


def test_learners_on_none_of_the_qualifications_are_named() -> None:
    with pytest.raises(errors.LearnersNotEnrolled) as refused:
        a_session(places=(*learners(1), Place("stranger", ()), Place("guest", ())))

    assert refused.value.facts["learner_ids"] == ["stranger", "guest"]


def test_nobody_works_without_an_assessor_and_an_iqa_unless_the_provider_lets_them() -> None:
    places = (*learners(1), Place("new", ("enrolment-new",), waits=True))
    names = {"learner-1": "Aled Jones", "new": "Carys Evans"}
    with pytest.raises(errors.NotAllocatedYet) as refused:
        check_allocated(places, ALL_OFF, names)

    assert str(refused.value).startswith("Carys Evans has no assessor or no IQA on this course yet.")
    assert refused.value.facts["learners"] == [{"id": "new", "name": "Carys Evans"}]
    assert refused.value.facts["bookable_learner_ids"] == ["learner-1"]
    check_allocated(places[:1], ALL_OFF, names)
    check_allocated(places, replace(ALL_OFF, allocation_first=False), names)


def test_a_smart_session_needs_the_feature_and_a_traditional_one_does_not() -> None:
    assert a_session(features=ALL_OFF).state is State.PLANNED
    with pytest.raises(errors.SmartRoomsNotEnabled):
        a_session(smart=True, features=ALL_OFF)


def test_recording_needs_the_feature_of_its_own() -> None:
    assert a_session(smart=True, auto_record=True).auto_record
    with pytest.raises(errors.AutoRecordNotEnabled):
        a_session(smart=True, auto_record=True, features=Features(smart_rooms=True, auto_record=False))


@pytest.mark.parametrize("session_type", [one for one in SessionType if one is not SessionType.FORMAL_REVIEW])
def test_a_type_that_is_no_formal_review_is_general_or_what_was_chosen(session_type: SessionType) -> None:
    assert a_session(type=session_type).kind is Kind.GENERAL
    assert a_session(type=session_type, kind=Kind.ESQ_SESSION).kind is Kind.ESQ_SESSION
    assert a_session(type=session_type, kind=Kind.ASSESSMENT).kind is Kind.ASSESSMENT
    with pytest.raises(errors.KindDoesNotFitType):
        a_session(type=session_type, kind=Kind.REVIEW)


def test_a_formal_review_is_always_a_review() -> None:
    review: dict[str, Any] = {"type": SessionType.FORMAL_REVIEW, "location": "Site office"}

    assert a_session(**review).kind is Kind.REVIEW
    assert a_session(**review, kind=Kind.REVIEW).kind is Kind.REVIEW
    with pytest.raises(errors.KindDoesNotFitType):
        a_session(**review, kind=Kind.ASSESSMENT)


def test_a_session_claims_its_assessor_and_every_learner() -> None:
    assert a_session(places=learners(2)).claims() == [
        Claim(Resource.person("assessor"), HOUR),
        Claim(Resource.person("learner-1"), HOUR),
        Claim(Resource.person("learner-2"), HOUR),
    ]


def test_travel_lengthens_the_claim_of_the_assessor_before_a_traditional_session_only() -> None:
    with_travel = hours_of("2026-10-05 08:40", "2026-10-05 10:00")
    traditional, smart = a_session(), a_session(smart=True)
    for session in (traditional, smart):
        session.leave_time_to_travel(20)

    assert traditional.claims() == [
        Claim(Resource.person("assessor"), with_travel),
        Claim(Resource.person("learner-1"), HOUR),
    ]
    assert [claim.slot for claim in smart.claims()] == [HOUR, HOUR]


def test_a_smart_session_claims_its_room_and_takes_place_there() -> None:
    session = a_session(smart=True)
    session.take_room(a_room("blue"))

    assert session.claims()[-1] == Claim(Resource.room("blue"), HOUR)
    assert session.location == "Smart blue"


def test_a_place_that_was_given_stays_when_a_room_is_taken() -> None:
    session = a_session(smart=True, location="From home")
    session.take_room(a_room("blue"))

    assert session.location == "From home"


def test_a_formal_review_in_a_smart_room_needs_no_other_place() -> None:
    session = a_session(smart=True, type=SessionType.FORMAL_REVIEW)
    session.take_room(a_room("blue"))

    assert session.location == "Smart blue"


def test_a_traditional_session_cannot_take_a_room() -> None:
    with pytest.raises(ValueError, match="not a Smart Session"):
        a_session().take_room(a_room())


def test_a_room_seats_the_assessor_too() -> None:
    assert a_session(places=learners(4)).seats == 5


def test_every_session_of_a_series_knows_all_of_them_as_booked() -> None:
    sessions = [
        a_session(session_id=f"session-{n}", start=a_start(f"2026-10-{day} 10:00"), smart=True)
        for n, day in enumerate(("05", "12", "19"), start=1)
    ]
    for session in sessions:
        session.take_room(a_room(f"room of {session.id}"))
    join_series("series", sessions)

    places = [one.series for one in sessions if one.series]
    assert [(place.id, place.index, place.count) for place in places] == [
        ("series", 1, 3),
        ("series", 2, 3),
        ("series", 3, 3),
    ]
    assert {place.occurrences for place in places} == {places[0].occurrences}
    assert [(one.session_id, one.starts_at, one.room) for one in places[0].occurrences] == [
        (one.id, one.starts_at, one.room) for one in sessions
    ]


def test_a_plan_can_be_used_for_many_sessions() -> None:
    plan = a_plan(smart=True)
    features = Features(smart_rooms=True, auto_record=False)
    first = Session.plan("one", plan, a_start(), features, NOW)
    second = Session.plan("two", plan, a_start("2026-10-12 10:00"), features, NOW)

    assert replace(first, id="two", starts_at=second.starts_at, local_start=second.local_start) == second
    assert {one.outcome for one in first.participants} == {Outcome.PLANNED}
