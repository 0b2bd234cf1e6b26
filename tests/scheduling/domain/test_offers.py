"""A free time goes to whose need is greatest, one learner after the other (B-04)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.errors import OfferIsOver
from services.scheduling.domain.offers import (
    ANSWER_WITHIN,
    LEAST_NOTICE,
    MOST_ASKED,
    Candidate,
    Offer,
    OfferState,
    by_need,
)
from services.scheduling.domain.words import SessionType
from tests.scheduling.domain.builders import a_session

TODAY = date(2026, 9, 1)
SESSION = a_session(location="Newport")
NOW = SESSION.starts_at - timedelta(days=10)


def a_candidate(name: str, due_in: int | None = None, registered: str = "1") -> Candidate:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    return Candidate(name, (f"of-{name}",), ("q",), ("c",), due_on, registered)


def an_offer() -> Offer:
    offer = Offer.of(SESSION, NOW)
    assert offer
    return offer


@given(st.permutations([3, 30, 61, None]))
def test_the_review_that_is_due_soonest_comes_first(days: list[int | None]) -> None:
    ranked = by_need(a_candidate(str(due), due) for due in days)
    assert [one.learner_id for one in ranked] == ["3", "30", "61", "None"]


def test_without_a_worry_who_was_registered_first_comes_first() -> None:
    ranked = by_need([a_candidate("late", registered="2"), a_candidate("early", registered="1")])
    assert [one.learner_id for one in ranked] == ["early", "late"]


def test_whoever_was_in_the_session_and_whoever_was_asked_is_not_asked() -> None:
    offer = an_offer()
    assert not offer.may_ask(SESSION.learner_ids[0])
    asked = offer.passed_on(a_candidate("aled", 3), NOW)
    assert (asked.may_ask("aled"), asked.may_ask("carys")) == (False, True)
    assert asked.asked[0].type is SessionType.FORMAL_REVIEW


def test_only_who_is_asked_takes_it_and_only_in_time() -> None:
    offer = an_offer().passed_on(a_candidate("aled"), NOW)
    for learner, late in (("carys", timedelta(0)), ("aled", ANSWER_WITHIN)):
        with pytest.raises(OfferIsOver):
            offer.accepted(learner, "session", NOW + late)
    taken = offer.accepted("aled", "session", NOW + ANSWER_WITHIN - timedelta(seconds=1))
    assert (taken.state, taken.booked_session_id, taken.next_at) == (OfferState.TAKEN, "session", None)
    with pytest.raises(OfferIsOver):
        taken.accepted("aled", "another", NOW)


def test_it_is_over_when_nobody_is_left_or_the_time_is_near() -> None:
    offer = an_offer()
    assert offer.passed_on(None, NOW).state is OfferState.OVER
    near = SESSION.starts_at - LEAST_NOTICE
    assert offer.passed_on(a_candidate("aled"), near).state is OfferState.OVER
    assert Offer.of(SESSION, near) is None
    for number in range(MOST_ASKED):
        offer = offer.passed_on(a_candidate(str(number)), NOW)
    assert offer.passed_on(a_candidate("one more"), NOW).state is OfferState.OVER
