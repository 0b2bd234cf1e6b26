"""What a change of an event is to whom: that is what people are told by."""

from datetime import datetime

import pytest

from services.scheduling.domain.centre_diary import CentreEvent, Meeting
from services.scheduling.domain.errors import EventIsCancelled
from services.scheduling.domain.walltime import LocalStart

TEN = datetime(2027, 2, 19, 10, 0)


def a_meeting(*invited: str, title: str = "Standardisation", at: datetime = TEN, notes: str = "") -> Meeting:
    start = LocalStart(at, "Europe/London", 0)
    return Meeting(title=title, start=start, minutes=60, place="Newport", notes=notes, invited_ids=invited)


def an_event(*invited: str) -> CentreEvent:
    return CentreEvent(id="event", centre_id="newport", meeting=a_meeting(*invited), planned_by_id="mari")


def test_another_time_or_title_concerns_everybody_and_other_notes_nobody() -> None:
    event = an_event("bethan", "efa")
    assert event.changed(a_meeting("bethan", "efa", notes="Bring your plan.")).moved == 0
    assert event.changed(a_meeting("bethan", "efa", title="Moderation")).moved == 1
    noted = event.changed(a_meeting("bethan", "efa", notes="Bring your plan."))
    assert noted.changed(a_meeting("bethan", "efa", at=TEN.replace(hour=11))).moved == 2


def test_who_comes_and_goes_is_known_with_the_change_and_who_comes_back_has_not_gone() -> None:
    first = an_event("bethan", "efa").changed(a_meeting("bethan", "ifan"))
    assert (dict(first.joined), dict(first.left), first.moved) == ({"ifan": 1}, {"efa": 1}, 0)
    second = first.changed(a_meeting("bethan", "ifan", "efa"))
    assert (dict(second.joined), dict(second.left)) == ({"ifan": 1, "efa": 2}, {})


def test_what_is_cancelled_changes_no_more() -> None:
    with pytest.raises(EventIsCancelled):
        an_event("efa").cancelled(TEN).changed(a_meeting("efa"))
