"""Who supervises a learner on which day (DR-113)."""

from dataclasses import replace
from datetime import date

import pytest

from services.identity.domain.supervision import (
    MOST_SUPERVISORS,
    Relation,
    SupervisedAlready,
    Supervision,
    SupervisionEndsBeforeItBegins,
    Supervisor,
    SupervisorNotFound,
    TooManySupervisors,
)

NOBODY = Supervision("learner", "provider")


def a_supervisor(id: str, first: str, last: str | None = None) -> Supervisor:
    until = date.fromisoformat(last) if last else None
    return Supervisor(id, f"person-{id}", "employer", Relation.LINE_MANAGER, date.fromisoformat(first), until)


def days(supervision: Supervision) -> list[tuple[str, str, str | None]]:
    return [
        (one.id, f"{one.from_date}", f"{one.until_date}" if one.until_date else None)
        for one in supervision.supervisors
    ]


def test_who_comes_ends_who_was_there_until_further_notice_on_the_day_before() -> None:
    both = NOBODY.appointed(a_supervisor("a", "2026-09-01")).appointed(a_supervisor("b", "2027-03-02"))
    assert days(both) == [("a", "2026-09-01", "2027-03-01"), ("b", "2027-03-02", None)]
    on = [both.on(date(2027, 3, day)) for day in (1, 2)]
    assert [one and one.id for one in on] == ["a", "b"]
    assert both.on(date(2026, 8, 31)) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2027-03-01", None),
        ("2026-01-01", "2026-09-01"),
        ("2026-01-01", None),
        ("2026-10-01", "2026-10-01"),
        ("2026-01-01", "2027-12-31"),
    ],
)
def test_no_day_has_two_supervisors(first: str, last: str | None) -> None:
    one = NOBODY.appointed(a_supervisor("a", "2026-09-01", "2027-03-01"))
    with pytest.raises(SupervisedAlready) as refused:
        one.appointed(a_supervisor("b", first, last))
    assert refused.value.facts == {"supervisor_id": "a"}


def test_nobody_is_replaced_on_their_first_day() -> None:
    with pytest.raises(SupervisedAlready):
        NOBODY.appointed(a_supervisor("a", "2026-09-01")).appointed(a_supervisor("b", "2026-09-01"))


def test_there_may_be_days_without_anybody_and_they_can_be_filled() -> None:
    gap = NOBODY.appointed(a_supervisor("a", "2026-09-01", "2026-12-31")).appointed(
        a_supervisor("c", "2027-03-01")
    )
    assert gap.on(date(2027, 1, 15)) is None
    filled = gap.appointed(a_supervisor("b", "2027-01-01", "2027-02-28"))
    assert [one.id for one in filled.supervisors] == ["a", "b", "c"]


def test_a_last_day_moves_as_far_as_the_next_one_allows() -> None:
    both = NOBODY.appointed(a_supervisor("a", "2026-09-01")).appointed(a_supervisor("b", "2027-03-02"))
    assert both.ended("a", date(2027, 2, 1)).on(date(2027, 2, 2)) is None
    with pytest.raises(SupervisedAlready):
        both.ended("a", date(2027, 3, 2))
    with pytest.raises(SupervisionEndsBeforeItBegins):
        both.ended("a", date(2026, 8, 31))


def test_a_mistake_is_taken_back_once() -> None:
    one = NOBODY.appointed(a_supervisor("a", "2026-09-01"))
    assert one.without("a").supervisors == ()
    with pytest.raises(SupervisorNotFound):
        one.without("a").without("a")


def test_as_many_are_kept_as_the_event_can_list() -> None:
    full = NOBODY
    for year in range(1980, 1980 + MOST_SUPERVISORS):
        full = full.appointed(a_supervisor(f"{year}", f"{year}-01-01", f"{year}-12-31"))
    with pytest.raises(TooManySupervisors):
        full.appointed(a_supervisor("late", "2026-09-01"))
    assert len(full.ended("2019", date(2019, 6, 1)).supervisors) == MOST_SUPERVISORS
    assert replace(full, version=1).on(date(2000, 5, 5)) is not None
