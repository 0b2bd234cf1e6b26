from datetime import timedelta

import pytest

from services.evidence.domain.library import ItemState, LibrarySession, attendee_of
from tests.events import MONDAY


@pytest.mark.parametrize(
    ("session_state", "outcome", "state"),
    [
        ("planned", "planned", ItemState.PLANNED),
        ("held", "planned", ItemState.PLANNED),
        ("held", "completed", ItemState.HELD),
        ("held", "completed_bilingually", ItemState.HELD),
        ("held", "no_show", ItemState.NOT_HELD),
    ],
)
def test_a_smart_session_is_listed_with_the_learners_own_state(
    session_state: str, outcome: str, state: ItemState
) -> None:
    attendee = attendee_of("learner", outcome, method="smart_session", session_state=session_state)
    assert (attendee.state, attendee.listed) == (state, True)


@pytest.mark.parametrize(
    ("session_state", "outcome"),
    [("cancelled", "cancelled_by_provider"), ("cancelled", "planned"), ("planned", "cancelled_by_learner")],
)
def test_a_cancelled_one_leaves_the_library(session_state: str, outcome: str) -> None:
    assert not attendee_of("learner", outcome, method="smart_session", session_state=session_state).listed


def test_a_traditional_session_is_not_in_the_library() -> None:
    assert not attendee_of("learner", "completed", method="traditional", session_state="held").listed


@pytest.mark.parametrize(
    ("type", "title"),
    [
        ("formal_review", "Smart Session: Formal Review"),
        ("epa", "Smart Session: EPA"),
        (None, "Smart Session"),
    ],
)
def test_an_item_is_called_by_what_it_was(type: str | None, title: str) -> None:
    end = MONDAY + timedelta(hours=1)
    session = LibrarySession(
        "id", "assessor", type, MONDAY, end, "Europe/London", "2026-11-30T10:00", None, ()
    )
    assert session.title == title
