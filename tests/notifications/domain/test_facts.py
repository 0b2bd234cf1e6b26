from typing import Any

import pytest

from contracts.scheduling import SessionChanged
from services.notifications.domain.facts import Told
from services.notifications.domain.notification import Kind
from services.notifications.handlers import each_told
from tests.notifications.builders import (
    HOUR,
    LEARNERS,
    NOW,
    a_series,
    a_session,
    cancelled,
    moved,
    received,
    then,
)

EVERYONE = {"assessor-1", *LEARNERS}


def facts_of(session: SessionChanged, **changes: Any) -> list[Told]:
    return [fact for _, fact in each_told(received(session, **changes))]


def test_a_booking_is_told_to_the_assessor_and_every_learner() -> None:
    facts = facts_of(a_session())

    assert {fact.person_id for fact in facts} == EVERYONE
    assert {fact.occasion.kind for fact in facts} == {Kind.SESSION_BOOKED}
    assert len({fact.id for fact in facts}) == 5


def test_every_session_of_a_series_tells_the_same_fact_with_all_occurrences_as_booked() -> None:
    per_event = [facts_of(session) for session in a_series(4)]

    assert all(facts == per_event[0] for facts in per_event)
    occasion = per_event[0][0].occasion
    assert occasion.kind is Kind.SERIES_BOOKED
    assert [each.session_id for each in occasion.occurrences] == [f"series-1.{n}" for n in range(1, 5)]
    assert [each.place.room for each in occasion.occurrences] == [f"Smart Room {n}" for n in range(1, 5)]
    assert {each.place.location for each in occasion.occurrences} == {None}


def test_a_moved_session_tells_a_change_with_its_own_sequence_only() -> None:
    series = a_series(4)

    facts = facts_of(moved(series[1]))

    assert {fact.occasion.kind for fact in facts} == {Kind.SESSION_CHANGED}
    (occurrence,) = facts[0].occasion.occurrences
    assert (occurrence.session_id, occurrence.sequence) == ("series-1.2", 1)
    assert occurrence.starts_at == series[1].starts_at + HOUR


def test_moving_twice_is_two_facts() -> None:
    once = moved(a_session())

    assert {fact.id for fact in facts_of(once)}.isdisjoint(fact.id for fact in facts_of(moved(once)))


def test_a_cancelled_session_tells_everyone_once_however_often_it_was_moved_before() -> None:
    session = a_session()

    facts = facts_of(cancelled(session))

    assert {fact.person_id for fact in facts} == EVERYONE
    assert {fact.occasion.kind for fact in facts} == {Kind.SESSION_CANCELLED}
    assert facts[0].occasion.occurrences[0].sequence == 1
    assert {fact.id for fact in facts} == {fact.id for fact in facts_of(cancelled(moved(session)))}


def test_a_learner_whose_part_is_called_off_is_told_that_and_no_change() -> None:
    session = moved(a_session())
    state = session.model_dump()
    state["participants"][0]["outcome"] = "cancelled_by_learner"

    by_person = {fact.person_id: fact.occasion.kind for fact in facts_of(then(session, **state))}

    assert by_person.pop("learner-1") is Kind.SESSION_CANCELLED
    assert set(by_person.values()) == {Kind.SESSION_CHANGED}
    assert set(by_person) == EVERYONE - {"learner-1"}


@pytest.mark.parametrize("state", ["held", "not_held"])
def test_how_a_session_went_is_told_to_nobody(state: str) -> None:
    assert facts_of(then(a_session(), state=state)) == []


def test_a_session_recorded_afterwards_is_told_to_nobody() -> None:
    assert facts_of(a_session(starts_at=NOW - HOUR)) == []


def test_the_same_ids_at_two_providers_are_different_facts() -> None:
    ours, theirs = facts_of(a_session()), facts_of(a_session(), provider_id="provider-2")

    assert {fact.id for fact in ours}.isdisjoint(fact.id for fact in theirs)


def test_a_place_given_for_a_smart_session_is_kept_beside_its_room() -> None:
    (fact, *_) = facts_of(a_session(location="Swansea library"))

    place = fact.occasion.occurrences[0].place
    assert (place.online, place.room, place.location) == (True, "Smart Room 1", "Swansea library")


def test_a_diary_entry_without_type_invites_nobody() -> None:
    assert facts_of(a_session(type=None, kind="choc")) == []


def test_a_fact_follows_from_the_state_whatever_the_change_is_called() -> None:
    assert facts_of(a_session(), version=1) == facts_of(a_session(), version=9, change="outcome_recorded")
